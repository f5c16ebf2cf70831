package org.kumiki.exchange.roster;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.kumiki.certs.issuance.MlDsa65;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.exchange.wire.SigningKind;

/**
 * An organisation's long-lived key, of one of the {@link SigningKind}s. It is made at the member
 * and never comes from the consortium's certificate authority. Closing it overwrites the secret,
 * but not what ML-DSA-65 has derived from it.
 */
public final class SigningKey implements Signer, AutoCloseable {
  private static final int ED25519_SECRET_BYTES = Ed25519.SECRET_KEY_SIZE;

  private final String name;
  private final byte[] secret;
  private final Optional<MlDsa65> second;
  private final ByteString publicKey;

  private SigningKey(String name, byte[] secret) {
    this.name = Identifiers.require(name, "name");
    this.secret = secret;
    this.second = second(secret);
    byte[] first = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(secret, 0, first, 0);
    this.publicKey = ByteString.of(second.map(key -> joined(first, key.publicKey())).orElse(first));
  }

  /** A new key of Ed25519 alone. */
  public static SigningKey generate(String name, SecureRandom random) {
    return generate(name, SigningKind.ED25519, random);
  }

  public static SigningKey generate(String name, SigningKind kind, SecureRandom random) {
    byte[] secret = new byte[secretBytes(kind)];
    random.nextBytes(secret);
    return new SigningKey(name, secret);
  }

  /**
   * Copies the secret bytes; the caller still erases its own.
   *
   * @param secret the seed of Ed25519, 32 bytes; then that of ML-DSA-65, where there is one
   */
  public static SigningKey fromSecret(String name, byte[] secret) {
    if (Arrays.stream(SigningKind.values()).noneMatch(k -> secretBytes(k) == secret.length)) {
      throw new IllegalArgumentException("a secret has 32 or 64 bytes, not " + secret.length);
    }
    return new SigningKey(name, secret.clone());
  }

  /** Length of the secret: one seed of 32 bytes, or two. */
  private static int secretBytes(SigningKind kind) {
    return kind == SigningKind.ED25519
        ? ED25519_SECRET_BYTES
        : ED25519_SECRET_BYTES + MlDsa65.SEED_BYTES;
  }

  private static Optional<MlDsa65> second(byte[] secret) {
    if (secret.length == ED25519_SECRET_BYTES) {
      return Optional.empty();
    }
    byte[] seed = Arrays.copyOfRange(secret, ED25519_SECRET_BYTES, secret.length);
    try {
      return Optional.of(MlDsa65.ofSeed(seed));
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /** A copy of the secret for the file that keeps it; the caller erases it. */
  public byte[] secretCopy() {
    return secret.clone();
  }

  public SigningKind kind() {
    return second.isPresent() ? SigningKind.ED25519_ML_DSA_65 : SigningKind.ED25519;
  }

  public ByteString publicKey() {
    return publicKey;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ByteString sign(byte[] message) {
    byte[] first = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(secret, 0, message, 0, message.length, first, 0);
    return ByteString.of(second.map(key -> joined(first, key.sign(message))).orElse(first));
  }

  @Override
  public void close() {
    Arrays.fill(secret, (byte) 0);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
