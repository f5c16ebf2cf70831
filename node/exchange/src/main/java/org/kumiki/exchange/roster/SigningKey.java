package org.kumiki.exchange.roster;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.Signer;

/**
 * An organisation's long-lived Ed25519 key (RFC 8032). It is made at the member and never comes
 * from the consortium's certificate authority. Closing it overwrites the secret.
 */
public final class SigningKey implements Signer, AutoCloseable {
  /** The seed from which the key is derived. */
  public static final int SECRET_BYTES = Ed25519.SECRET_KEY_SIZE;

  private final String name;
  private final byte[] secret;
  private final ByteString publicKey;

  private SigningKey(String name, byte[] secret) {
    this.name = Identifiers.require(name, "name");
    this.secret = secret;
    byte[] encoded = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(secret, 0, encoded, 0);
    this.publicKey = ByteString.of(encoded);
  }

  public static SigningKey generate(String name, SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new SigningKey(name, secret);
  }

  /** Copies the 32 secret bytes; the caller still erases its own. */
  public static SigningKey fromSecret(String name, byte[] secret) {
    if (secret.length != SECRET_BYTES) {
      throw new IllegalArgumentException("an Ed25519 secret has 32 bytes, not " + secret.length);
    }
    return new SigningKey(name, secret.clone());
  }

  /** A copy of the secret for the file that keeps it; the caller erases it. */
  public byte[] secretCopy() {
    return secret.clone();
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
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
    return ByteString.of(signature);
  }

  @Override
  public void close() {
    Arrays.fill(secret, (byte) 0);
  }
}
