package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.kumiki.node.participation.ChannelRefusal.NotThere;
import org.kumiki.node.participation.ChannelRefusal.OtherVersion;
import org.kumiki.platform.proxy.ProxyRefused;
import org.kumiki.platform.proxy.ProxySettings;
import org.kumiki.platform.tls.MachineIdentity;

class CoordinatorChannelTest {
  private static final String EMPTY_INBOX =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n\0\0";

  private static String answer(String status, String more, String body) {
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\n" + more + "\r\n" + body;
  }

  private static String text(CoordinatorChannel channel) throws IOException {
    try (InputStream body = channel.get("/thing")) {
      return new String(body.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void anIpv6AddressIsReached() throws Exception {
    try (ScriptedCoordinator coordinator = ipv6(EMPTY_INBOX)) {
      CoordinatorChannel channel = coordinator.channel(Optional.empty());
      assertEquals(List.of(), channel.inbox(7, false, "").letters());
      assertEquals("", channel.trouble());
      assertTrue(
          coordinator.heads().get(0).startsWith("GET /exchange/v1/inbox?after=7&wait=0&roster= "));
    }
  }

  private static ScriptedCoordinator ipv6(String... answers) {
    try {
      return new ScriptedCoordinator("::1", answers);
    } catch (IOException e) {
      System.out.println("SKIPPED: this machine has no IPv6 loopback");
      Assumptions.abort("no IPv6 loopback");
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aBodyThatBreaksOffIsReadOnByItsRange() throws Exception {
    String cut = answer("200 OK", "Content-Length: 10\r\n", "0123");
    String rest =
        answer(
            "206 Partial Content",
            "Content-Length: 6\r\nContent-Range: bytes 4-9/10\r\n",
            "456789");
    try (ScriptedCoordinator coordinator = new ScriptedCoordinator("127.0.0.1", cut, rest)) {
      assertEquals("0123456789", text(coordinator.channel(Optional.empty())));
      assertTrue(coordinator.heads().get(1).contains("Range: bytes=4-"));
    }
  }

  @Test
  void aServerThatKnowsNoRangesGivesTheWholeAgain() throws Exception {
    String cut = answer("200 OK", "Content-Length: 10\r\n", "0123");
    String whole = answer("200 OK", "Content-Length: 10\r\n", "0123456789");
    try (ScriptedCoordinator coordinator = new ScriptedCoordinator("127.0.0.1", cut, whole)) {
      assertEquals("0123456789", text(coordinator.channel(Optional.empty())));
    }
  }

  @Test
  void whoIsRefusedByACertificateThatIsReplacedMeanwhileAsksAgainWithTheNewOne() throws Exception {
    String refused = answer("403 Forbidden", "Content-Length: 0\r\n", "");
    String taken = answer("200 OK", "Content-Length: 4\r\n", "0123");
    try (ScriptedCoordinator coordinator = new ScriptedCoordinator("127.0.0.1", refused, taken)) {
      MachineIdentity identity = coordinator.identity();
      AtomicBoolean renewed = new AtomicBoolean();
      coordinator.whenAsked(
          () -> {
            if (renewed.compareAndSet(false, true)) {
              coordinator.renew(identity);
            }
          });
      assertEquals("0123", text(coordinator.channel(identity)));
      assertEquals(2, coordinator.heads().size());
    }
  }

  @Test
  void whatWasWithdrawnIsSaidToBeGone() throws Exception {
    String gone = answer("410 Gone", "Content-Length: 0\r\n", "");
    try (ScriptedCoordinator coordinator = new ScriptedCoordinator("127.0.0.1", gone)) {
      CoordinatorChannel channel = coordinator.channel(Optional.empty());
      assertThrows(ChannelRefusal.NoLonger.class, () -> text(channel));
      assertEquals("", channel.trouble(), "who says that has been reached");
    }
  }

  @Test
  void whatWasNotPublishedIsSaidToBeAbsent() throws Exception {
    String absent = answer("404 Not Found", "Content-Length: 0\r\n", "");
    try (ScriptedCoordinator coordinator = new ScriptedCoordinator("127.0.0.1", absent)) {
      CoordinatorChannel channel = coordinator.channel(Optional.empty());
      assertThrows(NotThere.class, () -> text(channel));
      assertEquals("", channel.trouble(), "who says that has been reached");
    }
  }

  @Test
  void bothSidesVersionsAreSaidWhenThereIsNoneInCommon() throws Exception {
    String other = answer("426 Upgrade Required", "Kumiki-Protocol: 3, 4\r\n", "");
    try (ScriptedCoordinator coordinator = new ScriptedCoordinator("127.0.0.1", other)) {
      CoordinatorChannel channel = coordinator.channel(Optional.empty());
      // Not an answer to this message: it stays in the outbox until both are of one release.
      assertThrows(OtherVersion.class, () -> channel.post("/messages", new byte[] {1}));
      assertEquals(
          "the coordinator speaks protocol version 3, 4 and this node 1, 2: bring both sides to"
              + " the same release",
          channel.trouble());
      assertTrue(coordinator.heads().get(0).contains("Kumiki-Protocol: 1, 2\r\n"));
    }
  }

  @Test
  void aGoodAnswerFromACoordinatorOfOtherVersionsAloneIsNotTaken() throws Exception {
    String newer = EMPTY_INBOX.replace("Content-Length", "Kumiki-Protocol: 7\r\nContent-Length");
    String both = EMPTY_INBOX.replace("Content-Length", "Kumiki-Protocol: 1, 7\r\nContent-Length");
    try (ScriptedCoordinator coordinator = new ScriptedCoordinator("127.0.0.1", newer, both)) {
      CoordinatorChannel channel = coordinator.channel(Optional.empty());
      assertThrows(OtherVersion.class, () -> channel.inbox(0, false, ""));
      assertTrue(channel.trouble().contains("speaks protocol version 7 and this node 1, 2"));
      assertEquals(List.of(), channel.inbox(0, false, "").letters());
      assertEquals("", channel.trouble());
    }
  }

  @Test
  void aMessageThatTheProxyStopsIsNotTakenForRefusedByTheCoordinator() throws Exception {
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ScriptedCoordinator coordinator = new ScriptedCoordinator("127.0.0.1")) {
      refuseTunnels(proxy, asked);
      String address = "http://127.0.0.1:" + proxy.getLocalPort();
      CoordinatorChannel channel =
          coordinator.channel(Optional.of(new ProxySettings(address, null, null)));
      assertThrows(ProxyRefused.class, () -> channel.post("/messages", new byte[] {1}));
      assertTrue(channel.trouble().contains(address), channel::trouble);
      String authority = coordinator.uri().getRawAuthority();
      assertTrue(asked.take().startsWith("CONNECT " + authority + " HTTP/1.1\r\n"));
      assertEquals(List.of(), coordinator.heads(), "there is no way past the proxy");
    }
  }

  private static void refuseTunnels(ServerSocket proxy, BlockingQueue<String> asked) {
    Thread thread =
        new Thread(
            () -> {
              while (!proxy.isClosed()) {
                try (Socket client = proxy.accept()) {
                  asked.add(ScriptedCoordinator.head(client.getInputStream()));
                  String head = "Proxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n";
                  client
                      .getOutputStream()
                      .write(
                          answer("407 Proxy Authentication Required", head, "")
                              .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  // Closed, or a client that went away.
                  continue;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
