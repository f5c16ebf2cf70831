package org.kumiki.coordinator.diagnosis;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.CheckResult.Warning;
import org.kumiki.platform.diagnosis.HostNames;
import org.kumiki.platform.diagnosis.Resolver;
import org.kumiki.platform.diagnosis.TlsProbe;

/**
 * Where nodes connect to: the address's name, the listener on this machine, and the way between.
 *
 * @param certificate the one that the listener should present
 * @param limit how long one connection may take
 */
record ListenerChecks(URI address, X509Certificate certificate, Resolver resolver, Duration limit) {
  private static final String NAME = "name";
  private static final String LISTENER = "listener";
  private static final String ADDRESS = "address";

  CheckResult name() {
    String host = HostNames.host(address);
    try {
      return new Good(NAME, host + " is " + resolver.resolve(host).get(0).getHostAddress());
    } catch (UnknownHostException e) {
      return new Failure(
          NAME,
          "the consortium's address names " + host + ", which has no address here",
          "have the name entered into DNS; nodes look it up too");
    }
  }

  /** Whether the certificate is for the address. */
  CheckResult coverage() {
    String host = HostNames.host(address);
    return HostNames.cover(certificate, host)
        ? new Good("coverage", "the certificate is for " + host)
        : new Failure(
            "coverage",
            "the certificate is for "
                + String.join(", ", HostNames.in(certificate))
                + " and not for "
                + host,
            "correct address in kumiki.yml, or make a certificate that covers it");
  }

  /**
   * @param host that the listener is bound to
   * @param port that it is bound to, 0 for any
   * @param runs whether the service says that it runs
   */
  CheckResult listener(String host, int port, boolean runs) {
    if (port == 0) {
      return new NotTried(LISTENER, "port 0 in kumiki.yml means any free one");
    }
    if (!runs) {
      return free(host, port);
    }
    try {
      InetAddress bound = InetAddress.getByName(host);
      InetAddress local = bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
      return presented(new InetSocketAddress(local, port))
          .<CheckResult>map(
              shown ->
                  shown.equals(certificate)
                      ? new Good(LISTENER, "port " + port + " answers with this certificate")
                      : new Warning(
                          LISTENER,
                          "port " + port + " answers with another certificate than the folder's",
                          "start the service again, unless it has just renewed the certificate"))
          .orElseGet(
              () ->
                  new Failure(
                      LISTENER,
                      "nothing speaks TLS at port " + port + ", though the service runs",
                      "read its log, and start it again"));
    } catch (UnknownHostException e) {
      return new Failure(
          LISTENER, "listen in kumiki.yml is no address of this machine", "correct it");
    }
  }

  private static CheckResult free(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
      return new Good(LISTENER, "port " + port + " is free for the service");
    } catch (BindException e) {
      boolean taken = String.valueOf(e.getMessage()).contains("in use");
      return taken
          ? new Failure(
              LISTENER,
              "another program listens at port " + port,
              "stop it, or choose another port in the settings")
          : new Failure(
              LISTENER,
              "this user may not listen at " + host + ", port " + port,
              "correct listen in kumiki.yml; a port below 1024 needs CAP_NET_BIND_SERVICE");
    } catch (IOException | IllegalArgumentException e) {
      return new Failure(
          LISTENER, "nothing can listen at " + host + ", port " + port, "correct listen");
    }
  }

  /** Whether the address leads here, as far as this machine can see. */
  CheckResult reachable() {
    String host = HostNames.host(address);
    int port = HostNames.port(address);
    try {
      Optional<X509Certificate> shown =
          presented(new InetSocketAddress(resolver.resolve(host).get(0), port));
      if (shown.isEmpty()) {
        return new Warning(
            ADDRESS,
            "the address " + host + ":" + port + " cannot be reached from this machine",
            "let a member try 'kumiki node doctor': some networks do not lead back to themselves");
      }
      return shown.get().equals(certificate)
          ? new Good(ADDRESS, host + ":" + port + " leads to this coordinator")
          : new Failure(
              ADDRESS,
              host + ":" + port + " leads to a server with another certificate",
              "correct DNS, the port forwarding or the load balancer; TLS must pass through it");
    } catch (UnknownHostException e) {
      return new NotTried(ADDRESS, "its name has no address");
    }
  }

  private Optional<X509Certificate> presented(InetSocketAddress where) {
    try (Socket socket = new Socket()) {
      socket.connect(where, (int) limit.toMillis());
      socket.setSoTimeout((int) limit.toMillis());
      TlsProbe.Outcome outcome =
          TlsProbe.handshake(socket, HostNames.host(address), where.getPort());
      return outcome instanceof TlsProbe.Outcome.Presented presented
          ? Optional.of(presented.chain().get(0))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** All lines that need the service to run; without it they say so. */
  List<CheckResult> of(String host, int port, boolean runs) {
    return List.of(
        name(),
        listener(host, port, runs),
        runs ? reachable() : new NotTried(ADDRESS, "the service does not run"),
        coverage());
  }
}
