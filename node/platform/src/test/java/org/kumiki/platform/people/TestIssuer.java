package org.kumiki.platform.people;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** An issuer on loopback that says what a test wants it to say, as Keycloak would write it. */
public final class TestIssuer implements AutoCloseable {
  public static final String CLIENT = "kumiki-probe";
  public static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  private final HttpServer server;
  private final RSAKey key;
  private final Clock clock;
  private final Map<String, Pending> codes = new ConcurrentHashMap<>();
  private final Map<String, Account> refreshTokens = new ConcurrentHashMap<>();

  /** An account, as claims tell of it. */
  public record Account(String username, List<String> organisations, List<String> roles) {}

  private record Pending(Account account, String nonce, String challenge, String redirect) {}

  public TestIssuer(Clock clock) throws IOException, JOSEException {
    this.clock = clock;
    key = new RSAKeyGenerator(2048).keyID("first").generate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/realms/test");
  }

  public RSAKey key() {
    return key;
  }

  /** Claims of an access token, to be changed by a test. */
  public JWTClaimsSet.Builder claims(Account account, String type) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer().toString())
        .subject("id-of-" + account.username())
        .audience(List.of(CLIENT, "account"))
        .claim("azp", CLIENT)
        .claim("typ", type)
        .claim("sid", "session-of-" + account.username())
        .claim("preferred_username", account.username())
        .claim("name", "Name of " + account.username())
        .claim("organization", account.organisations())
        .claim("realm_access", Map.of("roles", account.roles()))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(TOKEN_LIFE)));
  }

  public String sign(JWTClaimsSet claims) {
    return sign(claims, JWSAlgorithm.RS256);
  }

  public String sign(JWTClaimsSet claims, JWSAlgorithm algorithm) {
    String type = "Logout".equals(claims.getClaim("typ")) ? "logout+jwt" : "JWT";
    return sign(claims, algorithm, type);
  }

  /** As above, with another type in the header than Keycloak writes there. */
  public String sign(JWTClaimsSet claims, JWSAlgorithm algorithm, String type) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(algorithm)
                  .keyID(key.getKeyID())
                  .type(new JOSEObjectType(type))
                  .build(),
              claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the browser brings back after the person signed in: a query for the callback. */
  public String approve(URI question, Account account) {
    Map<String, String> asked = fields(question.getRawQuery());
    return approve(question, account, asked.get("nonce"));
  }

  /** As {@link #approve(URI, Account)}, with another nonce in the identity token. */
  public String approve(URI question, Account account, String nonce) {
    Map<String, String> asked = fields(question.getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(
        code, new Pending(account, nonce, asked.get("code_challenge"), asked.get("redirect_uri")));
    return "code=" + code + "&state=" + asked.get("state") + "&iss=" + encode(issuer().toString());
  }

  /** From now on a refresh gives these claims. */
  public void change(Account account) {
    refreshTokens.replaceAll(
        (token, old) -> old.username().equals(account.username()) ? account : old);
  }

  /** From now on a refresh gives the claims of another account. */
  public void exchange(Account account, Account other) {
    refreshTokens.replaceAll(
        (token, old) -> old.username().equals(account.username()) ? other : old);
  }

  /** From now on no refresh token counts. */
  public void forgetSessions() {
    refreshTokens.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith("/openid-configuration")) {
      send(exchange, 200, description());
    } else if (path.endsWith("/certs")) {
      send(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
    } else if (path.endsWith("/token")) {
      token(exchange);
    } else {
      send(exchange, 404, "{}");
    }
  }

  private String description() {
    return ("{'issuer':'I','authorization_endpoint':'I/auth','token_endpoint':'I/token',"
            + "'jwks_uri':'I/certs','end_session_endpoint':'I/logout'}")
        .replace("I", issuer().toString())
        .replace('\'', '"');
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Account account;
    String nonce = "";
    if (form.get("grant_type").equals("authorization_code")) {
      Pending pending = codes.remove(form.get("code"));
      boolean right =
          pending != null
              && pending.redirect().equals(form.get("redirect_uri"))
              && pending.challenge().equals(Secrets.digest(form.get("code_verifier")));
      account = right ? pending.account() : null;
      nonce = right ? pending.nonce() : "";
    } else {
      account = refreshTokens.remove(form.get("refresh_token"));
    }
    if (account == null) {
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    String refresh = UUID.randomUUID().toString();
    refreshTokens.put(refresh, account);
    String identity = sign(claims(account, "ID").claim("nonce", nonce).audience(CLIENT).build());
    send(
        exchange,
        200,
        "{\"id_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":%d}"
            .formatted(identity, refresh, TOKEN_LIFE.toSeconds()));
  }

  public static Map<String, String> fields(String form) {
    Map<String, String> fields = new HashMap<>();
    for (String part : form.split("&")) {
      int equals = part.indexOf('=');
      fields.put(part.substring(0, equals), decode(part.substring(equals + 1)));
    }
    return fields;
  }

  public static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
