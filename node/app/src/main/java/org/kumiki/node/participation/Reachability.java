package org.kumiki.node.participation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Clock;
import java.util.Optional;
import org.kumiki.platform.proxy.ProxyRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the coordinator is reached, and if not, what stands in the way, in words for the person
 * who can mend it. Said in the log once, not at every try. Thread-safe.
 */
final class Reachability {
  private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);

  private final Optional<String> proxy;
  private final Clock clock;
  private String trouble = "the coordinator was not reached yet";

  /**
   * @param proxy the address of the proxy on the way, if there is one
   * @param clock this machine's, which a certificate may contradict
   */
  Reachability(Optional<String> proxy, Clock clock) {
    this.proxy = proxy;
    this.clock = clock;
  }

  /** What stands in the way; empty if nothing does. */
  synchronized String trouble() {
    return trouble;
  }

  /** The coordinator has answered. */
  void reached() {
    say("");
  }

  /** A try ended in this. */
  void lost(IOException e) {
    say(sentence(e));
  }

  private synchronized void say(String now) {
    if (now.equals(trouble)) {
      return;
    }
    trouble = now;
    if (now.isEmpty()) {
      LOG.info("the coordinator is reached");
    } else {
      LOG.warn("{}; it is tried again", now);
    }
  }

  /** One clause, without anything that an answer or an exception brought along. */
  String sentence(IOException e) {
    if (e instanceof ChannelRefusal || e instanceof ProxyRefused) {
      return e.getMessage();
    }
    if (isCausedBy(e, CertificateNotYetValidException.class)
        || isCausedBy(e, CertificateExpiredException.class)) {
      return "by this machine's clock ("
          + clock.instant()
          + ") the coordinator's certificate is not valid: set the clock, for example by NTP; if it"
          + " is right, tell the operator";
    }
    if (isCausedBy(e, CertificateException.class)) {
      return "what answers"
          + proxy.map(address -> " behind the proxy " + address).orElse("")
          + " is not this consortium's coordinator, by its certificate; a device that inspects TLS"
          + " must let this connection pass";
    }
    if (proxy.isEmpty()) {
      return "the coordinator cannot be reached";
    }
    if (isCausedBy(e, ConnectException.class) || e instanceof HttpConnectTimeoutException) {
      return "the proxy " + proxy.get() + " cannot be reached";
    }
    return "the coordinator cannot be reached through the proxy " + proxy.get() + status(e);
  }

  /** The JDK's client tells the proxy's answer in its message alone. */
  private static String status(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.matches("(?s)Tunnel failed, got: [0-9]{3}.*")
        ? ", which answers " + message.substring(20, 23) + " to a request for a tunnel"
        : "";
  }

  private static boolean isCausedBy(Throwable e, Class<? extends Throwable> type) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
