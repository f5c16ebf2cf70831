package org.kumiki.node.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps raw files unchanged, each named by the SHA-256 of its bytes (FIPS 180-4, lower-case
 * hexadecimal). The same bytes are stored once.
 *
 * <p>A file is complete or absent: it is written beside its place, forced to the disk, and then
 * moved in one step. Only the owner of the process may read it, where the file system knows owners.
 *
 * <p>Safe for concurrent use.
 */
public final class RawStore {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  private static final String INCOMING = "incoming-";
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path folder;

  /** What was stored. */
  public record Stored(String sha256, long bytes) {
    public Stored {
      requireSha256(sha256);
    }
  }

  /** Makes the folder if it is not there. */
  public RawStore(Path folder) throws IOException {
    this.folder = Objects.requireNonNull(folder, "folder");
    Files.createDirectories(folder, ownerOnly("rwx------"));
  }

  /** Stores all bytes of a stream, which stays open. If it fails, nothing is stored. */
  public Stored put(InputStream bytes) throws IOException {
    Path incoming = Files.createTempFile(folder, INCOMING, ".part", ownerOnly("rw-------"));
    try {
      Stored stored = copy(bytes, incoming);
      Files.move(incoming, path(stored.sha256()), StandardCopyOption.ATOMIC_MOVE);
      forceFolder();
      return stored;
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  /** Where the file of this hash lies, whether or not it is stored. */
  public Path path(String sha256) {
    requireSha256(sha256);
    return folder.resolve(sha256);
  }

  public boolean contains(String sha256) {
    return Files.isRegularFile(path(sha256));
  }

  /** All files that are stored, in no order. */
  public List<Stored> all() throws IOException {
    List<Stored> all = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "[0-9a-f]*")) {
      for (Path path : paths) {
        String name = path.getFileName().toString();
        if (SHA_256.matcher(name).matches()) {
          all.add(new Stored(name, Files.size(path)));
        }
      }
    }
    return all;
  }

  /** Removes a file, if it is stored. */
  public void remove(String sha256) throws IOException {
    if (Files.deleteIfExists(path(sha256))) {
      forceFolder();
    }
  }

  /**
   * Removes what uploads left behind when the process was killed. Call it at start, before the
   * first {@link #put}: it cannot tell a dead upload from a running one.
   *
   * @return how many were removed
   */
  public int removeBrokenUploads() throws IOException {
    int removed = 0;
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, INCOMING + "*.part")) {
      for (Path part : parts) {
        removed += Files.deleteIfExists(part) ? 1 : 0;
      }
    }
    return removed;
  }

  private static Stored copy(InputStream in, Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    long total = 0;
    try (FileChannel out = FileChannel.open(file, Set.of(StandardOpenOption.WRITE))) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
        ByteBuffer pending = ByteBuffer.wrap(buffer, 0, count);
        while (pending.hasRemaining()) {
          out.write(pending);
        }
        total += count;
      }
      out.force(true);
    }
    return new Stored(HexFormat.of().formatHex(digest.digest()), total);
  }

  /** The name in the folder must reach the disk too, or a power cut forgets the file. */
  private void forceFolder() throws IOException {
    if (POSIX) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void requireSha256(String sha256) {
    if (!SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal");
    }
  }
}
