package org.kumiki.coordinator.authority;

import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.wire.ByteString;

/**
 * The record of a ceremony, for people to sign and to file: what was made, with fingerprints, and
 * how to check it with other software. Holds no secret. Not thread-safe.
 */
public final class Transcript {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Instant at;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param what was done, in a sentence
   */
  public Transcript(Instant at, String consortium, String what) {
    this.at = at;
    lines.add("Kumiki certificate authority: transcript of a ceremony");
    line("time", at.toString());
    line("consortium", consortium);
    line(
        "software",
        "Kumiki "
            + Optional.ofNullable(Transcript.class.getPackage().getImplementationVersion())
                .orElse("(built here)")
            + ", Java "
            + Runtime.version());
    line("done", what);
  }

  /** One thing that was made. */
  public Transcript certificate(String role, X509Certificate certificate) {
    Fingerprint fingerprint = Fingerprint.of(certificate);
    lines.add("");
    line(role, certificate.getSubjectX500Principal().getName());
    line("  signed by", certificate.getIssuerX500Principal().getName());
    line("  SHA-256", fingerprint.hex());
    line("  in words", RosterWords.of(ByteString.fromHex(fingerprint.hex())));
    line("  key", certificate.getPublicKey().getAlgorithm() + " " + AuthorityKeyId.of(certificate));
    line("  serial", certificate.getSerialNumber().toString(16));
    line(
        "  valid",
        certificate.getNotBefore().toInstant() + " to " + certificate.getNotAfter().toInstant());
    return this;
  }

  public Transcript list(X509CRL list) {
    lines.add("");
    line("list of", list.getIssuerX500Principal().getName());
    line("  valid", list.getThisUpdate().toInstant() + " to " + list.getNextUpdate().toInstant());
    line(
        "  revoked",
        String.valueOf(
            list.getRevokedCertificates() == null ? 0 : list.getRevokedCertificates().size()));
    return this;
  }

  /** Where something lies. */
  public Transcript note(String what, String text) {
    lines.add("");
    line(what, text);
    return this;
  }

  /** Commands that repeat the check with openssl. */
  public Transcript commands(List<String> commands) {
    lines.add("");
    lines.add("To check it with openssl, in the folder of this file:");
    commands.forEach(command -> lines.add("  " + command));
    return this;
  }

  /** For signatures by hand. */
  public List<String> lines() {
    List<String> all = new ArrayList<>(lines);
    all.add("");
    all.add("Present, and having compared the words above (names and signatures):");
    all.add("  ______________________________      ______________________________");
    return all;
  }

  /** Writes it into a folder, and returns the file. */
  public Path write(Path folder) {
    Path file = folder.resolve("transcript-" + NAME.format(at) + ".txt");
    WholeFile.write(file, String.join("\n", lines()) + "\n");
    return file;
  }

  private void line(String what, String text) {
    lines.add(String.format(Locale.ROOT, "%-12s %s", what, text));
  }
}
