package org.kumiki.platform.people;

import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.kumiki.platform.proxy.ProxyRefused;
import org.kumiki.platform.proxy.WayOut;

/** Whether the issuer is reached, for a diagnosis: its description is asked for once. Stateless. */
public final class IssuerProbe {
  /** How the JDK's client tells a proxy's answer to a request for a tunnel. */
  private static final Pattern TUNNEL = Pattern.compile("(?s)Tunnel failed, got: ([0-9]{3}).*");

  private IssuerProbe() {}

  /** What came of it. */
  public sealed interface Outcome {
    /** It describes itself as the settings name it. */
    record Answers() implements Outcome {}

    /** Something answers that is no issuer, or another one. */
    record NoIssuer(String sentence) implements Outcome {}

    /** The proxy does not take what it is told. */
    record ProxyRefuses(String sentence) implements Outcome {}

    /** The proxy opens no tunnel. */
    record NoTunnel(int status) implements Outcome {}

    /** This machine does not believe the certificate of what answers. */
    record NotBelieved() implements Outcome {}

    /** Nobody answers. */
    record Silent() implements Outcome {}
  }

  /**
   * Asks, as a sign-in does.
   *
   * @param way to the issuer
   */
  public static Outcome ask(URI issuer, WayOut way) {
    return ask(new Issuer(issuer, way));
  }

  static Outcome ask(Issuer issuer) {
    try {
      issuer.endpointsNow();
      return new Outcome.Answers();
    } catch (SignInUnreachable e) {
      return e.getCause() instanceof IOException broken
          ? broken(broken)
          : new Outcome.NoIssuer(e.getMessage());
    }
  }

  private static Outcome broken(IOException e) {
    if (e instanceof ProxyRefused) {
      return new Outcome.ProxyRefuses(e.getMessage());
    }
    Matcher tunnel = TUNNEL.matcher(String.valueOf(e.getMessage()));
    if (tunnel.matches()) {
      return new Outcome.NoTunnel(Integer.parseInt(tunnel.group(1)));
    }
    return e instanceof SSLException ? new Outcome.NotBelieved() : new Outcome.Silent();
  }
}
