package org.kumiki.node.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.node.participation.ConnectionProbe.Obstacle;
import org.kumiki.node.participation.ConnectionProbe.Outcome;
import org.kumiki.node.participation.ProxyAnswer;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.TlsCheck;
import org.kumiki.platform.proxy.ProxySettings;

/**
 * The lines about the way to the coordinator, from how far a walk came. Pure.
 *
 * @param tls for what stands at the end of it
 * @param proxy on the way, if there is one
 */
record WayChecks(TlsCheck tls, Optional<ProxySettings> proxy) {
  static final String NAME = "name";
  static final String CONNECTION = "connection";
  static final String PROXY = "proxy";

  List<CheckResult> of(Outcome outcome) {
    List<CheckResult> lines = new ArrayList<>();
    if (outcome instanceof Outcome.NameUnknown unknown) {
      lines.add(name(unknown));
    } else if (outcome instanceof Outcome.Unreachable unreachable) {
      lines.add(found(unreachable.address().getHostAddress()));
      lines.add(connection(unreachable));
    } else if (outcome instanceof Outcome.NoProxy silent) {
      lines.add(found(silent.address().getHostAddress()));
      lines.add(
          new Failure(
              CONNECTION,
              "what answers at " + first() + " is no HTTP proxy",
              "check proxy.address in kumiki.yml with your network team"));
    } else if (outcome instanceof Outcome.TunnelRefused refused) {
      lines.add(found(refused.address().getHostAddress()));
      lines.add(new Good(CONNECTION, first() + " answers"));
      lines.add(tunnel(refused.answer()));
    } else {
      Outcome.Reached reached = (Outcome.Reached) outcome;
      lines.add(found(reached.address().getHostAddress()));
      lines.add(new Good(CONNECTION, first() + " answers"));
      proxy.ifPresent(p -> lines.add(new Good(PROXY, "it opens a tunnel to " + target())));
      lines.add(tls.of(reached.tls()));
    }
    if (lines.stream().noneMatch(line -> line.check().equals(TlsCheck.NAME))) {
      lines.add(new NotTried(TlsCheck.NAME, "there is no connection to the coordinator"));
    }
    return lines;
  }

  private String target() {
    return tls.host() + ":" + tls.port();
  }

  /** Who is connected to: the proxy, or the coordinator itself. */
  private String first() {
    return proxy
        .map(p -> "the proxy " + p.address())
        .orElseGet(() -> "the coordinator " + target());
  }

  private Good found(String address) {
    return new Good(
        NAME,
        proxy.map(ProxySettings::host).orElse(tls.host())
            + " is "
            + address
            + (proxy.isPresent() ? "; the proxy looks the coordinator up" : ""));
  }

  private Failure name(Outcome.NameUnknown unknown) {
    return proxy.isPresent()
        ? new Failure(
            NAME,
            "the proxy's name " + unknown.host() + " has no address here",
            "check proxy.address in kumiki.yml, and this machine's DNS server")
        : new Failure(
            NAME,
            "the coordinator's name " + unknown.host() + " has no address here",
            "ask your network team to let this machine's DNS server resolve it; if only a proxy"
                + " may, set proxy.address in kumiki.yml");
  }

  private Failure connection(Outcome.Unreachable unreachable) {
    String at =
        " (" + unreachable.address().getHostAddress() + ", port " + unreachable.port() + ")";
    String who = first() + at;
    boolean direct = proxy.isEmpty();
    String firewall =
        direct
            ? "send the firewall request below to your network team; if the way out leads through a"
                + " proxy, set proxy.address in kumiki.yml"
            : "check proxy.address in kumiki.yml with your network team";
    if (unreachable.obstacle() == Obstacle.REFUSED) {
      return new Failure(
          CONNECTION,
          who + " refuses the connection: nothing listens there, or a firewall says so",
          direct ? "ask the operator whether the coordinator runs; then " + firewall : firewall);
    }
    return unreachable.obstacle() == Obstacle.TIMED_OUT
        ? new Failure(CONNECTION, who + " does not answer: a firewall drops it", firewall)
        : new Failure(CONNECTION, "there is no route to " + who, firewall);
  }

  private Failure tunnel(ProxyAnswer answer) {
    String says =
        first()
            + " answers "
            + answer.status()
            + (answer.title().isEmpty() ? "" : " (\"" + answer.title() + "\")");
    if (answer.status() == 407) {
      return signIn(answer);
    }
    if (answer.status() >= 502 && answer.status() <= 504) {
      return new Failure(
          PROXY,
          says + ": it takes you, and cannot reach or resolve " + tls.host(),
          "ask your network team to let the proxy reach "
              + target()
              + "; the operator can say"
              + " whether the coordinator runs");
    }
    return new Failure(
        PROXY,
        says + " to a request for a tunnel to " + target(),
        "send the firewall request below to your network team: CONNECT must be allowed to "
            + target());
  }

  private Failure signIn(ProxyAnswer answer) {
    ProxySettings settings = proxy.orElseThrow();
    if (!answer.schemes().isEmpty() && !answer.schemes().contains("basic")) {
      return new Failure(
          PROXY,
          first() + " takes sign-in by " + String.join(", ", answer.schemes()) + " only",
          "the node speaks Basic: ask for it, or for an exception from sign-in for this machine and"
              + " "
              + target());
    }
    if (settings.user() == null) {
      return new Failure(
          PROXY,
          first() + " asks who is there (407), and no user is set",
          "set proxy.user and proxy.passwordFile in kumiki.yml");
    }
    return new Failure(
        PROXY,
        first()
            + " takes neither the user '"
            + settings.user()
            + "' with the password in "
            + settings.passwordFile()
            + " (407); it does not say which of them is wrong",
        "try both in a browser on this network; some proxies want DOMAIN\\user. Do not repeat this"
            + " often: each try may count towards locking the account");
  }
}
