package org.kumiki.trial.bench;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What transport costs without a network: AES-256-GCM records, sealed by the sender and opened by
 * the receiver, of the size that TLS 1.3 has (RFC 8446, section 5.1). Not thread-safe.
 */
final class SealedTransport {
  /** Plain bytes of a full record. */
  static final int RECORD_BYTES = 16 * 1024;

  private static final int TAG_BYTES = 16;
  private static final int NONCE_BYTES = 12;

  private final SecretKeySpec key;
  private final Cipher sealer;
  private final Cipher opener;
  private final byte[] record = new byte[RECORD_BYTES + TAG_BYTES];
  private long sequence;

  SealedTransport(SecureRandom random) {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, "AES");
    try {
      this.sealer = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
      this.opener = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK's own AES/GCM is missing", e);
    }
  }

  /** Carries {@code length} bytes, at most a record, from one array to the other. */
  void carry(byte[] from, int offset, int length, byte[] to) {
    byte[] nonce = ByteBuffer.allocate(NONCE_BYTES).putLong(4, sequence++).array();
    GCMParameterSpec parameters = new GCMParameterSpec(8 * TAG_BYTES, nonce);
    try {
      sealer.init(Cipher.ENCRYPT_MODE, key, parameters);
      int sealed = sealer.doFinal(from, offset, length, record, 0);
      opener.init(Cipher.DECRYPT_MODE, key, parameters);
      opener.doFinal(record, 0, sealed, to, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a record did not open", e);
    }
  }
}
