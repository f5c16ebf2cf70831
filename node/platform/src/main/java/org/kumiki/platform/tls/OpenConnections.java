package org.kumiki.platform.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kumiki.certs.trust.Fingerprint;

/**
 * Which connections of the machines' listener were opened with which certificate, so that those of
 * a revoked one can be ended: a handshake that was accepted is not asked again, and a body that
 * flows is asked nothing.
 *
 * <p>Safe for use by many threads. Knows the connections of this process alone.
 */
public final class OpenConnections {
  private final Map<Fingerprint, Set<Channel>> channels = new HashMap<>();

  /** Notes a request's connection; again and again is no harm. */
  void seen(Fingerprint certificate, Channel channel) {
    synchronized (channels) {
      if (!channels.computeIfAbsent(certificate, key -> new HashSet<>()).add(channel)) {
        return;
      }
    }
    // Outside of the lock: a channel that is closed already calls back at once.
    ChannelFuture unused =
        channel.closeFuture().addListener(closed -> forget(certificate, channel));
  }

  /** Certificates with an open connection. */
  public Set<Fingerprint> certificates() {
    synchronized (channels) {
      return Set.copyOf(channels.keySet());
    }
  }

  /** Ends all connections of a certificate, whatever they are doing; says how many. */
  public int close(Fingerprint certificate) {
    List<Channel> open;
    synchronized (channels) {
      open = List.copyOf(channels.getOrDefault(certificate, Set.of()));
    }
    for (Channel channel : open) {
      // Whether it went well is not waited for: a connection that cannot be closed is gone.
      ChannelFuture unused = channel.close();
    }
    return open.size();
  }

  private void forget(Fingerprint certificate, Channel channel) {
    synchronized (channels) {
      Set<Channel> open = channels.get(certificate);
      if (open != null && open.remove(channel) && open.isEmpty()) {
        channels.remove(certificate);
      }
    }
  }
}
