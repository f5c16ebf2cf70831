package org.kumiki.node.participation;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import org.kumiki.platform.consortium.Invitation;
import org.kumiki.platform.proxy.ProxySettings;
import org.kumiki.platform.proxy.WayOut;

/** The consortium's root before there is a certificate, for a diagnosis. */
public final class InvitedRoot {
  private InvitedRoot() {}

  /**
   * Asks whoever answers at the coordinator's address for the root that the invitation names.
   *
   * @return empty if it is not there, which a device that inspects TLS brings about too
   */
  public static Optional<X509Certificate> find(
      Invitation invitation, Optional<ProxySettings> proxy, Clock clock)
      throws InterruptedException {
    try {
      EstClient est = new EstClient(URI.create(invitation.coordinator()), WayOut.of(proxy), clock);
      return Optional.of(est.pinnedRoot(invitation));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
