package org.kumiki.trial.seeded;

import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Signer;

/**
 * An organisation's key, the same in every seed, that signs equal bytes once: Ed25519 is
 * deterministic, so a second signature would be the same one.
 */
public final class KnownSigner implements Signer {
  private final String name;
  private final byte[] secret;
  private final byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
  private final Organisation organisation;
  private final ThreadLocal<Map<SignatureMemory.Bytes, ByteString>> signed =
      ThreadLocal.withInitial(HashMap::new);

  KnownSigner(String name, long seed) {
    this.name = name;
    this.secret = new byte[Ed25519.SECRET_KEY_SIZE];
    new SeededRandom(seed).nextBytes(secret);
    Ed25519.generatePublicKey(secret, 0, publicKey, 0);
    this.organisation = new Organisation(name, "The " + name, ByteString.of(publicKey));
  }

  public Organisation organisation() {
    return organisation;
  }

  void forget() {
    signed.get().clear();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ByteString sign(byte[] message) {
    return signed.get().computeIfAbsent(new SignatureMemory.Bytes(message.clone()), this::make);
  }

  private ByteString make(SignatureMemory.Bytes message) {
    byte[] bytes = message.bytes();
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(secret, 0, publicKey, 0, bytes, 0, bytes.length, signature, 0);
    SignatureMemory.made(publicKey, bytes, signature);
    return ByteString.of(signature);
  }

  /** For a liar that signs one message twice: see {@code attack.Forged}. */
  public byte[] secret() {
    return secret.clone();
  }
}
