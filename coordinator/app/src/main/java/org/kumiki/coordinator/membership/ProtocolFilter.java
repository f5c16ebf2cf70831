package org.kumiki.coordinator.membership;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.kumiki.exchange.wire.ProtocolVersion;

/**
 * Says on every answer to a machine which protocol versions are spoken here, on refusals too: who
 * has none in common learns which there are.
 */
@ServerFilter("/exchange/v1/**")
final class ProtocolFilter implements Ordered {
  /** Before {@link PeerFilter}: a filter that has not been passed does not see the refusal. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }

  @ResponseFilter
  void announce(MutableHttpResponse<?> response) {
    response.header(ProtocolVersion.HEADER, ProtocolVersion.announcement());
    if (response.code() == MembershipProblem.PROTOCOL_VERSION.status()) {
      // RFC 9110 sections 15.5.22 and 7.8: a 426 names what would do, for this hop.
      response
          .header(HttpHeaders.UPGRADE, "kumiki/" + ProtocolVersion.CURRENT)
          .header(HttpHeaders.CONNECTION, "upgrade");
    }
  }
}
