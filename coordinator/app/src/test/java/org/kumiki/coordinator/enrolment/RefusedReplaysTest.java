package org.kumiki.coordinator.enrolment;

import static org.kumiki.coordinator.enrolment.EstServer.RANDOM;
import static org.kumiki.coordinator.enrolment.EstServer.require;
import static org.kumiki.coordinator.enrolment.SampleRequests.node;
import static org.kumiki.coordinator.enrolment.SampleRequests.p256;
import static org.kumiki.coordinator.enrolment.SampleRequests.request;

import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.platform.tls.MachineIdentity.Material;

/** Requests that were made before, or for which something was decided already. */
@ExtendWith(SharedEstServer.class)
class RefusedReplaysTest {
  @ParameterizedTest
  @MethodSource("requests")
  void isRefusedWithItsProblemAndChangesNothing(RefusedRequest refused, EstServer server)
      throws Exception {
    refused.isRefusedAndChangesNothing(server);
  }

  static Stream<RefusedRequest> requests() {
    return Stream.of(
        new RefusedRequest(
            "an invitation used again for another request",
            409,
            "invitation-used",
            (server, o) -> {
              String token = server.invite(o);
              require(202, server.enrol(o, token, request(o)));
              return () -> server.enrol(o, token, request(o));
            }),
        new RefusedRequest(
            "the request of an invitation that was taken back",
            409,
            "request-replayed",
            (server, o) -> {
              byte[] der = request(o);
              require(202, server.enrol(o, server.invite(o), der));
              String again = server.invite(o);
              return () -> server.enrol(o, again, der);
            }),
        new RefusedRequest(
            "a request that the operator refused",
            403,
            "enrolment-refused",
            (server, o) -> {
              byte[] der = request(o);
              String token = server.invite(o);
              require(202, server.enrol(o, token, der));
              server.decisions.refuse(o, "the words differ");
              return () -> server.enrol(o, token, der);
            }),
        new RefusedRequest(
            "a request replayed after its certificate is used",
            409,
            "already-issued",
            RefusedReplaysTest::replayedAfterUse),
        new RefusedRequest(
            "a renewal that was made before",
            409,
            "request-replayed",
            (server, o) -> {
              Material member = server.enrolled(o);
              byte[] der = request(o);
              require(200, server.reenrol(member, der));
              return () -> server.reenrol(member, der);
            }));
  }

  private static Callable<HttpResponse<byte[]>> replayedAfterUse(EstServer server, String o)
      throws Exception {
    KeyPair keys = p256();
    EnrolmentRequest request = EnrolmentRequest.renewal(keys, node(o), RANDOM);
    byte[] der = request.signingRequest().der();
    String token = server.invite(o);
    require(202, server.enrol(o, token, der));
    server.decisions.approve(o, EstServer.words(request), Optional.empty());
    X509Certificate leaf = EstServer.leaf(require(200, server.enrol(o, token, der)), keys);
    require(200, server.reenrol(server.material(keys, leaf), request(o)));
    return () -> server.enrol(o, token, der);
  }
}
