package org.kumiki.platform.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.folder.CurrentUser;

/** Whether files with secrets belong to this user and nobody else may read them. */
public final class KeyFileCheck {
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private KeyFileCheck() {}

  /** The first file that is wrong, or how many are right; absent ones are not looked at. */
  public static CheckResult of(String check, List<Path> files) {
    int there = 0;
    for (Path file : files) {
      if (!Files.exists(file)) {
        continue;
      }
      there++;
      try {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        mode.removeAll(OWNER);
        if (!mode.isEmpty()) {
          return new Failure(
              check,
              "others than its owner may use " + file,
              "run 'chmod 600 " + file + "' and consider who may have read it");
        }
        int owner = (Integer) Files.getAttribute(file, "unix:uid");
        if (owner != CurrentUser.uid()) {
          return new Failure(
              check,
              file + " belongs to another user (uid " + owner + ")",
              "run 'chown " + CurrentUser.uid() + " " + file + "'");
        }
      } catch (IOException e) {
        return new Failure(
            check, "cannot look at " + file, "check the folder's permissions and its disk");
      }
    }
    return new Good(check, there + " files with secrets, for their owner alone");
  }
}
