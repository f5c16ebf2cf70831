package org.kumiki.trial.leak;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The masks of a vector computed again, plainly and from the specification: what was sent must be
 * the values and these masks, modulo the ring, and nothing else.
 */
final class MaskArithmetic {
  private MaskArithmetic() {}

  static void check(Upload upload) {
    long[] expected = upload.values().clone();
    for (Upload.Mask mask : upload.masks().values()) {
      long[] stream = stream(mask.key().toByteArray(), expected.length);
      for (int i = 0; i < expected.length; i++) {
        expected[i] += mask.adds() ? stream[i] : -stream[i];
      }
    }
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] != upload.masked()[i]) {
        throw new AssertionError(
            "entry " + i + " of " + upload.member() + " is not masked as the keys say");
      }
    }
  }

  private static long[] stream(byte[] key, int length) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
      long[] words = new long[length];
      ByteBuffer.wrap(cipher.doFinal(new byte[length * Long.BYTES]))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asLongBuffer()
          .get(words);
      return words;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CTR is missing", e);
    }
  }
}
