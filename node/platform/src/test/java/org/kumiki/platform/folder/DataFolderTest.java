package org.kumiki.platform.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.ChildJvm;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.process.ChildProcess;

class DataFolderTest {
  @TempDir Path temp;

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void setMode(Path path, String mode) throws Exception {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  @Test
  void aNewFolderIsOpenToItsOwnerOnly() throws Exception {
    DataFolder folder = DataFolder.open(temp.resolve("deep/data"));

    assertEquals("rwx------", mode(folder.path()));
  }

  @Test
  void anEmptyFolderIsClosedToOthers() throws Exception {
    Path path = Files.createDirectory(temp.resolve("data"));
    setMode(path, "rwxr-xr-x");

    DataFolder.open(path);
    assertEquals("rwx------", mode(path));
  }

  @Test
  void anOpenFolderWithContentIsRefusedWithTheNextStep() throws Exception {
    Path path = Files.createDirectory(temp.resolve("data"));
    Files.writeString(path.resolve("rows.csv"), "x");
    setMode(path, "rwxr-x---");

    CommandFailure refused = assertThrows(CommandFailure.class, () -> DataFolder.open(path));
    assertEquals(ExitCode.FAILED, refused.exitCode());
    assertTrue(refused.line().contains("chmod 700 "), refused.line());
    assertEquals("rwxr-x---", mode(path));
  }

  @Test
  void aFileIsNoFolder() throws Exception {
    Path file = Files.writeString(temp.resolve("data"), "x");

    assertThrows(CommandFailure.class, () -> DataFolder.open(file));
  }

  @Test
  void aPrivateFileIsOpenToItsOwnerOnlyAlsoWhenReplaced() throws Exception {
    Path file = temp.resolve("secret");
    PrivateFile.write(file, "one");
    assertEquals("rw-------", mode(file));
    PrivateFile.write(file, "two");

    assertEquals("rw-------", mode(file));
    assertEquals("two", PrivateFile.read(file));
    assertEquals("two", PrivateFile.readOrCreate(file, () -> "three"));
  }

  @Test
  void aSecretThatOthersMayReadIsRefused() throws Exception {
    Path file = temp.resolve("secret");
    PrivateFile.write(file, "one");
    setMode(file, "rw-r-----");

    CommandFailure refused = assertThrows(CommandFailure.class, () -> PrivateFile.read(file));
    assertTrue(refused.line().contains("chmod 600"), refused.line());
  }

  @Test
  void anotherUserReadsNothing() throws Exception {
    Assumptions.assumeTrue(canBecomeNobody(), "cannot act as another user here");
    DataFolder folder = DataFolder.open(temp.resolve("data"));
    Path secret = folder.resolve("secret");
    PrivateFile.write(secret, "one");
    Path open = Files.writeString(temp.resolve("open"), "x");
    setMode(open, "rw-r--r--");
    setMode(temp, "rwxr-xr-x");

    assertEquals(0, asNobody("cat", open.toString()), "the control must be readable");
    assertNotEquals(0, asNobody("cat", secret.toString()));
    assertNotEquals(0, asNobody("ls", folder.path().toString()));
    // The file protects itself too, should its folder ever be opened.
    setMode(folder.path(), "rwxr-xr-x");
    assertNotEquals(0, asNobody("cat", secret.toString()));
  }

  @Test
  void aSecondLockInTheSameProcessIsRefusedAndHarmsNotTheFirst() throws Exception {
    DataFolder folder = DataFolder.open(temp.resolve("data"));
    try (FolderLock first = folder.lock()) {
      assertEquals(folder, first.folder());
      CommandFailure refused = assertThrows(CommandFailure.class, folder::lock);
      assertEquals(ExitCode.TRY_LATER, refused.exitCode());
      assertEquals("refused 75", childTries(folder.path()), "the first lock still holds");
    }
    folder.lock().close();
  }

  @Test
  void theRefusalNamesTheProcessThatHoldsTheFolder() throws Exception {
    DataFolder folder = DataFolder.open(temp.resolve("data"));
    try (ChildProcess child =
        ChildProcess.start(ChildJvm.of(LockHolder.class, folder.path(), "hold"))) {
      assertEquals("locked", firstLine(child));

      CommandFailure refused = assertThrows(CommandFailure.class, folder::lock);
      assertEquals(ExitCode.TRY_LATER, refused.exitCode());
      assertTrue(refused.line().contains("(pid " + child.pid() + ")"), refused.line());
    }
    folder.lock().close();
  }

  private static String childTries(Path folder) throws Exception {
    try (ChildProcess child = ChildProcess.start(ChildJvm.of(LockHolder.class, folder, "try"))) {
      return firstLine(child);
    }
  }

  private static String firstLine(ChildProcess child) throws Exception {
    return new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8))
        .readLine();
  }

  private static boolean canBecomeNobody() throws Exception {
    boolean can = CurrentUser.isRoot() && Files.isExecutable(Path.of("/usr/bin/setpriv"));
    if (!can) {
      System.out.println("SKIPPED: another user's view, needs root and setpriv; one is absent");
    }
    return can;
  }

  private static int asNobody(String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
    builder.command().addAll(java.util.List.of(command));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
