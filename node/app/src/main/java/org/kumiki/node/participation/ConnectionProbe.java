package org.kumiki.node.participation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.kumiki.platform.diagnosis.HostNames;
import org.kumiki.platform.diagnosis.Resolver;
import org.kumiki.platform.diagnosis.TlsProbe;
import org.kumiki.platform.proxy.ProxyAccess;
import org.kumiki.platform.proxy.ProxySettings;

/**
 * The way to the coordinator, one step after another and each by itself, for a diagnosis: name,
 * connection, the proxy's tunnel, the certificates at its end. It goes the way of {@link
 * CoordinatorChannel} and says to nobody but the proxy who the node is. Immutable.
 */
public final class ConnectionProbe {
  private final URI coordinator;
  private final Optional<ProxyAccess> access;
  private final Optional<ProxySettings> proxy;
  private final Resolver resolver;
  private final int limitMillis;

  /**
   * @param limit how long one step may take
   * @throws org.kumiki.platform.cli.CommandFailure if the proxy's password cannot be read
   */
  public ConnectionProbe(
      URI coordinator, Optional<ProxySettings> proxy, Resolver resolver, Duration limit) {
    this.coordinator = coordinator;
    this.proxy = proxy;
    this.access = proxy.map(ProxyAccess::new);
    this.resolver = resolver;
    this.limitMillis = (int) limit.toMillis();
  }

  /** How far a walk came. */
  public sealed interface Outcome {
    /** The first host on the way has no address. */
    record NameUnknown(String host) implements Outcome {}

    /** It has one, and no connection was made. */
    record Unreachable(InetAddress address, int port, Obstacle obstacle) implements Outcome {}

    /** The proxy answered something else than a tunnel. */
    record TunnelRefused(InetAddress address, ProxyAnswer answer) implements Outcome {}

    /** What is taken for a proxy does not speak HTTP, or says nothing. */
    record NoProxy(InetAddress address) implements Outcome {}

    /** Somebody was reached, and TLS was tried. */
    record Reached(InetAddress address, TlsProbe.Outcome tls) implements Outcome {}
  }

  /** Why there is no connection. */
  public enum Obstacle {
    REFUSED,
    TIMED_OUT,
    NO_ROUTE
  }

  /** Walks until something stands in the way. */
  public Outcome walk() {
    String host = proxy.map(ProxySettings::host).orElseGet(coordinator::getHost);
    int port = proxy.map(ProxySettings::port).orElseGet(() -> HostNames.port(coordinator));
    InetAddress address;
    try {
      // The first, as the connection that carries the work takes it.
      address = resolver.resolve(host).get(0);
    } catch (UnknownHostException e) {
      return new Outcome.NameUnknown(host);
    }
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(limitMillis);
      try {
        socket.connect(new InetSocketAddress(address, port), limitMillis);
      } catch (IOException e) {
        return new Outcome.Unreachable(address, port, obstacle(e));
      }
      return proxy.isPresent() ? throughProxy(socket, address) : shakeHands(socket, address);
    } catch (IOException e) {
      // Closing failed, or the socket died between two steps.
      return new Outcome.Unreachable(address, port, Obstacle.REFUSED);
    }
  }

  private static Obstacle obstacle(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return Obstacle.TIMED_OUT;
    }
    boolean refused =
        e instanceof ConnectException && String.valueOf(e.getMessage()).contains("refused");
    return refused && !(e instanceof NoRouteToHostException) ? Obstacle.REFUSED : Obstacle.NO_ROUTE;
  }

  private Outcome throughProxy(Socket socket, InetAddress address) throws IOException {
    Optional<ProxyAccess.Credentials> credentials = access.orElseThrow().credentials();
    Optional<ProxyAnswer> answer;
    try {
      socket.getOutputStream().write(connect(credentials).getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      answer = ProxyAnswer.read(socket.getInputStream());
    } catch (IOException e) {
      return new Outcome.NoProxy(address);
    }
    if (answer.isEmpty()) {
      return new Outcome.NoProxy(address);
    }
    return answer.get().isTunnel()
        ? shakeHands(socket, address)
        : new Outcome.TunnelRefused(address, answer.get());
  }

  private String connect(Optional<ProxyAccess.Credentials> credentials) {
    String target = coordinator.getHost() + ":" + HostNames.port(coordinator);
    return "CONNECT "
        + target
        + " HTTP/1.1\r\nHost: "
        + target
        + "\r\n"
        + credentials.map(c -> "Proxy-Authorization: " + c.authorization() + "\r\n").orElse("")
        + "\r\n";
  }

  private Outcome shakeHands(Socket socket, InetAddress address) {
    String host = HostNames.host(coordinator);
    return new Outcome.Reached(
        address, TlsProbe.handshake(socket, host, HostNames.port(coordinator)));
  }
}
