package org.kumiki.platform.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.kumiki.platform.cli.CommandFailure;

/**
 * A small secret in a file that only its owner can read (mode 0600): a password, a token, a key.
 *
 * <p>Guarantees that the file never exists with wider permissions, not even for a moment, and that
 * it is either absent or whole. Does not guarantee anything against the owner or root.
 */
public final class PrivateFile {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(
          EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

  /** No secret of ours is longer; a file that is must be something else. */
  private static final int MAX_BYTES = 64 * 1024;

  private PrivateFile() {}

  /** Writes {@code text}, replacing what was there. */
  public static void write(Path file, String text) {
    Path fresh = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(
              fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot write " + file, "check the disk and the folder's permissions", e);
    }
  }

  /**
   * Reads the file.
   *
   * @throws CommandFailure if it is absent, too long, or others may read it
   */
  public static String read(Path file) {
    try {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      mode.removeAll(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
      if (!mode.isEmpty()) {
        throw CommandFailure.refused(
            "others than its owner may use " + file, "run 'chmod 600 " + file + "'");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw CommandFailure.refused(file + " is too long for a secret", "check the path");
      }
      return Files.readString(file);
    } catch (IOException | UncheckedIOException e) {
      throw CommandFailure.refused(
          "cannot read " + file, "check that it exists and belongs to this user", e);
    }
  }

  /** Reads the file, or writes it with what {@code secret} makes if it is absent. */
  public static String readOrCreate(Path file, Supplier<String> secret) {
    if (!Files.exists(file)) {
      write(file, secret.get());
    }
    return read(file);
  }
}
