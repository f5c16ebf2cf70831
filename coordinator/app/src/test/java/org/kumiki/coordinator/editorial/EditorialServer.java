package org.kumiki.coordinator.editorial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kumiki.coordinator.rounds.RoundStore;
import org.kumiki.ontology.editorial.ReviewRules;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.page.Place;
import org.kumiki.platform.people.Admission;
import org.kumiki.platform.people.People;
import org.kumiki.platform.people.PeopleSettings;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.service.ListenAddress;
import org.kumiki.platform.service.ServiceRuntime;
import org.kumiki.platform.service.ServiceSettings;

/** The room over HTTP, for people who come with tokens of an issuer on loopback. */
final class EditorialServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CLIENT = "kumiki-coordinator";
  private static final String API = "/api/v1/vocabulary";

  final EditorialDatabase database;
  private final HttpServer issuer;
  private final RSAKey key;
  private final ServiceRuntime runtime;
  private final HttpClient http = HttpClient.newHttpClient();

  EditorialServer(Path folder) throws IOException, JOSEException {
    database = new EditorialDatabase(folder);
    key = new RSAKeyGenerator(2048).keyID("one").generate();
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String answer =
              path.endsWith("/certs")
                  ? new JWKSet(key.toPublicJWK()).toString()
                  : ("{'issuer':'I','authorization_endpoint':'I/auth','token_endpoint':'I/token',"
                          + "'jwks_uri':'I/certs','end_session_endpoint':'I/logout'}")
                      .replace("I", realm().toString())
                      .replace('\'', '"');
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    issuer.start();
    PrivateFile.write(folder.resolve("coordinator/secret"), "a secret of the client");
    runtime = start(folder.resolve("coordinator"));
  }

  private ServiceRuntime start(Path folder) {
    PeopleSettings people =
        new PeopleSettings(
            realm(), CLIENT, Path.of("secret"), null, EditorialDatabase.HOME, null, null);
    return ServiceRuntime.start(
        ServiceSettings.of("kumiki-coordinator", ListenAddress.loopback(0), Optional.empty()),
        ApiToken.readOrCreate(database.lock.folder(), new SecureRandom()),
        People.of(
            Optional.of(people),
            Admission.consortium(EditorialDatabase.HOME, database.members::isMember),
            folder,
            WayOut.direct(),
            database.clock),
        new Place("coordinator", EditorialDatabase.HOME),
        Stream.concat(
                EditorialRoom.beans(
                    database.jdbi(),
                    database.vocabulary,
                    database.members,
                    new RoundStore(database.jdbi()),
                    database.usage,
                    EditorialDatabase.HOME,
                    ReviewRules.STANDARD,
                    database.clock)
                    .stream(),
                Stream.of(database.database, database.vocabulary, database.members, database.clock))
            .toList());
  }

  private URI realm() {
    return URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/realms/steel");
  }

  /** Somebody with an account at the issuer. */
  Asker person(String name, String organisation, String... roles) {
    return new Asker(token(name, organisation, List.of(roles)));
  }

  private String token(String name, String organisation, List<String> roles) {
    Instant now = database.clock.instant();
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(realm().toString())
            .subject("id-of-" + name)
            .audience(CLIENT)
            .claim("azp", CLIENT)
            .claim("typ", "Bearer")
            .claim("preferred_username", name)
            .claim("name", "Name of " + name)
            .claim("organization", List.of(organisation))
            .claim("realm_access", Map.of("roles", roles))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(3600)))
            .build();
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the service answered. */
  record Answer(int status, byte[] body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(status + " " + new String(body, StandardCharsets.UTF_8), e);
      }
    }

    /** The last part of a problem's type. */
    String problem() {
      String type = json().path("type").asText();
      return type.substring(type.lastIndexOf(':') + 1);
    }
  }

  /**
   * What a browser got for a form.
   *
   * @param location where it is led on; empty if the page is shown again
   */
  record Shown(int status, String page, String location) {
    /** The address to which the browser is led, without what was done. */
    String path() {
      if (status != 303) {
        throw new AssertionError(status + " " + page);
      }
      return location.replaceAll("\\?.*", "");
    }
  }

  /** Somebody who asks. */
  final class Asker {
    private final String token;

    Asker(String token) {
      this.token = token;
    }

    Answer get(String path) {
      return send(to(path).GET());
    }

    /** The answer to a question that must be answered. */
    JsonNode read(String path) {
      Answer answer = get(path);
      if (answer.status() != 200) {
        throw new AssertionError(path + ": " + answer.status() + " " + answer.json());
      }
      return answer.json();
    }

    Answer post(String path, String json) {
      return send(
          to(path)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(json.replace('\'', '"'))));
    }

    /** The answer to a step that must be taken. */
    JsonNode take(String path, String json) {
      Answer answer = post(path, json);
      if (answer.status() >= 300) {
        throw new AssertionError(path + ": " + answer.status() + " " + answer.json());
      }
      return answer.json();
    }

    Answer postFile(String path, byte[] file) {
      return send(
          to(path)
              .header("Content-Type", "application/octet-stream")
              .POST(BodyPublishers.ofByteArray(file)));
    }

    /** A page that must be there, as a browser of this language gets it. */
    String page(String path, String language) {
      HttpResponse<byte[]> answer = exchange(browser(path, language).GET());
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + ": " + answer.statusCode() + " " + text);
      }
      return text;
    }

    String page(String path) {
      return page(path, "en");
    }

    /** Whatever a browser gets that opens an address. */
    Shown open(String path) {
      return shown(browser(path, "en").GET());
    }

    /** The last change that a form of an edit shows. */
    String lastChange() {
      String form = page("/vocabulary/proposals/new?change=add-synonym");
      Matcher at = Pattern.compile("name=\"at\" value=\"([0-9]+)\"").matcher(form);
      if (!at.find()) {
        throw new AssertionError("the form does not say when it was shown: " + form);
      }
      return at.group(1);
    }

    /** Sends a form: fields and values in turns. */
    Shown form(String path, String... fields) {
      List<String> parts = new ArrayList<>();
      if (path.equals("/vocabulary/proposals") && !List.of(fields).contains("at")) {
        parts.add("at=" + lastChange());
      }
      for (int i = 0; i < fields.length; i += 2) {
        parts.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
      }
      return shown(
          browser(path, "en")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(String.join("&", parts))));
    }

    /** Sends a form with a file of CSV, as browsers do. */
    Shown upload(String path, byte[] file, String... fields) {
      return upload(path, "用語.csv", "text/csv", file, fields);
    }

    /** Sends a form with a file that a browser takes for this media type. */
    Shown upload(String path, String name, String type, byte[] file, String... fields) {
      String boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int i = 0; i < fields.length; i += 2) {
        body.writeBytes(
            ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + fields[i])
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(("\"\r\n\r\n" + fields[i + 1] + "\r\n").getBytes(StandardCharsets.UTF_8));
      }
      body.writeBytes(
          ("--"
                  + boundary
                  + "\r\nContent-Disposition: form-data; name=\"sheet\";"
                  + " filename=\""
                  + name
                  + "\"\r\nContent-Type: "
                  + type
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(file);
      body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
      return shown(
          browser(path, "en")
              .header("Content-Type", "multipart/form-data; boundary=" + boundary)
              .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private Shown shown(HttpRequest.Builder request) {
      HttpResponse<byte[]> answer = exchange(request);
      return new Shown(
          answer.statusCode(),
          new String(answer.body(), StandardCharsets.UTF_8),
          answer.headers().firstValue("Location").orElse(""));
    }

    private HttpRequest.Builder browser(String path, String language) {
      return at(path).header("Accept", "text/html,*/*;q=0.8").header("Accept-Language", language);
    }

    private HttpRequest.Builder to(String path) {
      return at(API + path);
    }

    private HttpRequest.Builder at(String path) {
      return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + runtime.peoplePort() + path))
          .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
      HttpResponse<byte[]> answer = exchange(request);
      return new Answer(answer.statusCode(), answer.body());
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder request) {
      try {
        return http.send(request.build(), BodyHandlers.ofByteArray());
      } catch (IOException e) {
        throw new AssertionError(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  @Override
  public void close() {
    runtime.close();
    issuer.stop(0);
    database.close();
  }
}
