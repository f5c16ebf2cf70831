package org.kumiki.coordinator.enrolment;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.kumiki.certs.enrolment.CertsOnly;
import org.kumiki.certs.enrolment.EstBody;
import org.kumiki.certs.enrolment.RequestAttributes;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** Enrolment over Secure Transport (RFC 7030, as RFC 8951 clarifies it) for machines. */
@Hidden
@Controller("/.well-known/est")
@Produces({EstController.CERTIFICATES, EstController.ATTRIBUTES})
@ExecuteOn(TaskExecutors.BLOCKING)
final class EstController {
  static final String CERTIFICATES = "application/pkcs7-mime";
  static final String ATTRIBUTES = "application/csrattrs";
  private static final String REQUEST = "application/pkcs10";

  /** A person compares words in the meantime; a node asks again at most this often. */
  private static final String RETRY_SECONDS = "5";

  private final Enrolments enrolments;

  EstController(Enrolments enrolments) {
    this.enrolments = enrolments;
  }

  /** Section 4.1: whom to trust. Says nothing that the asker must not check against its pin. */
  @Get("/cacerts")
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<byte[]> authorities() {
    return certificates(enrolments.bundle());
  }

  /** Section 4.5: what a request may hold. */
  @Get("/csrattrs")
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<byte[]> attributes() {
    return body(ATTRIBUTES, RequestAttributes.list());
  }

  /** Section 4.2: a first certificate by an invitation; by an expired one's key without. */
  @Post("/simpleenroll")
  @OpenTo(audience = Audience.MACHINES)
  @Consumes(REQUEST)
  HttpResponse<byte[]> enrol(HttpRequest<?> request, @Body byte[] body) {
    Optional<String> header = request.getHeaders().getAuthorization();
    if (header.isEmpty()) {
      return answer(enrolments.renewExpired(request(body)));
    }
    BasicCredentials sender =
        BasicCredentials.of(header.get()).orElseThrow(Invitations::noInvitation);
    return answer(enrolments.enrol(sender.user(), sender.password(), request(body)));
  }

  /** Section 4.2.2: another certificate by the one that authenticates this connection. */
  @Post("/simplereenroll")
  @OpenTo(audience = Audience.MACHINES)
  @Consumes(REQUEST)
  HttpResponse<byte[]> renew(HttpRequest<?> request, @Body byte[] body) {
    X509Certificate certificate = (X509Certificate) request.getCertificate().orElseThrow();
    return certificates(enrolments.renew(PeerIdentity.from(certificate), request(body)));
  }

  private static byte[] request(byte[] body) {
    return RequestRefusal.orThrow(() -> EstBody.decode(body, EstBody.MAX_REQUEST_BYTES));
  }

  private static HttpResponse<byte[]> answer(Outcome outcome) {
    return outcome.fold(
        EstController::certificates,
        () -> HttpResponse.<byte[]>accepted().header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS),
        EstController::challenge);
  }

  /** Without a body: Bouncy Castle's client closes a challenge unread, and fails if it has one. */
  private static MutableHttpResponse<byte[]> challenge() {
    return HttpResponse.<byte[]>status(HttpStatus.UNAUTHORIZED)
        .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"kumiki\"");
  }

  private static MutableHttpResponse<byte[]> certificates(List<X509Certificate> certificates) {
    return body(CERTIFICATES + "; smime-type=certs-only", CertsOnly.encode(certificates));
  }

  private static MutableHttpResponse<byte[]> body(String type, byte[] der) {
    return HttpResponse.ok(EstBody.encode(der))
        .header(HttpHeaders.CONTENT_TYPE, type)
        .header("Content-Transfer-Encoding", "base64");
  }
}
