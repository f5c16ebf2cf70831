package org.kumiki.coordinator.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.revocation.RevocationList;
import org.kumiki.coordinator.authority.AuthorityStatus.Certificate;

/** What {@code ca status} tells the operator to do something about, and from when on. */
class AuthorityWarningsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private final Issuer root =
      Issuer.selfSigned("kinzoku", KeyPairs.generate(RANDOM), BigInteger.ONE, NOW, 3650, RANDOM);

  private static Certificate certificate(String role, long days) {
    return new Certificate(
        role, "CN=" + role, "ab", "cd", NOW.plus(Duration.ofDays(days)), days, true);
  }

  private X509CRL list(int days, int left) {
    Instant made = NOW.minus(Duration.ofDays(days - left));
    return root.revocationList(
        new RevocationList(BigInteger.ONE, made, made.plus(Duration.ofDays(days)), List.of()));
  }

  private List<String> warnings(long issuing, long own, boolean revoked, X509CRL... lists) {
    return AuthorityStatus.warnings(
        List.of(certificate("root", 3000), certificate("issuing", issuing)),
        certificate("coordinator", own),
        revoked,
        List.of(lists),
        NOW);
  }

  @Test
  void inOrderNothingIsSaid() {
    assertEquals(List.of(), warnings(90, 10, false, list(398, 30), list(7, 2)));
  }

  @Test
  void eachThingThatEndsIsNamedWithTheCommandThatMendsIt() {
    List<String> all = warnings(89, 9, true, list(398, 29), list(7, 1));
    assertEquals(5, all.size(), all::toString);
    for (String part :
        List.of(
            "the coordinator's certificate is revoked",
            "the issuing authority CN=issuing ends in 89 days: 'ca rotate-issuing'",
            "the coordinator's certificate ends in 9 days",
            "ends in 29 days: 'ca request --lists'",
            "ends in 1 days")) {
      assertTrue(all.stream().anyMatch(warning -> warning.contains(part)), part + " in " + all);
    }
  }

  @Test
  void aRootNearItsEndIsReplacedByAnotherRoot() {
    List<String> said =
        AuthorityStatus.warnings(
            List.of(certificate("root", 80)),
            certificate("coordinator", 20),
            false,
            List.of(),
            NOW);
    assertEquals(1, said.size(), said::toString);
    assertTrue(said.get(0).endsWith("'ca rotate-root'"), said::toString);
  }
}
