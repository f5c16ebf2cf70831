package org.kumiki.ontology.release;

import java.util.Arrays;
import java.util.Base64;
import java.util.function.BiPredicate;

/**
 * A release with its signature: the text, an empty line, and the signature in Base64. Whether the
 * signature holds is for {@link #holds} to ask of whoever knows the keys.
 */
public final class SignedRelease {
  /** Longer is no release. */
  public static final int LONGEST = 600;

  private static final int SIGNATURE_BYTES = 64;

  private final Release release;
  private final byte[] signature;

  /**
   * @param signature Ed25519 over {@link Release#signedBytes}, 64 bytes
   */
  public SignedRelease(Release release, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      throw new UnreadableRelease("a signature has 64 bytes; ask the operator for it again");
    }
    this.release = release;
    this.signature = signature.clone();
  }

  public Release release() {
    return release;
  }

  public byte[] signature() {
    return signature.clone();
  }

  /** Whether a check of (message, signature) under the right key finds the signature good. */
  public boolean holds(BiPredicate<byte[], byte[]> check) {
    return check.test(release.signedBytes(), signature());
  }

  public String text() {
    return release.text() + "\n" + Base64.getEncoder().encodeToString(signature) + "\n";
  }

  /**
   * Reads {@link #text}.
   *
   * @throws UnreadableRelease if it is anything else, by one byte
   */
  public static SignedRelease parse(String text) {
    int end = text.indexOf("\n\n");
    if (text.length() <= LONGEST && end > 0 && text.endsWith("\n")) {
      try {
        byte[] signature = Base64.getDecoder().decode(text.substring(end + 2, text.length() - 1));
        SignedRelease signed =
            new SignedRelease(
                Release.parse(text.substring(0, end + 1)).orElseThrow(SignedRelease::unreadable),
                signature);
        // Base64 has several ways to write the same bytes.
        if (signed.text().equals(text)) {
          return signed;
        }
      } catch (IllegalArgumentException notBase64) {
        throw new UnreadableRelease(unreadable().getMessage(), notBase64);
      }
    }
    throw unreadable();
  }

  private static UnreadableRelease unreadable() {
    return new UnreadableRelease("this is no signed release; ask the operator for it again");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedRelease signed
        && release.equals(signed.release)
        && Arrays.equals(signature, signed.signature);
  }

  @Override
  public int hashCode() {
    return 31 * release.hashCode() + Arrays.hashCode(signature);
  }
}
