package org.kumiki.trial.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.trial.federation.LocalFederation.Member;

/** What is taken for a consortium, and what for the rest of one. */
class FoundingMarkTest {
  private static final List<String> MEMBERS = List.of("alpha", "beta", "gamma");

  @TempDir Path folder;

  /** A founding that was stopped after alpha had come in. */
  private void stopped() throws IOException {
    new FoundingMark(folder).begin(MEMBERS);
    Files.writeString(
        DataFolder.open(folder.resolve("coordinator")).resolve("kumiki.yml"), "consortium: x");
    DataFolder.open(folder.resolve("node-alpha"));
    Files.writeString(folder.resolve("node-alpha.log"), "");
  }

  @Test
  void onlyAFoundingThatCameToItsEndIsAConsortium() throws IOException {
    stopped();
    assertFalse(LocalFederation.exists(folder));
    assertThrows(CommandFailure.class, () -> LocalFederation.reuse(folder));
    new FoundingMark(folder).finish();
    assertTrue(LocalFederation.exists(folder));
    assertEquals(MEMBERS, LocalFederation.reuse(folder).organisations());
  }

  @Test
  void aFederationThatWasNeverStartedIsBegunAnew() {
    FoundingPlan plan =
        FoundingPlan.of(MEMBERS.stream().map(name -> new Member(name, name)).toList());
    LocalFederation.found(folder, plan);
    assertFalse(LocalFederation.exists(folder));
    LocalFederation.found(folder, plan);
    assertFalse(LocalFederation.exists(folder));
    assertTrue(Files.exists(folder.resolve("coordinator/kumiki.yml")));
  }

  @Test
  void anotherFoundingTakesAwayWhatAStoppedOneHasLeft() throws IOException {
    stopped();
    FoundingMark again = new FoundingMark(folder);
    again.begin(List.of("delta", "beta", "gamma"));
    assertFalse(Files.exists(folder.resolve("coordinator")));
    assertFalse(Files.exists(folder.resolve("node-alpha")));
    again.finish();
    assertEquals(List.of("delta", "beta", "gamma"), again.members());
  }

  @Test
  void aServiceOfAStoppedFoundingThatStillRunsKeepsItsFolder() throws IOException {
    stopped();
    FoundingMark again = new FoundingMark(folder);
    try (FolderLock running = DataFolder.open(folder.resolve("coordinator")).lock()) {
      CommandFailure failure = assertThrows(CommandFailure.class, () -> again.begin(MEMBERS));
      assertEquals(75, failure.exitCode());
      assertTrue(Files.exists(running.folder().resolve("kumiki.yml")));
    }
    again.begin(MEMBERS);
    assertFalse(Files.exists(folder.resolve("coordinator")));
  }

  @Test
  void whatWasNotFoundedHereIsNeverDeleted() throws IOException {
    Path foreign = Files.createDirectory(folder.resolve("coordinator")).resolve("pom.xml");
    Files.writeString(foreign, "");
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> new FoundingMark(folder).begin(MEMBERS));
    assertTrue(failure.line().contains("which was not founded here"), failure::line);
    assertTrue(Files.exists(foreign));
  }

  @Test
  void aWholeConsortiumIsNotFoundedAgain() throws IOException {
    stopped();
    new FoundingMark(folder).finish();
    assertThrows(CommandFailure.class, () -> new FoundingMark(folder).begin(MEMBERS));
    assertTrue(Files.exists(folder.resolve("node-alpha")));
  }
}
