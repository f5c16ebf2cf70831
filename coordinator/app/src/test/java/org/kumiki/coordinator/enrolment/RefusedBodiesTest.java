package org.kumiki.coordinator.enrolment;

import static org.kumiki.coordinator.enrolment.EstServer.basic;
import static org.kumiki.coordinator.enrolment.RefusedRequest.body;
import static org.kumiki.coordinator.enrolment.RefusedRequest.der;
import static org.kumiki.coordinator.enrolment.SampleRequests.p256;
import static org.kumiki.coordinator.enrolment.SampleRequests.request;
import static org.kumiki.coordinator.enrolment.SampleRequests.subject;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kumiki.certs.enrolment.EstBody;
import org.kumiki.certs.enrolment.RequestAttributes;

/** Bodies that are no acceptable PKCS#10, or do not come as one. */
@ExtendWith(SharedEstServer.class)
class RefusedBodiesTest {
  @ParameterizedTest
  @MethodSource("requests")
  void isRefusedWithItsProblemAndChangesNothing(RefusedRequest refused, EstServer server)
      throws Exception {
    refused.isRefusedAndChangesNothing(server);
  }

  static Stream<RefusedRequest> requests() {
    return Stream.of(
        body("no Base64", 400, "request-unreadable", o -> "%%%".getBytes(ascii())),
        body(
            "PEM with its lines",
            400,
            "request-unreadable",
            o -> pem(request(o)).getBytes(ascii())),
        body("Base64 of noise", 400, "request-unreadable", o -> EstBody.encode(new byte[300])),
        body(
            "bytes after the end",
            400,
            "request-unreadable",
            o -> EstBody.encode(longer(request(o)))),
        body(
            "a request that is cut off",
            400,
            "request-unreadable",
            o -> EstBody.encode(shorter(request(o)))),
        body("a request above 8 KiB", 413, "too-large", o -> EstBody.encode(new byte[8193])),
        body("a body of a megabyte", 413, "too-large", o -> new byte[1 << 20]),
        new RefusedRequest(
            "another content type",
            415,
            "unsupported-media-type",
            (server, o) -> enrolAs(server, o, "application/json")),
        new RefusedRequest(
            "chunks without a length", 411, "length-required", RefusedBodiesTest::chunked),
        der(
            "an attribute twice",
            400,
            "request-unreadable",
            o ->
                new Pkcs10(subject(o), p256())
                    .with(RequestAttributes.KEY_PROOF, new DEROctetString(new byte[64]))
                    .with(RequestAttributes.KEY_PROOF, new DEROctetString(new byte[64]))
                    .signed()));
  }

  private static Callable<HttpResponse<byte[]>> enrolAs(EstServer server, String o, String type) {
    String token = server.invite(o);
    return () ->
        EstServer.send(
            server.anonymous(),
            server
                .post("simpleenroll", request(o))
                .setHeader("Content-Type", type)
                .header("Authorization", basic(o, token)));
  }

  private static Callable<HttpResponse<byte[]>> chunked(EstServer server, String o) {
    String token = server.invite(o);
    byte[] body = EstBody.encode(request(o));
    return () ->
        EstServer.send(
            server.anonymous(),
            HttpRequest.newBuilder(URI.create(server.base() + "simpleenroll"))
                .header("Content-Type", "application/pkcs10")
                .header("Authorization", basic(o, token))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
  }

  private static byte[] longer(byte[] der) {
    return Arrays.copyOf(der, der.length + 2);
  }

  private static byte[] shorter(byte[] der) {
    return Arrays.copyOf(der, der.length - 2);
  }

  private static String pem(byte[] der) {
    return "-----BEGIN CERTIFICATE REQUEST-----\n"
        + new String(EstBody.encode(der), ascii())
        + "-----END CERTIFICATE REQUEST-----\n";
  }

  private static Charset ascii() {
    return StandardCharsets.US_ASCII;
  }
}
