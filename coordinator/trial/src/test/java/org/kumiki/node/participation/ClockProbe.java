package org.kumiki.node.participation;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.kumiki.node.identity.IdentityFiles;
import org.kumiki.node.identity.NodeInstance;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.tls.MachineIdentity;

/**
 * A run of a node that only looks into its inbox, by a clock of its own, at a real coordinator. It
 * stands in this package, in tests alone, because nothing outside may do this.
 */
public final class ClockProbe {
  private ClockProbe() {}

  /** What stands between the node and the coordinator then; empty if nothing does. */
  public static String trouble(NodeFolder folder, Clock clock) throws InterruptedException {
    SecureRandom random = new SecureRandom();
    CoordinatorChannel channel =
        new CoordinatorChannel(
            IdentityFiles.coordinator(folder),
            new MachineIdentity(IdentityFiles.load(folder)),
            NodeInstance.begin(folder.startsFile(), random),
            WayOut.of(Optional.ofNullable(folder.settings().proxy())),
            clock,
            random);
    try {
      channel.inbox(0, false, "");
    } catch (IOException e) {
      return channel.trouble();
    }
    return channel.trouble();
  }
}
