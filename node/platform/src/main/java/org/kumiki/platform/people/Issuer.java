package org.kumiki.platform.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.kumiki.platform.proxy.ProxyRefused;
import org.kumiki.platform.proxy.WayOut;

/**
 * What is asked of the issuer over HTTP: its description (OpenID Connect Discovery 1.0), its keys,
 * and tokens. Goes the service's way out, and tells its proxy what the service tells it elsewhere.
 * Short time limits and small answers only: a person waits. Safe for many threads.
 */
final class Issuer implements ResourceRetriever {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Descriptions, key sets and token answers have a few kilobytes. */
  private static final int MAX_BYTES = 256 << 10;

  private final URI issuer;
  private final WayOut way;
  private final HttpClient http;

  private volatile Endpoints endpoints;

  /** Where the issuer wants what. */
  record Endpoints(URI authorization, URI token, URI keys, URI endSession) {}

  /** An answer of the token endpoint; {@code body} may hold secrets. */
  record TokenAnswer(int status, JsonNode body) {}

  Issuer(URI issuer, WayOut way) {
    this(issuer, way, HttpClient.newBuilder());
  }

  /**
   * @param client knows whom TLS believes
   */
  Issuer(URI issuer, WayOut way, HttpClient.Builder client) {
    this.issuer = issuer;
    this.way = way;
    this.http =
        way.lead(client)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(3))
            .build();
  }

  /**
   * The issuer's endpoints, fetched once.
   *
   * @throws SignInUnreachable if they cannot be fetched, or describe another issuer
   */
  Endpoints endpoints() {
    Endpoints known = endpoints;
    if (known == null) {
      known = discover();
      endpoints = known;
    }
    return known;
  }

  /**
   * The issuer's endpoints as it says now: before a browser is sent there, so that it does not meet
   * a dead address.
   *
   * @throws SignInUnreachable if it does not answer
   */
  Endpoints endpointsNow() {
    Endpoints found = discover();
    endpoints = found;
    return found;
  }

  private Endpoints discover() {
    JsonNode found = json(get(URI.create(issuer + "/.well-known/openid-configuration")));
    // Discovery section 4.3: otherwise another issuer's keys would pass for this one's.
    if (!issuer.toString().equals(found.path("issuer").asText())) {
      throw new SignInUnreachable("the description names another issuer than " + issuer, null);
    }
    return new Endpoints(
        endpoint(found, "authorization_endpoint"),
        endpoint(found, "token_endpoint"),
        endpoint(found, "jwks_uri"),
        endpoint(found, "end_session_endpoint"));
  }

  /** All on the issuer's own host and scheme: a description cannot send secrets elsewhere. */
  private URI endpoint(JsonNode found, String name) {
    URI endpoint;
    try {
      endpoint = URI.create(found.path(name).asText());
    } catch (IllegalArgumentException e) {
      throw new SignInUnreachable("the issuer's " + name + " is no address", e);
    }
    if (!Origin.of(issuer).equals(Origin.of(endpoint))) {
      throw new SignInUnreachable("the issuer's " + name + " is on another host", null);
    }
    return endpoint;
  }

  /** Posts a form to the token endpoint as the client (RFC 6749 section 2.3.1). */
  TokenAnswer token(String clientId, String secret, Map<String, String> form) {
    String credentials = encode(clientId) + ":" + encode(secret);
    byte[] basic = credentials.getBytes(StandardCharsets.UTF_8);
    HttpResponse<InputStream> answer =
        send(
            HttpRequest.newBuilder(endpoints().token())
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(form))));
    if (answer.statusCode() >= 500) {
      throw new SignInUnreachable("the issuer answers " + answer.statusCode(), null);
    }
    return new TokenAnswer(answer.statusCode(), json(text(answer)));
  }

  /** The key set, for the library that verifies signatures. */
  @Override
  public Resource retrieveResource(URL url) throws IOException {
    try {
      return new Resource(get(URI.create(url.toString())), "application/json");
    } catch (SignInUnreachable e) {
      throw new IOException(e);
    }
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String get(URI address) {
    HttpResponse<InputStream> answer = send(HttpRequest.newBuilder(address).GET());
    String text = text(answer);
    if (answer.statusCode() != 200) {
      throw new SignInUnreachable("the issuer answers " + answer.statusCode(), null);
    }
    return text;
  }

  private HttpResponse<InputStream> send(HttpRequest.Builder request) {
    try {
      WayOut.Passage passage = way.enter(request);
      HttpResponse<InputStream> answer =
          http.send(
              request.header("Accept", "application/json").timeout(LIMIT).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      passage.requireTaken(answer.statusCode());
      return answer;
    } catch (ProxyRefused e) {
      throw new SignInUnreachable(e.getMessage(), e);
    } catch (IOException e) {
      throw new SignInUnreachable("the issuer " + issuer + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignInUnreachable("interrupted", e);
    }
  }

  private static String text(HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      byte[] bytes = body.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new SignInUnreachable("the issuer's answer is too long", null);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SignInUnreachable("the issuer's answer broke off", e);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new SignInUnreachable("the issuer's answer is no JSON", e);
    }
  }
}
