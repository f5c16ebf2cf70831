package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.platform.tls.MachineIdentity;
import org.kumiki.platform.tls.MachineIdentity.Material;

/** A month of a certificate's life, by a clock that the test moves. */
class RenewalWorkerTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final PeerIdentity ACME = new PeerIdentity("kinzoku", "acme", "node-1");
  private static final int DAYS = 30;

  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private final Issuer issuer =
      Issuer.selfSigned("kinzoku", KeyPairs.generate(RANDOM), BigInteger.ONE, now, 365, RANDOM);
  private final MachineIdentity identity = new MachineIdentity(first());
  private final List<Material> stored = new ArrayList<>();
  private final Coordinator coordinator = new Coordinator();
  private final RenewalWorker worker =
      new RenewalWorker(identity, coordinator, stored::add, new TestClock(), RANDOM);

  private final class TestClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  /** Issues, refuses or is not there, as the test says. */
  private final class Coordinator implements CertificateSource {
    private final List<EnrolmentRequest> asked = new ArrayList<>();
    private IOException broken;
    private EstAnswer answer;
    private Optional<String> clocks = Optional.empty();

    @Override
    public EstAnswer renew(Material as, EnrolmentRequest request) throws IOException {
      asked.add(request);
      if (broken != null) {
        throw broken;
      }
      return answer != null ? answer : certificates(request);
    }

    @Override
    public EstAnswer renewExpired(List<X509Certificate> roots, EnrolmentRequest request)
        throws IOException {
      assertEquals(List.of(issuer.certificate()), roots);
      return renew(identity.current(), request);
    }

    @Override
    public Optional<String> clockComplaint() {
      return clocks;
    }
  }

  private EstAnswer certificates(EnrolmentRequest request) {
    return new EstAnswer.Certificates(List.of(leaf(request.signingRequest(), ACME)));
  }

  private X509Certificate leaf(SigningRequest request, PeerIdentity name) {
    return issuer.issue(
        request, new CertificateProfile.Node(name, DAYS), Issuer.newSerial(RANDOM), now);
  }

  private Material first() {
    KeyPair keys = KeyPairs.generate(RANDOM);
    return new Material(
        keys.getPrivate(),
        List.of(leaf(SigningRequest.create(keys, RANDOM), ACME)),
        List.of(issuer.certificate()));
  }

  private void after(int days) {
    now = now.plus(Duration.ofDays(days));
  }

  @Test
  void nothingIsAskedInTheFirstHalf() throws Exception {
    after(14);
    assertTrue(worker.look().compareTo(Duration.ofHours(1)) <= 0);
    assertEquals(List.of(), coordinator.asked);
    assertEquals("", worker.status().alarm());
  }

  @Test
  void fromHalfLifeOnAFreshKeyIsStoredAndPutToUse() throws Exception {
    Material before = identity.current();
    after(19);
    worker.look();
    Material renewed = identity.current();
    assertEquals(renewed.certificate(), stored.get(0).certificate());
    assertNotEquals(before.certificate().getPublicKey(), renewed.certificate().getPublicKey());
    assertEquals(ACME, PeerIdentity.from(renewed.certificate()));
    worker.look();
    assertEquals(1, coordinator.asked.size(), "once");
  }

  @Test
  void whatFailsIsTriedAgainAndToldEverLouder() throws Exception {
    coordinator.broken = new IOException("down");
    after(19);
    Duration rest = worker.look();
    assertTrue(rest.compareTo(Duration.ofMinutes(1)) <= 0, rest::toString);
    assertTrue(worker.status().alarm().contains("cannot be reached"), worker.status()::alarm);
    after(2);
    worker.look();
    assertTrue(worker.status().alarm().startsWith("fewer than 10 days"), worker.status()::alarm);
    after(5);
    worker.look();
    assertTrue(worker.status().alarm().startsWith("fewer than 5 days"), worker.status()::alarm);
    after(3);
    worker.look();
    assertTrue(worker.status().alarm().startsWith("fewer than 2 days"), worker.status()::alarm);
    coordinator.broken = null;
    worker.look();
    assertEquals("", worker.status().alarm());
    assertEquals(DAYS, Math.round(worker.status().daysLeft()));
  }

  @Test
  void afterExpiryTheOldKeyAsksByOneRequestUntilTheOperatorApproves() throws Exception {
    coordinator.answer = new EstAnswer.Waiting(Duration.ofSeconds(5));
    after(31);
    assertEquals(Duration.ofMinutes(1), worker.look());
    worker.look();
    assertEquals(2, coordinator.asked.size());
    assertEquals(coordinator.asked.get(0), coordinator.asked.get(1), "the very same request");
    assertEquals(
        identity.current().certificate().getPublicKey(),
        coordinator.asked.get(0).signingRequest().publicKey());
    assertTrue(worker.status().alarm().contains("expired"), worker.status()::alarm);
    assertTrue(worker.status().alarm().contains("approve --renewal"), worker.status()::alarm);
    assertTrue(worker.status().daysLeft() < 0);

    coordinator.answer = null;
    worker.look();
    assertEquals("", worker.status().alarm());
    assertEquals(1, stored.size());
  }

  @Test
  void aCertificateForSomebodyElseIsNotTaken() throws Exception {
    after(19);
    Material before = identity.current();
    KeyPair foreign = KeyPairs.generate(RANDOM);
    coordinator.answer =
        new EstAnswer.Certificates(List.of(leaf(SigningRequest.create(foreign, RANDOM), ACME)));
    worker.look();
    assertEquals(before, identity.current());
    assertEquals(List.of(), stored);
    assertTrue(worker.status().alarm().contains("not acceptable"), worker.status()::alarm);
  }

  @Test
  void aClockThatIsOffIsNamedWhereTlsFails() throws Exception {
    after(19);
    coordinator.broken = new SSLHandshakeException("certificate not valid");
    coordinator.clocks = Optional.of("this machine's clock is 5 min 0 s behind");
    worker.look();
    assertTrue(worker.status().alarm().contains("clock is 5 min"), worker.status()::alarm);
    coordinator.broken = new EstClient.Unusable("this machine's clock is 5 min 0 s ahead of");
    worker.look();
    assertTrue(worker.status().alarm().contains("ahead of"), worker.status()::alarm);
  }

  @Test
  void membersThatEnrolledTogetherDoNotComeBackTogether() {
    Instant begin = Instant.parse("2026-11-20T12:00:00Z");
    Instant end = begin.plus(Duration.ofDays(30));
    assertEquals(begin.plus(Duration.ofDays(15)), new RenewalPlan(begin, end, 0).due());
    assertEquals(begin.plus(Duration.ofDays(18)), new RenewalPlan(begin, end, 1).due());
  }
}
