package org.kumiki.coordinator.authority;

import java.time.Duration;
import java.util.List;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.platform.process.RestingWorker;
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
  private static final Duration REST = Duration.ofSeconds(5);

  private final OnlineAuthority authority;
  private final OpenConnections connections;
  private final RestingWorker worker = RestingWorker.finishing("authority", this::look);

  public AuthorityWorker(OnlineAuthority authority, OpenConnections connections) {
    this.authority = authority;
    this.connections = connections;
  }

  public void start() {
    worker.start();
  }

  @Override
  public void close() {
    worker.close();
  }

  private Duration look() {
    try {
      closeRevoked();
      authority.refresh();
    } catch (RuntimeException e) {
      // The database may be away for a while; nothing here is urgent enough to end the service.
      LOG.warn("the authority could not be brought up to date; it is tried again", e);
    }
    return REST;
  }

  private void closeRevoked() {
    List<Fingerprint> revoked = authority.issued().revokedAmong(connections.certificates());
    for (Fingerprint certificate : revoked) {
      int closed = connections.close(certificate);
      LOG.info("ended {} connections of the revoked certificate {}", closed, certificate);
    }
  }
}
