package org.kumiki.platform.tls;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.netty.NettyHttpRequest;
import java.security.cert.X509Certificate;
import org.kumiki.certs.trust.Fingerprint;

/** Notes whose each connection is, before anybody decides about the request. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(beans = OpenConnections.class)
final class ConnectionFilter implements Ordered {
  private final OpenConnections connections;

  ConnectionFilter(OpenConnections connections) {
    this.connections = connections;
  }

  /** Just after the filter that tells people's paths from machines'. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }

  @RequestFilter
  void note(HttpRequest<?> request) {
    if (request instanceof NettyHttpRequest<?> netty) {
      request
          .getCertificate()
          .filter(X509Certificate.class::isInstance)
          .map(X509Certificate.class::cast)
          .ifPresent(
              certificate ->
                  connections.seen(
                      Fingerprint.of(certificate), netty.getChannelHandlerContext().channel()));
    }
  }
}
