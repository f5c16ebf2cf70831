package org.kumiki.node.participation;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.kumiki.node.identity.IdentityFiles;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.tls.MachineIdentity;

/**
 * A node's renewal against a real coordinator, weeks before it is due: only the worker's own clock
 * is ahead. It stands in this package, in tests alone, because nothing outside may do this.
 */
public final class RenewalProbe {
  private RenewalProbe() {}

  /** Renews what the folder holds, as a node does that is {@code early} further in time. */
  public static RenewalWorker.Status renew(NodeFolder folder, Duration early, Clock clock)
      throws InterruptedException {
    EstClient est =
        new EstClient(
            IdentityFiles.coordinator(folder),
            WayOut.of(Optional.ofNullable(folder.settings().proxy())),
            clock);
    RenewalWorker worker =
        new RenewalWorker(
            new MachineIdentity(IdentityFiles.load(folder)),
            est,
            material -> IdentityFiles.store(folder, material),
            Clock.offset(clock, early),
            new SecureRandom());
    worker.look();
    return worker.status();
  }
}
