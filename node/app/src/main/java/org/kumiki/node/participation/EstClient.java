package org.kumiki.node.participation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.kumiki.certs.enrolment.CertsOnly;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.enrolment.EstBody;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.tls.MachineIdentity.Material;
import org.kumiki.platform.tls.MutualTls;

/**
 * EST (RFC 7030) from the node's side: to the one coordinator, through the company's proxy if there
 * is one. Nothing that it hands back is trusted before {@link IssuedCertificate} has checked it.
 *
 * <p>Each call makes a client of its own, so that it speaks for the identity that it was given.
 * Thread-safe.
 */
final class EstClient implements CertificateSource {
  private static final String PREFIX = "/.well-known/est/";
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int MAX_ANSWER_BYTES = CertsOnly.MAX_BYTES * 2;
  private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofMinutes(10);
  private static final int MAX_SENTENCE = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI base;
  private final WayOut way;
  private final ClockCheck clocks;

  /**
   * @param base the coordinator's address
   * @param way out of this machine
   */
  EstClient(URI base, WayOut way, Clock clock) {
    this.base = base;
    this.way = way;
    this.clocks = new ClockCheck(clock);
  }

  /** What keeps this from working, for people; the same request would fail alike. */
  static final class Unusable extends ChannelRefusal {
    private static final long serialVersionUID = 1L;

    Unusable(String sentence) {
      super(sentence);
    }
  }

  private record Answer(int status, java.net.http.HttpHeaders headers, byte[] body) {}

  /**
   * The root that an invitation pins, fetched from whoever answers (section 4.1.1): only its
   * SHA-256 makes it count.
   *
   * @throws Unusable if another consortium answers, or the clocks are apart
   * @throws IOException if nobody answers
   */
  X509Certificate pinnedRoot(Invitation invitation) throws IOException, InterruptedException {
    Answer answer = send(client(Unverified.client()), get("cacerts"));
    return certificates(answer).stream()
        .filter(found -> Fingerprint.of(found).hex().equals(invitation.rootSha256()))
        .findFirst()
        .orElseThrow(
            () ->
                new Unusable(
                    "what answers at "
                        + base
                        + " does not have the root certificate of the invitation: a device that"
                        + " inspects TLS must let this connection pass; else ask the operator"));
  }

  /**
   * The consortium's certificates from a coordinator that proves itself by one of {@code roots}
   * (section 4.1.3): roots that are added while one replaces another.
   */
  List<X509Certificate> authorities(List<X509Certificate> roots)
      throws IOException, InterruptedException {
    return certificates(send(client(MutualTls.anonymousClient(roots)), get("cacerts")));
  }

  /** A first certificate; the same again asks how the request stands. */
  EstAnswer enrol(List<X509Certificate> roots, Invitation invitation, EnrolmentRequest request)
      throws IOException, InterruptedException {
    String pair = invitation.organisation() + ":" + invitation.token();
    HttpRequest.Builder builder = post("simpleenroll", request);
    builder.header(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    return answer(send(client(MutualTls.anonymousClient(roots)), builder));
  }

  /** Another certificate for a node whose present one is valid. */
  @Override
  public EstAnswer renew(Material identity, EnrolmentRequest request)
      throws IOException, InterruptedException {
    HttpClient.Builder builder = MutualTls.httpClient(identity);
    return answer(send(client(builder), post("simplereenroll", request)));
  }

  /** Another certificate under the same key after the last one has expired. */
  @Override
  public EstAnswer renewExpired(List<X509Certificate> roots, EnrolmentRequest request)
      throws IOException, InterruptedException {
    return answer(send(client(MutualTls.anonymousClient(roots)), post("simpleenroll", request)));
  }

  /** A sentence if this machine's clock and the coordinator's are apart; asks whoever answers. */
  @Override
  public Optional<String> clockComplaint() throws InterruptedException {
    try {
      send(client(Unverified.client()), get("cacerts"));
      return Optional.empty();
    } catch (Unusable e) {
      return Optional.of(e.getMessage());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private HttpClient client(HttpClient.Builder builder) {
    return way.lead(builder).build();
  }

  private HttpRequest.Builder get(String operation) {
    return HttpRequest.newBuilder(base.resolve(PREFIX + operation)).GET();
  }

  private HttpRequest.Builder post(String operation, EnrolmentRequest request) {
    return HttpRequest.newBuilder(base.resolve(PREFIX + operation))
        .header("Content-Type", "application/pkcs10")
        .header("Content-Transfer-Encoding", "base64")
        .POST(BodyPublishers.ofByteArray(EstBody.encode(request.signingRequest().der())));
  }

  /** Sends; a clock that is off is named before anything else that it makes fail. */
  private Answer send(HttpClient http, HttpRequest.Builder builder)
      throws IOException, InterruptedException {
    WayOut.Passage passage = way.enter(builder);
    HttpResponse<InputStream> response =
        http.send(builder.timeout(LONGEST).build(), BodyHandlers.ofInputStream());
    passage.requireTaken(response.statusCode());
    Optional<String> complaint = clocks.complaint(response.headers().firstValue("Date"));
    try (InputStream body =
        response.body() == null ? InputStream.nullInputStream() : response.body()) {
      if (complaint.isPresent()) {
        throw new Unusable(complaint.get());
      }
      byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
      if (bytes.length > MAX_ANSWER_BYTES) {
        throw new IOException("an answer of more than " + MAX_ANSWER_BYTES + " bytes");
      }
      return new Answer(response.statusCode(), response.headers(), bytes);
    }
  }

  private static List<X509Certificate> certificates(Answer answer) throws IOException {
    if (answer.status() != 200) {
      throw new IOException("the coordinator answered " + answer.status());
    }
    try {
      return CertsOnly.decode(EstBody.decode(answer.body(), MAX_ANSWER_BYTES));
    } catch (CertificateRefused e) {
      throw new IOException("the coordinator's certificates cannot be read", e);
    }
  }

  private static EstAnswer answer(Answer answer) throws IOException {
    if (answer.status() == 202) {
      return new EstAnswer.Waiting(rest(answer));
    }
    return answer.status() == 200
        ? new EstAnswer.Certificates(certificates(answer))
        : refused(answer);
  }

  private static Duration rest(Answer answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("5");
    Duration asked =
        seconds.matches("[0-9]{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : LONGEST_REST;
    if (asked.compareTo(SHORTEST_REST) < 0) {
      return SHORTEST_REST;
    }
    return asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
  }

  private static EstAnswer refused(Answer answer) {
    String sentence = "the coordinator answered " + answer.status();
    boolean retryable = answer.status() >= 500;
    try {
      JsonNode problem = JSON.readTree(answer.body());
      String said = problem.path("title").asText() + ": " + problem.path("detail").asText();
      if (said.length() > 2) {
        sentence = said.replaceAll("\\p{Cntrl}", " ");
      }
      retryable = problem.path("retryable").asBoolean(retryable);
    } catch (JsonProcessingException e) {
      // A page of a proxy or a load balancer: its status says enough.
      return new EstAnswer.Refused(answer.status(), sentence, again(answer, retryable));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory does not fail", e);
    }
    return new EstAnswer.Refused(
        answer.status(),
        sentence.substring(0, Math.min(sentence.length(), MAX_SENTENCE)),
        again(answer, retryable));
  }

  private static Optional<Duration> again(Answer answer, boolean retryable) {
    return retryable ? Optional.of(rest(answer)) : Optional.empty();
  }

  /** Whether TLS itself failed: a certificate, and often a clock. */
  static boolean isTls(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return true;
      }
    }
    return false;
  }
}
