package org.kumiki.coordinator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.platform.cli.CommandFailure;

/** Files that operator and ceremony hand each other. */
final class CaFiles {
  private static final long MAX_BYTES = 1 << 20;

  private CaFiles() {}

  static X509Certificate certificate(Path file) {
    try {
      return Pem.readCertificates(text(file)).get(0);
    } catch (CertificateRefused e) {
      throw CommandFailure.refused(file + " is no certificate", "use the root's roots.pem", e);
    }
  }

  static String text(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw CommandFailure.refused(file + " is too large", "check the path");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + file, "check that it exists", e);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot write " + file, "check the disk", e);
    }
  }
}
