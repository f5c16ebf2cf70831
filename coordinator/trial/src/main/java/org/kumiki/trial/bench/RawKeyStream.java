package org.kumiki.trial.bench;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.kumiki.exchange.secagg.PairwiseMask;

/** AES-256-CTR key stream and nothing else, in calls as long as the mask's. Not thread-safe. */
final class RawKeyStream {
  private final Cipher cipher;
  private final byte[] zeros = new byte[PairwiseMask.CHUNK_BYTES];
  private final byte[] keyStream = new byte[PairwiseMask.CHUNK_BYTES];

  RawKeyStream(SecureRandom random) {
    byte[] key = new byte[32];
    random.nextBytes(key);
    try {
      this.cipher = Cipher.getInstance("AES/CTR/NoPadding", "SunJCE");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK's own AES/CTR is missing", e);
    }
  }

  void generate(int bytes) {
    try {
      cipher.update(zeros, 0, bytes, keyStream, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CTR refused a chunk", e);
    }
  }
}
