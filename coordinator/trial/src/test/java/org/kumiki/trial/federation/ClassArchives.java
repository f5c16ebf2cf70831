package org.kumiki.trial.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.kumiki.trial.federation.LocalFederation.Member;
import org.kumiki.trial.federation.ServiceProcess.Program;

/**
 * Archives of loaded classes (JEP 350), one a service and made once a build. The trials start a few
 * hundred services, each of which would otherwise read and verify the same thousands of classes; a
 * third of the computing of a start goes. Where none could be made, services start as without.
 */
final class ClassArchives {
  private static boolean made;

  private ClassArchives() {}

  /** Makes what is missing or older than the build. */
  static synchronized void make(Path programs) throws InterruptedException {
    if (made) {
      return;
    }
    made = true;
    // Test classes run in several Java machines at once; the first makes it for all.
    try (FileChannel file =
            FileChannel.open(
                programs.resolve("archives.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = file.lock()) {
      makeMissing(held, programs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void makeMissing(FileLock held, Path programs) throws InterruptedException {
    if (!held.isValid()) {
      throw new IllegalStateException("the lock of " + programs + " was lost");
    }
    if (Program.NODE.archive().isEmpty() || Program.COORDINATOR.archive().isEmpty()) {
      Path folder = temporaryFolder();
      try {
        make(folder, programs);
      } finally {
        delete(folder);
      }
    }
  }

  private static void make(Path folder, Path programs) throws InterruptedException {
    List<Member> members =
        Stream.of("alpha", "beta", "gamma").map(name -> new Member(name, name)).toList();
    FoundingPlan plan = FoundingPlan.of(members).withPrograms(programs);
    try (LocalFederation federation = LocalFederation.found(folder, plan)) {
      federation.start();
      federation.coordinator().archiveClasses(JvmProfile.SMALL);
      federation.node("alpha").archiveClasses(JvmProfile.SMALL);
    }
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("kumiki-archives");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
