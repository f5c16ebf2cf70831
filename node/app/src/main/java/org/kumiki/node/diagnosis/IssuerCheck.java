package org.kumiki.node.diagnosis;

import java.net.URI;
import java.util.Optional;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.HostNames;
import org.kumiki.platform.people.IssuerProbe.Outcome;

/**
 * The line about the way to the issuer, where people's tokens come from. Pure.
 *
 * @param proxy the address of the proxy on the way, if there is one
 */
record IssuerCheck(URI issuer, Optional<String> proxy) {
  static final String NAME = "issuer";

  CheckResult of(Outcome outcome) {
    if (outcome instanceof Outcome.Answers) {
      return new Good(NAME, "people sign in at " + issuer + ", which answers" + through());
    } else if (outcome instanceof Outcome.NoIssuer other) {
      return new Failure(
          NAME,
          "something answers at " + issuer + " that is not the issuer: " + other.sentence(),
          "compare people.issuer in kumiki.yml with what the operator sent");
    } else if (outcome instanceof Outcome.ProxyRefuses refuses) {
      return new Failure(NAME, refuses.sentence(), "see the line 'proxy'");
    } else if (outcome instanceof Outcome.NoTunnel refused) {
      return new Failure(
          NAME,
          "the proxy" + address() + " answers " + refused.status() + " to a request for a tunnel",
          "send the firewall request below to your network team: CONNECT must be allowed to "
              + target());
    } else if (outcome instanceof Outcome.NotBelieved) {
      return new Failure(
          NAME,
          "this machine's Java does not believe the certificate of " + target(),
          "if a device inspects TLS, let it pass this host or make its authority known to Java"
              + " (keytool -cacerts); else tell the operator");
    }
    return new Failure(
        NAME,
        "the issuer " + target() + " does not answer" + through(),
        "send the firewall request below to your network team; the operator can say whether it"
            + " runs");
  }

  private String target() {
    return HostNames.host(issuer) + ":" + HostNames.port(issuer);
  }

  private String through() {
    return proxy.isPresent() ? " through the proxy" + address() : "";
  }

  private String address() {
    return proxy.map(p -> " " + p).orElse("");
  }
}
