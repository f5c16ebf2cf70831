package org.kumiki.platform.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kumiki.platform.people.TestIssuer.Account;
import org.kumiki.platform.people.TokenCheck.Kind;
import org.kumiki.platform.people.TokenRefused.Reason;

class TokenCheckTest {
  private static final Account STEWARD =
      new Account("hana", List.of("acme"), List.of("steward", "offline_access"));
  private static final HandClock CLOCK = new HandClock();
  private static TestIssuer issuer;
  private static TokenCheck check;

  @BeforeAll
  static void start() throws Exception {
    issuer = new TestIssuer(CLOCK);
    check =
        new TokenCheck(
            issuer.issuer().toString(),
            TestIssuer.CLIENT,
            Set.of("kumiki-programs"),
            new ImmutableJWKSet<>(new JWKSet(issuer.key().toPublicJWK())),
            CLOCK);
  }

  @AfterAll
  static void stop() {
    issuer.close();
  }

  private static JWTClaimsSet.Builder claims() {
    return issuer.claims(STEWARD, "Bearer");
  }

  private static void assertRefused(Reason reason, String token) {
    TokenRefused refused = assertThrows(TokenRefused.class, () -> check.check(token, Kind.ACCESS));
    assertEquals(reason, refused.reason());
  }

  @Test
  void aRightTokenTellsWhoItIs() throws Exception {
    JWTClaimsSet claims = check.check(issuer.sign(claims().build()), Kind.ACCESS);

    Identity identity = KeycloakClaims.identity(claims);
    assertEquals("hana", identity.username());
    assertEquals(Set.of("acme"), identity.organisations());
    assertEquals(Set.of(Role.STEWARD), identity.roles());
  }

  @Test
  void anotherIssuersTokenIsRefused() {
    String other = issuer.issuer() + "-2";
    assertRefused(Reason.ISSUER, issuer.sign(claims().issuer(other).build()));
    assertRefused(Reason.ISSUER, issuer.sign(claims().issuer(null).build()));
  }

  @Test
  void aTokenForAnotherServiceIsRefused() {
    assertRefused(Reason.AUDIENCE, issuer.sign(claims().audience("kumiki-node-b").build()));
    assertRefused(Reason.AUDIENCE, issuer.sign(claims().audience((String) null).build()));
  }

  @Test
  void aTokenGivenToAnUnknownProgramIsRefused() throws Exception {
    assertRefused(Reason.PARTY, issuer.sign(claims().claim("azp", "another-app").build()));
    assertRefused(Reason.PARTY, issuer.sign(claims().claim("azp", null).build()));
    check.check(issuer.sign(claims().claim("azp", "kumiki-programs").build()), Kind.ACCESS);
  }

  @Test
  void aSignatureOfAnotherKeyIsRefusedEvenUnderTheRightName() throws Exception {
    RSAKey other = new RSAKeyGenerator(2048).keyID("first").generate();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").build(), claims().build());
    token.sign(new RSASSASigner(other));
    assertRefused(Reason.SIGNATURE, token.serialize());
  }

  @Test
  void aChangedClaimIsRefused() throws Exception {
    SignedJWT token = SignedJWT.parse(issuer.sign(claims().build()));
    Base64URL[] parts = token.getParsedParts();
    String operator = parts[1].decodeToString().replace("\"steward\"", "\"operator\"");
    assertRefused(Reason.SIGNATURE, parts[0] + "." + Base64URL.encode(operator) + "." + parts[2]);
    assertRefused(
        Reason.SIGNATURE, parts[0] + "." + parts[1] + "." + Base64URL.encode(new byte[256]));
  }

  @Test
  void anUnsignedTokenIsRefused() {
    assertRefused(Reason.ALGORITHM, new PlainJWT(claims().build()).serialize());
    String signed = issuer.sign(claims().build());
    String body = signed.split("\\.")[1];
    assertRefused(Reason.ALGORITHM, Base64URL.encode("{\"alg\":\"none\"}") + "." + body + ".");
    assertRefused(Reason.ALGORITHM, Base64URL.encode("{\"alg\":\"NONE\"}") + "." + body + ".AAAA");
  }

  @Test
  void thePublicKeyIsNoSharedSecret() throws Exception {
    // The attack of RFC 8725 section 2.1: HS256 with what everybody can download.
    byte[] published = issuer.key().toPublicJWK().toRSAPublicKey().getEncoded();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claims().build());
    token.sign(new MACSigner(published));
    assertRefused(Reason.ALGORITHM, token.serialize());
  }

  @Test
  void anAlgorithmOutsideTheListIsRefusedEvenWithTheRightKey() {
    assertRefused(Reason.ALGORITHM, issuer.sign(claims().build(), JWSAlgorithm.RS512));
  }

  @Test
  void timesCountWithAsMuchSkewAsClocksHave() throws Exception {
    Instant now = CLOCK.instant();
    check.check(
        issuer.sign(claims().expirationTime(Date.from(now.minusSeconds(20))).build()), Kind.ACCESS);
    assertRefused(
        Reason.EXPIRED,
        issuer.sign(claims().expirationTime(Date.from(now.minusSeconds(40))).build()));
    assertRefused(Reason.INCOMPLETE, issuer.sign(claims().expirationTime(null).build()));
    check.check(
        issuer.sign(claims().notBeforeTime(Date.from(now.plusSeconds(20))).build()), Kind.ACCESS);
    assertRefused(
        Reason.NOT_YET,
        issuer.sign(claims().notBeforeTime(Date.from(now.plusSeconds(40))).build()));
    assertRefused(
        Reason.NOT_YET,
        issuer.sign(claims().issueTime(Date.from(now.plus(Duration.ofMinutes(5)))).build()));
  }

  @Test
  void anIdentityTokenIsNoAccessToken() {
    assertRefused(Reason.KIND, issuer.sign(issuer.claims(STEWARD, "ID").build()));
    assertRefused(Reason.KIND, issuer.sign(claims().claim("typ", null).build()));
    assertRefused(Reason.KIND, issuer.sign(issuer.claims(STEWARD, "Logout").build()));
    assertRefused(Reason.KIND, issuer.sign(claims().build(), JWSAlgorithm.RS256, "logout+jwt"));
    assertRefused(Reason.KIND, issuer.sign(claims().build(), JWSAlgorithm.RS256, "secevent+jwt"));
  }

  @Test
  void aTokenOfNobodyIsRefused() {
    assertRefused(Reason.INCOMPLETE, issuer.sign(claims().subject(null).build()));
  }

  @Test
  void anOverlongTokenIsRefusedUnread() {
    assertRefused(Reason.MALFORMED, "a".repeat(100_000));
  }

  @Property(tries = 300)
  void whateverElseStandsThereIsRefused(@ForAll @StringLength(max = 60) String text) {
    TokenCheck alone =
        new TokenCheck("https://issuer", "a", Set.of(), new ImmutableJWKSet<>(new JWKSet()), CLOCK);
    assertThrows(TokenRefused.class, () -> alone.check(text + "." + text, Kind.ACCESS));
    assertThrows(TokenRefused.class, () -> alone.check(text + "." + text + ".", Kind.ACCESS));
  }
}
