package org.kumiki.platform.people;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.kumiki.platform.people.TokenRefused.Reason;

/**
 * Checks tokens of one issuer for one service (RFC 7519, RFC 8725): signature by the issuer's
 * current keys and an algorithm of our list, issuer, audience, party, kind, and times.
 *
 * <p>Guarantees nothing about what a person may do: see {@link Admission}. Thread-safe.
 */
final class TokenCheck {
  /** Asymmetric ones only: the issuer's public key must never serve as a shared secret. */
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

  /** Clocks that differ by less change nothing. */
  static final Duration SKEW = Duration.ofSeconds(30);

  /** A token with a hundred roles and organisations is shorter. */
  private static final int MAX_CHARACTERS = 16 << 10;

  private final String issuer;
  private final String audience;
  private final Set<String> parties;
  private final Clock clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /** What a token is for; Keycloak writes it into the claim {@code typ}. */
  enum Kind {
    ACCESS("Bearer", JOSEObjectType.JWT, new JOSEObjectType("at+jwt")),
    IDENTITY("ID", JOSEObjectType.JWT),
    LOGOUT("Logout", new JOSEObjectType("logout+jwt"));

    private final String claim;
    private final Set<JOSEObjectType> types;

    /**
     * @param types what the header may say (RFC 8725, section 3.11)
     */
    Kind(String claim, JOSEObjectType... types) {
      this.claim = claim;
      this.types = Set.of(types);
    }

    /** A header need not say it, but for a logout: any other token of the issuer's is like one. */
    private boolean takes(JOSEObjectType type) {
      return type == null ? this != LOGOUT : types.contains(type);
    }
  }

  /**
   * A check.
   *
   * @param parties clients that tokens may have been given to, beside {@code audience} itself
   */
  TokenCheck(
      String issuer,
      String audience,
      Set<String> parties,
      JWKSource<SecurityContext> keys,
      Clock clock) {
    this.issuer = issuer;
    this.audience = audience;
    this.parties = Set.copyOf(parties);
    this.clock = clock;
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    // Which of them for which purpose, check() says.
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT,
            new JOSEObjectType("at+jwt"),
            new JOSEObjectType("logout+jwt"),
            null));
    // Ours are below, with a reason each.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
  }

  String issuer() {
    return issuer;
  }

  /**
   * The claims of a token that is what it has to be.
   *
   * @throws SignInUnreachable if the issuer's keys are needed and cannot be fetched
   */
  JWTClaimsSet check(String token, Kind kind) throws TokenRefused {
    JWTClaimsSet claims = verified(token, kind);
    require(issuer.equals(claims.getIssuer()), Reason.ISSUER);
    require(claims.getAudience().contains(audience), Reason.AUDIENCE);
    require(kind.claim.equals(text(claims, "typ")), Reason.KIND);
    String party = text(claims, "azp");
    if (kind == Kind.ACCESS) {
      require(party.equals(audience) || parties.contains(party), Reason.PARTY);
    } else {
      require(party.isEmpty() || party.equals(audience), Reason.PARTY);
    }
    checkTimes(claims);
    if (kind != Kind.LOGOUT) {
      require(claims.getSubject() != null && !claims.getSubject().isBlank(), Reason.INCOMPLETE);
    }
    return claims;
  }

  private JWTClaimsSet verified(String token, Kind kind) throws TokenRefused {
    require(token.length() <= MAX_CHARACTERS, Reason.MALFORMED);
    try {
      SignedJWT signed = SignedJWT.parse(token);
      require(ALGORITHMS.contains(signed.getHeader().getAlgorithm()), Reason.ALGORITHM);
      require(kind.takes(signed.getHeader().getType()), Reason.KIND);
      return processor.process(signed, null);
    } catch (ParseException | IllegalArgumentException e) {
      throw new TokenRefused(isUnsigned(token) ? Reason.ALGORITHM : Reason.MALFORMED);
    } catch (BadJOSEException e) {
      throw new TokenRefused(Reason.SIGNATURE);
    } catch (JOSEException e) {
      throw new SignInUnreachable("the issuer's keys cannot be fetched", e);
    }
  }

  /** Only for the reason that is given; an unsigned token is refused either way. */
  private static boolean isUnsigned(String token) {
    return token.endsWith(".");
  }

  private void checkTimes(JWTClaimsSet claims) throws TokenRefused {
    Instant now = clock.instant();
    Date expires = claims.getExpirationTime();
    require(expires != null, Reason.INCOMPLETE);
    require(now.minus(SKEW).isBefore(expires.toInstant()), Reason.EXPIRED);
    Instant latest = now.plus(SKEW);
    Date from = claims.getNotBeforeTime();
    require(from == null || !from.toInstant().isAfter(latest), Reason.NOT_YET);
    Date issued = claims.getIssueTime();
    require(issued == null || !issued.toInstant().isAfter(latest), Reason.NOT_YET);
  }

  /** A claim that is a text; empty if there is none or it is something else. */
  static String text(JWTClaimsSet claims, String name) {
    return claims.getClaim(name) instanceof String text ? text : "";
  }

  private static void require(boolean condition, Reason reason) throws TokenRefused {
    if (!condition) {
      throw new TokenRefused(reason);
    }
  }
}
