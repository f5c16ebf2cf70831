package org.kumiki.trial.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.DataFolder;

/**
 * Says whether the federation of a folder is whole: the names of its members stand in one file
 * while it is founded, which gets another name in the end. A process that was stopped in between
 * leaves the first, and nobody takes the rest for a consortium.
 */
final class FoundingMark {
  private static final String BEGUN = "founding.txt";
  private static final String WHOLE = "members.txt";
  private static final String LEFT = "unfinished-";

  private final Path folder;

  FoundingMark(Path folder) {
    this.folder = folder;
  }

  /** Whether a founding has come to its end here. */
  boolean isWhole() {
    return Files.exists(folder.resolve(WHOLE));
  }

  /** The members of a whole federation. */
  List<String> members() {
    if (!isWhole()) {
      throw CommandFailure.refused(
          "no federation was founded in " + folder, "found one, or choose another folder");
    }
    try {
      return Files.readAllLines(folder.resolve(WHOLE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Begins a founding, after what a stopped one has left was taken away.
   *
   * @throws CommandFailure if the folder holds a whole federation, or services of another origin;
   *     with exit code 75 if the stopped one's services have not ended yet
   */
  void begin(List<String> members) {
    if (isWhole()) {
      throw CommandFailure.refused(
          folder + " holds a federation already", "start that one, or choose another folder");
    }
    try {
      Files.createDirectories(folder);
      if (Files.exists(folder.resolve(BEGUN))) {
        deleteUnfinished();
      } else if (!services().isEmpty()) {
        throw CommandFailure.refused(
            folder + " holds " + services().get(0).getFileName() + ", which was not founded here",
            "choose another folder, or delete what is in it");
      }
      Files.write(folder.resolve(BEGUN), members);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The federation is whole from now on. */
  void finish() {
    try {
      Files.move(folder.resolve(BEGUN), folder.resolve(WHOLE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deleteUnfinished() throws IOException {
    for (Path service : services()) {
      DataFolder.open(service).lock().close();
      // Its PostgreSQL may outlive the service by seconds, and must not meet the new folder.
      Files.move(service, folder.resolve(LEFT + service.getFileName()));
    }
    try {
      for (Path left : folders(name -> name.startsWith(LEFT))) {
        deleteTree(left);
      }
    } catch (IOException e) {
      throw CommandFailure.tryLater(
          "cannot delete what a stopped founding left in " + folder,
          "try again in ten seconds, when its processes have ended");
    }
  }

  private List<Path> services() throws IOException {
    return folders(
        name ->
            name.equals(LocalFederation.COORDINATOR_FOLDER)
                || name.startsWith(LocalFederation.NODE_FOLDER));
  }

  private List<Path> folders(Predicate<String> named) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> named.test(entry.getFileName().toString()))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    }
  }

  private static void deleteTree(Path top) throws IOException {
    try (Stream<Path> tree = Files.walk(top)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
