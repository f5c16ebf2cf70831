package org.kumiki.coordinator.enrolment;

import static org.kumiki.coordinator.enrolment.EstServer.CONSORTIUM;
import static org.kumiki.coordinator.enrolment.EstServer.RANDOM;

import java.io.IOException;
import java.security.KeyPair;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.exchange.roster.SigningKey;

/** Requests of an organisation's node {@code node-1}, good ones and beginnings of bad ones. */
final class SampleRequests {
  private SampleRequests() {}

  static PeerIdentity node(String organisation) {
    return new PeerIdentity(CONSORTIUM, organisation, "node-1");
  }

  static String subject(String organisation) {
    return "O=" + organisation + ",CN=node-1";
  }

  static KeyPair p256() {
    return KeyPairs.generate(RANDOM);
  }

  /** A good one with a fresh key, in DER. */
  static byte[] request(String organisation) {
    return request(organisation, p256());
  }

  static byte[] request(String organisation, KeyPair keys) {
    return EnrolmentRequest.renewal(keys, node(organisation), RANDOM).signingRequest().der();
  }

  /** One that asks for an extension. */
  static byte[] asking(String organisation, ASN1ObjectIdentifier type, ASN1Object value) {
    try {
      Extensions extensions = new Extensions(new Extension(type, false, value.getEncoded()));
      return new Pkcs10(subject(organisation), p256())
          .with(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions)
          .signed();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The public half of some signing key of the organisation. */
  static byte[] organisationKey(String organisation) {
    try (SigningKey key = SigningKey.generate(organisation, RANDOM)) {
      return key.publicKey().toByteArray();
    }
  }
}
