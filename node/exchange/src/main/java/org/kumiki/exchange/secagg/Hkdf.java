package org.kumiki.exchange.secagg;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** HKDF with SHA-256 (RFC 5869), by Bouncy Castle. */
final class Hkdf {
  private Hkdf() {}

  static byte[] derive(byte[] salt, byte[] inputKey, byte[] info, int length) {
    return generate(new HKDFParameters(inputKey, salt, info), length);
  }

  /** HKDF-Expand alone, for input that is already a uniform key. */
  static byte[] expand(byte[] key, String label, byte[] info, int length) {
    byte[] name = label.getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[name.length + info.length];
    System.arraycopy(name, 0, all, 0, name.length);
    System.arraycopy(info, 0, all, name.length, info.length);
    return generate(HKDFParameters.skipExtractParameters(key, all), length);
  }

  private static byte[] generate(HKDFParameters parameters, int length) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(parameters);
    byte[] output = new byte[length];
    generator.generateBytes(output, 0, length);
    return output;
  }
}
