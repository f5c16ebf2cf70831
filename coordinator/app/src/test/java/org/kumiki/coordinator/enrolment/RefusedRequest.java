package org.kumiki.coordinator.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.kumiki.coordinator.enrolment.EstServer.basic;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.kumiki.certs.enrolment.EstBody;

/**
 * What somebody sends that must not become a certificate, and the problem of docs/protocol.md with
 * which it is answered. It changes nothing.
 *
 * @param name unique: an organisation of its own is made of it
 * @param problem what follows the problem's prefix, or {@link #CHALLENGE}
 */
record RefusedRequest(String name, int status, String problem, Preparation preparation) {
  /** Not a problem, but the question who is there. */
  static final String CHALLENGE = "";

  /** Gets everything ready and returns the one request that is refused. */
  interface Preparation {
    Callable<HttpResponse<byte[]>> prepare(EstServer server, String organisation) throws Exception;
  }

  /** A body, or a request in DER, for an organisation. */
  interface Bytes {
    byte[] of(String organisation);
  }

  /** With a good invitation, a body that is not. */
  static RefusedRequest body(String name, int status, String problem, Bytes body) {
    return new RefusedRequest(
        name,
        status,
        problem,
        (server, o) -> {
          String token = server.invite(o);
          byte[] bytes = body.of(o);
          return () ->
              EstServer.send(
                  server.anonymous(),
                  server.raw("simpleenroll", bytes).header("Authorization", basic(o, token)));
        });
  }

  /** With a good invitation, a request that is not. */
  static RefusedRequest der(String name, int status, String problem, Bytes der) {
    return body(name, status, problem, o -> EstBody.encode(der.of(o)));
  }

  String organisation() {
    return "m" + Integer.toHexString(name.hashCode());
  }

  void isRefusedAndChangesNothing(EstServer server) throws Exception {
    Callable<HttpResponse<byte[]>> request = preparation.prepare(server, organisation());
    String before = server.state();

    HttpResponse<byte[]> answer = request.call();

    String body = new String(answer.body(), StandardCharsets.UTF_8);
    assertEquals(status, answer.statusCode(), body);
    if (problem.equals(CHALLENGE)) {
      assertEquals("", body, "a challenge has no body");
      assertEquals("Basic realm=\"kumiki\"", answer.headers().firstValue("WWW-Authenticate").get());
    } else {
      assertTrue(body.contains("\"urn:kumiki:problem:" + problem + "\""), body);
      assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").get());
    }
    assertEquals(before, server.state());
  }

  @Override
  public String toString() {
    return name;
  }
}
