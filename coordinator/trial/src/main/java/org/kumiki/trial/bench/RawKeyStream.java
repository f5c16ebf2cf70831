package org.kumiki.trial.bench;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-CTR key stream and nothing else, in calls of one size. Not thread-safe. */
final class RawKeyStream {
  private final Cipher cipher;
  private final byte[] zeros;
  private final byte[] keyStream;

  RawKeyStream(SecureRandom random, int chunkBytes) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    this.zeros = new byte[chunkBytes];
    this.keyStream = new byte[chunkBytes];
    try {
      this.cipher = Cipher.getInstance("AES/CTR/NoPadding", "SunJCE");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK's own AES/CTR is missing", e);
    }
  }

  /** The next bytes of the stream, which the next call overwrites. */
  byte[] generate(int bytes) {
    try {
      cipher.update(zeros, 0, bytes, keyStream, 0);
      return keyStream;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CTR refused a chunk", e);
    }
  }
}
