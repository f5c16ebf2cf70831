package org.kumiki.coordinator.enrolment;

import static org.kumiki.coordinator.enrolment.EstServer.require;
import static org.kumiki.coordinator.enrolment.RefusedRequest.CHALLENGE;
import static org.kumiki.coordinator.enrolment.SampleRequests.request;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Invitations and other credentials that do not count. */
@ExtendWith(SharedEstServer.class)
class RefusedCredentialsTest {
  @ParameterizedTest
  @MethodSource("requests")
  void isRefusedWithItsProblemAndChangesNothing(RefusedRequest refused, EstServer server)
      throws Exception {
    refused.isRefusedAndChangesNothing(server);
  }

  static Stream<RefusedRequest> requests() {
    return Stream.of(
        new RefusedRequest(
            "nobody invited, no credentials",
            401,
            CHALLENGE,
            (server, o) ->
                () -> EstServer.send(server.anonymous(), server.post("simpleenroll", request(o)))),
        new RefusedRequest(
            "a bearer token",
            401,
            "no-invitation",
            (server, o) -> authorized(server, o, "Bearer " + server.token.secret())),
        new RefusedRequest(
            "Basic without a colon",
            401,
            "no-invitation",
            (server, o) -> authorized(server, o, "Basic YWNtZQ==")),
        new RefusedRequest(
            "Basic that is no Base64",
            401,
            "no-invitation",
            (server, o) -> authorized(server, o, "Basic %%%")),
        new RefusedRequest(
            "an organisation that is not invited",
            401,
            "no-invitation",
            (server, o) -> () -> server.enrol(o, "x".repeat(43), request(o))),
        new RefusedRequest(
            "a wrong token",
            401,
            "no-invitation",
            (server, o) -> {
              server.invite(o);
              return () -> server.enrol(o, "x".repeat(43), request(o));
            }),
        new RefusedRequest(
            "the token of another organisation",
            401,
            "no-invitation",
            (server, o) -> {
              server.invite(o);
              String other = server.invite(o + "x");
              return () -> server.enrol(o, other, request(o));
            }),
        new RefusedRequest(
            "an invitation that was taken back",
            401,
            "no-invitation",
            (server, o) -> {
              String token = server.invite(o);
              server.invitations.revoke(o);
              return () -> server.enrol(o, token, request(o));
            }),
        new RefusedRequest(
            "an invitation that has expired",
            403,
            "invitation-expired",
            (server, o) -> {
              String token = server.invitations.make(o, "late", Instant.now().minusSeconds(1));
              return () -> server.enrol(o, token, request(o));
            }),
        new RefusedRequest(
            "an invitation at which many tokens were tried",
            403,
            "invitation-locked",
            (server, o) -> {
              String token = server.invite(o);
              for (int i = 0; i < Invitations.MAX_FAILURES; i++) {
                require(401, server.enrol(o, "guess-" + i, request(o)));
              }
              return () -> server.enrol(o, token, request(o));
            }));
  }

  private static Callable<HttpResponse<byte[]>> authorized(
      EstServer server, String o, String header) {
    return () ->
        EstServer.send(
            server.anonymous(),
            server.post("simpleenroll", request(o)).header("Authorization", header));
  }
}
