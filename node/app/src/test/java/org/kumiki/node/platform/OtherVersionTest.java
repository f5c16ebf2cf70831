package org.kumiki.node.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.ConsortiumFile;

/** A consortium that speaks another version than this node. */
class OtherVersionTest {
  private static final Path GOLDEN =
      Path.of(
          System.getProperty("kumiki.root"),
          "node/exchange/src/test/resources/golden/v1/roster.roster.hex");

  private static ConsortiumFile withRoster(String hex) {
    return new ConsortiumFile("trial", "https://127.0.0.1:1", "", hex, Map.of(), List.of());
  }

  @Test
  void aRosterOfAnUnknownVersionIsRefusedInWordsThatNameBothVersions() throws IOException {
    String roster = Files.readString(GOLDEN).replaceAll("\\s", "");
    assertEquals(3, NodeFolder.roster(withRoster(roster)).members().size());
    CommandFailure refused =
        assertThrows(
            CommandFailure.class,
            () -> NodeFolder.roster(withRoster("0009" + roster.substring(4))));
    assertTrue(refused.line().contains("protocol version 9 is not understood here"), refused::line);
    assertTrue(refused.line().contains("this side speaks 1, 2"), refused::line);
    assertTrue(refused.line().contains("ask the operator"), refused::line);
  }
}
