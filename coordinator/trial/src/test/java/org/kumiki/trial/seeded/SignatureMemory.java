package org.kumiki.trial.seeded;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Ed25519 signatures of one seed, each made and each checked once. Every member checks what every
 * other has signed, and a replaying coordinator signs all its letters again; nearly all time of a
 * run would go there. The answers are those of the arithmetic: the key of the table is all that a
 * signature depends on, and a signature that was not made here is verified for real.
 *
 * <p>One table a thread.
 */
public final class SignatureMemory {
  private static final ThreadLocal<Map<Bytes, Boolean>> VERIFIED =
      ThreadLocal.withInitial(HashMap::new);

  private SignatureMemory() {}

  /** Forgets all; a seed begins. */
  static void clear() {
    VERIFIED.get().clear();
  }

  static void made(byte[] publicKey, byte[] message, byte[] signature) {
    VERIFIED.get().put(key(publicKey, message, signature), true);
  }

  /** Stands where {@code Ed25519.verify} stands in the roster's class: see {@link SeedRunner}. */
  public static boolean verify(
      byte[] signature,
      int signatureOffset,
      byte[] publicKey,
      int keyOffset,
      byte[] message,
      int offset,
      int length) {
    return VERIFIED
        .get()
        .computeIfAbsent(
            key(publicKey, message, signature),
            k ->
                Ed25519.verify(
                    signature, signatureOffset, publicKey, keyOffset, message, offset, length));
  }

  private static Bytes key(byte[] publicKey, byte[] message, byte[] signature) {
    byte[] all = new byte[publicKey.length + message.length + signature.length];
    System.arraycopy(publicKey, 0, all, 0, publicKey.length);
    System.arraycopy(signature, 0, all, publicKey.length, signature.length);
    System.arraycopy(message, 0, all, publicKey.length + signature.length, message.length);
    return new Bytes(all);
  }

  /** Value equality for a table's key; nothing here is secret. */
  record Bytes(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }
}
