package org.kumiki.coordinator.authority;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.platform.tls.OpenConnections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the authority up to date and ends connections of certificates that were taken back, also
 * where another coordinator beside this one took them back.
 */
public final class AuthorityWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuthorityWorker.class);

  /** Far below the minute in which a revoked connection has to be gone. */
  private static final long REST_SECONDS = 5;

  private final OnlineAuthority authority;
  private final OpenConnections connections;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::work, "authority");

  public AuthorityWorker(OnlineAuthority authority, OpenConnections connections) {
    this.authority = authority;
    this.connections = connections;
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      do {
        look();
      } while (!stopped.await(REST_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      LOG.debug("stopping");
    }
  }

  private void look() {
    try {
      closeRevoked();
      authority.refresh();
    } catch (RuntimeException e) {
      // The database may be away for a while; nothing here is urgent enough to end the service.
      LOG.warn("the authority could not be brought up to date; it is tried again", e);
    }
  }

  private void closeRevoked() {
    List<Fingerprint> revoked = authority.issued().revokedAmong(connections.certificates());
    for (Fingerprint certificate : revoked) {
      int closed = connections.close(certificate);
      LOG.info("ended {} connections of the revoked certificate {}", closed, certificate);
    }
  }
}
