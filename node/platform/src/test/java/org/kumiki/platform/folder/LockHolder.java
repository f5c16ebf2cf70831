package org.kumiki.platform.folder;

import java.nio.file.Path;
import org.kumiki.platform.cli.CommandFailure;

/** A process that takes a folder and says how it went: {@code FOLDER hold|try}. */
public final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws Exception {
    try (FolderLock lock = DataFolder.open(Path.of(arguments[0])).lock()) {
      System.out.println("locked");
      if (arguments[1].equals("hold")) {
        System.in.read();
      }
    } catch (CommandFailure refused) {
      System.out.println("refused " + refused.exitCode());
    }
  }
}
