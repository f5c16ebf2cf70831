package org.kumiki.coordinator.authority;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.SignedBundle;

/**
 * What a root signed, with its paper: the answer for the coordinator, the same certificates and
 * lists in files that openssl reads, and the transcript.
 *
 * @param bundles one, or the three steps of a rotation
 */
public record SignedAnswer(List<SignedBundle> bundles) {
  public SignedAnswer {
    bundles = List.copyOf(bundles);
  }

  /** What {@code ca install} takes. */
  public String text() {
    return Pem.bundles(bundles);
  }

  /** The bundle in which old and new stand beside each other. */
  private AuthorityBundle widest() {
    return bundles.get(bundles.size() == 1 ? 0 : 1).bundle();
  }

  /**
   * Writes the readable files and the transcript into the root's folder; returns the transcript.
   */
  public Transcript document(Path folder, Instant now, String place) {
    AuthorityBundle widest = widest();
    String number = String.valueOf(widest.number());
    WholeFile.write(folder.resolve("roots-" + number + ".pem"), Pem.certificates(widest.roots()));
    WholeFile.write(
        folder.resolve("issuing-" + number + ".pem"), Pem.certificates(widest.issuing()));
    WholeFile.write(
        folder.resolve("lists-" + number + ".pem"), Pem.revocationLists(widest.revocationLists()));
    Transcript transcript =
        new Transcript(
            now,
            widest.consortium(),
            "signed bundles "
                + bundles.stream().map(b -> String.valueOf(b.bundle().number())).toList());
    widest.roots().forEach(root -> transcript.certificate("root", root));
    for (X509Certificate authority : widest.issuing()) {
      transcript.certificate("issuing", authority);
    }
    widest.revocationLists().forEach(transcript::list);
    transcript.note("root's keys", place);
    bundles.forEach(b -> transcript.note("bundle " + b.bundle().number(), b.sha256()));
    transcript.commands(
        List.of(
            "openssl x509 -in roots-" + number + ".pem -noout -subject -fingerprint -sha256",
            "openssl verify -x509_strict -crl_check_all -CAfile roots-"
                + number
                + ".pem -CRLfile lists-"
                + number
                + ".pem issuing-"
                + number
                + ".pem",
            "openssl crl -in lists-" + number + ".pem -noout -text"));
    transcript.write(folder);
    return transcript;
  }
}
