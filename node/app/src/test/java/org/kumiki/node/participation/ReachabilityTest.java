package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ReachabilityTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  private final Reachability direct = new Reachability(Optional.empty(), CLOCK);
  private final Reachability behind = new Reachability(Optional.of("http://p:3128"), CLOCK);

  @Test
  void nothingIsInTheWayOnceTheCoordinatorHasAnswered() {
    assertFalse(direct.trouble().isEmpty());
    direct.reached();
    assertEquals("", direct.trouble());
    direct.lost(new IOException("cut"));
    assertEquals("the coordinator cannot be reached", direct.trouble());
  }

  @Test
  void aProxyThatIsAwayOrUnknownIsNamed() {
    ConnectException unknown = new ConnectException();
    unknown.initCause(new UnresolvedAddressException());
    for (IOException e :
        new IOException[] {
          new ConnectException(), unknown, new HttpConnectTimeoutException("too long")
        }) {
      assertEquals("the proxy http://p:3128 cannot be reached", behind.sentence(e));
    }
  }

  @Test
  void aProxyThatRefusesATunnelIsNamedWithItsAnswerAndNothingElseOfIt() {
    assertEquals(
        "the coordinator cannot be reached through the proxy http://p:3128, which answers 502 to a"
            + " request for a tunnel",
        behind.sentence(new IOException("Tunnel failed, got: 502")));
    assertEquals(
        "the coordinator cannot be reached through the proxy http://p:3128",
        behind.sentence(new IOException("Tunnel failed, got: <b>whatever</b>")));
  }

  @Test
  void aDeviceThatInspectsTlsIsSaidToBeOne() {
    SSLHandshakeException e = new SSLHandshakeException("PKIX");
    e.initCause(new CertificateException("unknown authority"));
    assertTrue(direct.sentence(e).contains("inspects TLS"));
    assertTrue(behind.sentence(e).contains("http://p:3128"));
  }
}
