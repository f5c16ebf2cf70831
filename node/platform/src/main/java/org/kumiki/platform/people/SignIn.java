package org.kumiki.platform.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.kumiki.platform.people.TokenRefused.Reason;

/**
 * OpenID Connect's authorization code flow with PKCE (RFC 6749, RFC 7636, RFC 9207), its renewal
 * and its end (RP-Initiated Logout 1.0), for one client of one issuer. Thread-safe.
 */
final class SignIn {
  /** Where the issuer sends the browser back to. */
  static final String CALLBACK = "/signed-in";

  /** Where the issuer sends the browser after logout. */
  static final String GOODBYE = "/signed-out";

  /** All organisations of the account, without asking the person to choose one. */
  private static final String SCOPE = "openid organization:*";

  /** Roles that were taken away count no longer than this, whatever the tokens' life is. */
  private static final Duration LONGEST_UNCONFIRMED = Duration.ofMinutes(5);

  private final Issuer issuer;
  private final TokenCheck tokens;
  private final String clientId;
  private final Supplier<String> secret;
  private final Supplier<URI> address;
  private final Clock clock;
  private final SecureRandom random;

  SignIn(
      Issuer issuer,
      TokenCheck tokens,
      String clientId,
      Supplier<String> secret,
      Supplier<URI> address,
      Clock clock,
      SecureRandom random) {
    this.issuer = issuer;
    this.tokens = tokens;
    this.clientId = clientId;
    this.secret = secret;
    this.address = address;
    this.clock = clock;
    this.random = random;
  }

  PendingSignIn begin(String returnTo) {
    return PendingSignIn.begin(returnTo, clock.instant(), random);
  }

  /** Where the browser goes to sign in. */
  URI question(PendingSignIn pending, String language) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", clientId);
    query.put("redirect_uri", callback());
    query.put("scope", SCOPE);
    query.put("state", pending.state());
    query.put("nonce", pending.nonce());
    query.put("code_challenge", Secrets.digest(pending.verifier()));
    query.put("code_challenge_method", "S256");
    query.put("ui_locales", language);
    return URI.create(issuer.endpointsNow().authorization() + "?" + Issuer.form(query));
  }

  /** Exchanges the code that came back for who signed in. */
  Grant finish(PendingSignIn pending, String state, String from, String code) throws TokenRefused {
    boolean right =
        Secrets.same(pending.state(), state)
            && clock.instant().isBefore(pending.end())
            && (from.isEmpty() || from.equals(tokens.issuer()));
    if (!right) {
      throw new TokenRefused(Reason.STATE);
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", callback());
    form.put("code_verifier", pending.verifier());
    return grant(form, pending.nonce());
  }

  /** Asks the issuer whether a grant still holds, with the roles of now. */
  Grant renew(Grant grant) throws TokenRefused {
    if (grant.refreshToken().isEmpty()) {
      throw new TokenRefused(Reason.GRANT);
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", grant.refreshToken());
    Grant renewed = grant(form, "");
    if (!renewed.identity().subject().equals(grant.identity().subject())) {
      throw new TokenRefused(Reason.GRANT);
    }
    return renewed;
  }

  /** Where the browser goes to end the issuer's session too. */
  URI goodbye(Grant grant) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", clientId);
    query.put("id_token_hint", grant.identityToken());
    query.put("post_logout_redirect_uri", address.get().resolve(GOODBYE).toString());
    return URI.create(issuer.endpointsNow().endSession() + "?" + Issuer.form(query));
  }

  private Grant grant(Map<String, String> form, String nonce) throws TokenRefused {
    Issuer.TokenAnswer answer = issuer.token(clientId, secret.get(), form);
    if (answer.status() != 200) {
      // A wrong client secret (401) is the operator's to mend and no fault of the person's.
      if (answer.status() == 401) {
        throw new SignInUnreachable("the issuer does not know this service's secret", null);
      }
      throw new TokenRefused(Reason.GRANT);
    }
    JsonNode body = answer.body();
    String identityToken = body.path("id_token").asText("");
    JWTClaimsSet claims = tokens.check(identityToken, TokenCheck.Kind.IDENTITY);
    if (!nonce.isEmpty() && !Secrets.same(nonce, TokenCheck.text(claims, "nonce"))) {
      throw new TokenRefused(Reason.NONCE);
    }
    Instant now = clock.instant();
    long seconds =
        Math.max(0, Math.min(body.path("expires_in").asLong(0), LONGEST_UNCONFIRMED.toSeconds()));
    return new Grant(
        KeycloakClaims.identity(claims),
        identityToken,
        body.path("refresh_token").asText(""),
        TokenCheck.text(claims, "sid"),
        now.plusSeconds(seconds));
  }

  private String callback() {
    return address.get().resolve(CALLBACK).toString();
  }
}
