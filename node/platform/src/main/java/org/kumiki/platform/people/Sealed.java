package org.kumiki.platform.people;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Small texts that a browser keeps for us and can neither read nor change: AES-256-GCM under a key
 * that this process drew and never writes down. Thread-safe.
 */
final class Sealed {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random;

  Sealed(SecureRandom random) {
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, "AES");
    this.random = random;
  }

  String seal(String text) {
    // Random nonces: at one sign-in a second, a collision in 2^32 takes more than a century.
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8));
    byte[] both = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
  }

  /** The text, if this process sealed it and nobody has changed it. */
  Optional<String> open(String sealed) {
    try {
      byte[] both = Base64.getUrlDecoder().decode(sealed);
      if (both.length <= NONCE_BYTES) {
        return Optional.empty();
      }
      byte[] nonce = new byte[NONCE_BYTES];
      byte[] rest = new byte[both.length - NONCE_BYTES];
      ByteBuffer.wrap(both).get(nonce).get(rest);
      return Optional.of(new String(run(Cipher.DECRYPT_MODE, nonce, rest), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private byte[] run(int mode, byte[] nonce, byte[] bytes) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not sealed by this process", e);
    }
  }
}
