package org.kumiki.platform.proxy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Optional;

/**
 * The way out for connections that a service opens itself: through the company's proxy if there is
 * one, else directly; the JVM's own proxy settings count nothing. All connections of a service
 * share one, so that a password which the proxy refused to one is not tried by the next.
 * Thread-safe.
 */
public final class WayOut {
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  private final Optional<ProxyAccess> proxy;

  private WayOut(Optional<ProxyAccess> proxy) {
    this.proxy = proxy;
  }

  /** To what is on this machine, or where no proxy stands in between. */
  public static WayOut direct() {
    return new WayOut(Optional.empty());
  }

  /**
   * As the settings say.
   *
   * @throws org.kumiki.platform.cli.CommandFailure if the proxy's password cannot be read
   */
  public static WayOut of(Optional<ProxySettings> settings) {
    return new WayOut(settings.map(ProxyAccess::new));
  }

  /** The proxy's address, for people; empty if there is none. */
  public Optional<String> proxyAddress() {
    return proxy.map(ProxyAccess::address);
  }

  /** Leads a client this way. */
  public HttpClient.Builder lead(HttpClient.Builder client) {
    return client.proxy(proxy.map(ProxyAccess::selector).orElse(HttpClient.Builder.NO_PROXY));
  }

  /**
   * Tells the proxy who is there. The JDK's client puts it into its CONNECT alone, never into the
   * tunnel.
   *
   * @throws ProxyRefused if nothing can be said at the moment
   */
  public Passage enter(HttpRequest.Builder request) throws ProxyRefused {
    if (proxy.isEmpty()) {
      return new Passage(Optional.empty(), Optional.empty());
    }
    Optional<ProxyAccess.Credentials> told = proxy.get().credentials();
    told.ifPresent(c -> request.setHeader("Proxy-Authorization", c.authorization()));
    return new Passage(proxy, told);
  }

  /** One request on this way. */
  public static final class Passage {
    private final Optional<ProxyAccess> proxy;
    private final Optional<ProxyAccess.Credentials> told;

    private Passage(Optional<ProxyAccess> proxy, Optional<ProxyAccess.Credentials> told) {
      this.proxy = proxy;
      this.told = told;
    }

    /**
     * Looks at the status of the answer, which has no body if it is the proxy's own.
     *
     * @throws ProxyRefused if the proxy has not let the request through
     */
    public void requireTaken(int status) throws ProxyRefused {
      if (status == PROXY_AUTHENTICATION_REQUIRED && proxy.isPresent()) {
        throw proxy.get().refused(told);
      }
    }
  }
}
