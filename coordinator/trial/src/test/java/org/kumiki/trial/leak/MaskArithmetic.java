package org.kumiki.trial.leak;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
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
    BigInteger[] expected =
        Arrays.stream(upload.values()).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
    int size = upload.ring().bytes();
    for (Upload.Mask mask : upload.masks().values()) {
      byte[] stream = stream(mask.key().toByteArray(), expected.length * size);
      for (int i = 0; i < expected.length; i++) {
        BigInteger word = littleEndian(stream, i * size, size);
        expected[i] = mask.adds() ? expected[i].add(word) : expected[i].subtract(word);
      }
    }
    BigInteger modulus = BigInteger.ONE.shiftLeft(upload.ring().bits());
    for (int i = 0; i < expected.length; i++) {
      BigInteger sent = BigInteger.valueOf(upload.masked()[i]);
      if (!expected[i].subtract(sent).mod(modulus).equals(BigInteger.ZERO)) {
        throw new AssertionError(
            "entry " + i + " of " + upload.member() + " is not masked as the keys say");
      }
    }
  }

  private static BigInteger littleEndian(byte[] bytes, int at, int size) {
    byte[] reversed = new byte[size];
    for (int i = 0; i < size; i++) {
      reversed[i] = bytes[at + size - 1 - i];
    }
    return new BigInteger(1, reversed);
  }

  private static byte[] stream(byte[] key, int length) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
      return cipher.doFinal(new byte[length]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CTR is missing", e);
    }
  }
}
