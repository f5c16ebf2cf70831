package org.kumiki.platform.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirewallRequestTest {
  private static final String HOST = "coordinator.example.org";

  @Test
  void theShippedSampleIsWhatTheProgramPrints() throws IOException {
    Path sample =
        Path.of(System.getProperty("kumiki.root"), "docs", "samples", "firewall-request.txt");
    String printed =
        new FirewallRequest(HOST, 8443, Optional.of("proxy.acme.example:3128"), Optional.empty())
            .text();
    assertEquals(Files.readString(sample), printed);
  }

  @Test
  void itAsksForOneHostAndPortOutwardWithoutInspection() {
    String direct = new FirewallRequest(HOST, 443, Optional.empty(), Optional.of("ab")).text();
    assertTrue(direct.contains("coordinator.example.org, port 443"), direct);
    assertTrue(direct.contains("outbound only"), direct);
    assertTrue(direct.contains("no inbound rule is needed"), direct);
    assertTrue(direct.contains("today inspected by ab"), direct);
    assertTrue(direct.contains("宛先           coordinator.example.org、ポート 443"), direct);
    assertFalse(direct.contains("sign in"), direct);
  }

  @Test
  void wherePeopleSignInItAsksForTheIssuersHostToo() {
    FirewallRequest request =
        new FirewallRequest(HOST, 443, Optional.of("proxy.acme.example:3128"), Optional.empty());
    String both = request.withIssuer(URI.create("https://id.example.org/realms/steel")).text();
    assertTrue(both.contains("destination    id.example.org:443"), both);
    assertTrue(both.contains("allow CONNECT to id.example.org:443"), both);
    assertTrue(both.contains("宛先           id.example.org:443"), both);
    assertTrue(both.startsWith(request.text().substring(0, 400)), both);
  }
}
