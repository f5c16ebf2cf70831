package org.kumiki.coordinator.membership;

import io.micronaut.http.HttpRequest;

/**
 * The member behind a request on the machines' listener, proven by its certificate and by the
 * membership table.
 */
public record Peer(String organisation, String node) {
  private static final String ATTRIBUTE = "kumiki.peer";

  /** The peer that {@link PeerFilter} found; a request without one never reaches a route. */
  public static Peer of(HttpRequest<?> request) {
    return request
        .getAttribute(ATTRIBUTE, Peer.class)
        .orElseThrow(() -> new IllegalStateException("a machine route was reached without a peer"));
  }

  void attach(HttpRequest<?> request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
