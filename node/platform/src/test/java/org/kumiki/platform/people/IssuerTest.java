package org.kumiki.platform.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kumiki.platform.proxy.WayOut;

/** What an issuer says of itself counts only where it is the issuer of the settings. */
class IssuerTest {
  private HttpServer server;
  private URI issuer;
  private String description;
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    issuer = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/realms/test");
    description = description(issuer.toString(), issuer.toString());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] bytes = description.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Location", "/elsewhere");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String description(String name, String endpoints) {
    return ("{'issuer':'N','authorization_endpoint':'E/auth','token_endpoint':'E/token',"
            + "'jwks_uri':'E/certs','end_session_endpoint':'E/logout'}")
        .replace("N", name)
        .replace("E/", endpoints + "/")
        .replace('\'', '"');
  }

  private void refused(String why) {
    Issuer fresh = new Issuer(issuer, WayOut.direct());
    SignInUnreachable refused = assertThrows(SignInUnreachable.class, fresh::endpoints);
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void itsOwnDescriptionIsTaken() {
    Issuer.Endpoints endpoints = new Issuer(issuer, WayOut.direct()).endpoints();
    assertEquals(URI.create(issuer + "/token"), endpoints.token());
    assertEquals(URI.create(issuer + "/certs"), endpoints.keys());
  }

  @Test
  void aDescriptionOfAnotherIssuerIsRefused() {
    description = description(issuer + "/", issuer.toString());
    refused("another issuer");
    description = description("https://elsewhere.example", issuer.toString());
    refused("another issuer");
  }

  @Test
  void endpointsOnAnotherHostAreRefused() {
    for (String elsewhere :
        new String[] {
          "http://127.0.0.1:1", "https://elsewhere.example/realms/test", "not an address"
        }) {
      description = description(issuer.toString(), elsewhere);
      refused(elsewhere.startsWith("not") ? "no address" : "another host");
    }
  }

  @Test
  void aRedirectAnErrorAndWhatIsNoDescriptionAreRefused() {
    status = 302;
    refused("answers 302");
    status = 500;
    refused("answers 500");
    status = 200;
    description = "<html>";
    refused("no JSON");
    description = "\"" + "x".repeat(300 << 10) + "\"";
    refused("too long");
  }
}
