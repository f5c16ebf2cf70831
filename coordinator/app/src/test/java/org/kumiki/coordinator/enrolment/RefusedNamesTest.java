package org.kumiki.coordinator.enrolment;

import static org.kumiki.coordinator.enrolment.RefusedRequest.der;
import static org.kumiki.coordinator.enrolment.SampleRequests.asking;
import static org.kumiki.coordinator.enrolment.SampleRequests.node;
import static org.kumiki.coordinator.enrolment.SampleRequests.p256;
import static org.kumiki.coordinator.enrolment.SampleRequests.subject;

import java.util.stream.Stream;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests for a name or a right that their sender is not given. */
@ExtendWith(SharedEstServer.class)
class RefusedNamesTest {
  @ParameterizedTest
  @MethodSource("requests")
  void isRefusedWithItsProblemAndChangesNothing(RefusedRequest refused, EstServer server)
      throws Exception {
    refused.isRefusedAndChangesNothing(server);
  }

  static Stream<RefusedRequest> requests() {
    return Stream.of(
        named("another organisation in the subject", o -> "O=other,CN=node-1"),
        named("no organisation in the subject", o -> "CN=node-1"),
        named("no node in the subject", o -> "O=" + o),
        named("two nodes in the subject", o -> "O=" + o + ",CN=node-1,CN=node-2"),
        named("a further part of the subject", o -> "O=" + o + ",OU=lab,CN=node-1"),
        named("a subject of two parts in one", o -> "O=" + o + "+CN=node-1"),
        named("a node that is no identifier", o -> "O=" + o + ",CN=Node 1"),
        der(
            "an alternative name of another node",
            403,
            "wrong-name",
            o ->
                asking(
                    o,
                    Extension.subjectAlternativeName,
                    new GeneralNames(
                        new GeneralName(
                            GeneralName.uniformResourceIdentifier,
                            "urn:kumiki:kinzoku:other:node-1")))),
        der(
            "a second alternative name",
            403,
            "wrong-name",
            o ->
                asking(
                    o,
                    Extension.subjectAlternativeName,
                    new GeneralNames(
                        new GeneralName[] {
                          new GeneralName(GeneralName.uniformResourceIdentifier, node(o).uri()),
                          new GeneralName(GeneralName.dNSName, "coordinator.example.org")
                        }))),
        der(
            "to be an authority",
            400,
            "not-granted",
            o -> asking(o, Extension.basicConstraints, new BasicConstraints(true))),
        der(
            "an attribute that is not listed",
            400,
            "not-granted",
            o ->
                new Pkcs10(subject(o), p256())
                    .with(
                        PKCSObjectIdentifiers.pkcs_9_at_challengePassword,
                        new DERPrintableString("x"))
                    .signed()),
        new RefusedRequest(
            "another node of a member",
            403,
            "wrong-name",
            (server, o) -> {
              server.enrolled(o);
              String token = server.invite(o);
              byte[] der = new Pkcs10("O=" + o + ",CN=node-2", p256()).signed();
              return () -> server.enrol(o, token, der);
            }));
  }

  private interface Text {
    String of(String organisation);
  }

  private static RefusedRequest named(String name, Text subject) {
    return der(name, 403, "wrong-name", o -> new Pkcs10(subject.of(o), p256()).signed());
  }
}
