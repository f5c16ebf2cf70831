package org.kumiki.node.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.node.platform.OrganisationKeyFile;
import org.kumiki.platform.cli.CommandFailure;

/**
 * This organisation's signing key as the running service holds it, and the next one where a steward
 * has made one: which of the two signs, the roster in force decides. Thread-safe.
 */
public final class OrganisationKey implements Signer, AutoCloseable {
  private final Path file;
  private final Path nextFile;
  private final Function<Path, SigningKey> opener;
  private volatile SigningKey current;

  /**
   * Opens the key.
   *
   * @param file the key in use
   * @param nextFile the key that may take its place; need not exist
   * @param opener reads a key file with the passphrase of the settings
   */
  public OrganisationKey(Path file, Path nextFile, Function<Path, SigningKey> opener) {
    this.file = file;
    this.nextFile = nextFile;
    this.opener = opener;
    this.current = opener.apply(file);
  }

  @Override
  public String name() {
    return current.name();
  }

  @Override
  public ByteString sign(byte[] message) {
    return current.sign(message);
  }

  public ByteString publicKey() {
    return current.publicKey();
  }

  /** True if a copy of the key's file needs a passphrase too. */
  public boolean isEncrypted() {
    return OrganisationKeyFile.isEncrypted(file);
  }

  /** True if this node can sign with the key that a roster lists for its organisation. */
  public boolean canBecome(ByteString listed) {
    return current.publicKey().equals(listed) || next().filter(listed::equals).isPresent();
  }

  private Optional<ByteString> next() {
    if (!Files.exists(nextFile)) {
      return Optional.empty();
    }
    try (SigningKey next = opener.apply(nextFile)) {
      return Optional.of(next.publicKey());
    }
  }

  /** Signs with the key that the roster in force lists, from now on and after a restart. */
  public synchronized void become(ByteString listed) {
    if (current.publicKey().equals(listed)) {
      return;
    }
    SigningKey next = opener.apply(nextFile);
    if (!next.publicKey().equals(listed)) {
      next.close();
      throw new IllegalStateException("neither key of this node is the one that the roster lists");
    }
    try {
      Files.move(
          nextFile, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      next.close();
      throw CommandFailure.refused("cannot put the new key in place", "check the disk", e);
    }
    // The old one is not erased here: somebody may be signing with it at this moment.
    current = next;
  }

  @Override
  public void close() {
    current.close();
  }
}
