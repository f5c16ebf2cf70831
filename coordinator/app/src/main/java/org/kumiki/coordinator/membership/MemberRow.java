package org.kumiki.coordinator.membership;

import java.time.Instant;
import java.util.Optional;

/**
 * A member in people's sight.
 *
 * @param name for people; empty if it has shown none
 * @param daysLeft whole days until its newest certificate ends; empty if none is known
 * @param protocolVersions what its node announced last; empty if it never said
 * @param seen its node's last request; empty if it never came
 * @param roster the version of the roster in force that lists it; 0 if that does not
 * @param copied when two runs of its node were noticed at once
 * @param olderStart when its node came with an older count of starts
 */
public record MemberRow(
    String organisation,
    String name,
    String node,
    State state,
    Optional<Long> daysLeft,
    String protocolVersions,
    Optional<Instant> seen,
    int roster,
    Optional<Instant> copied,
    Optional<Instant> olderStart) {
  /** Days before its end from which on a certificate that was not renewed is worth a look. */
  static final int FEW_DAYS = 10;

  /** What the operator sees first. */
  public enum State {
    CONNECTED("ok"),
    AWAITED("warn"),
    COPIED("stop"),
    REVOKED("stop");

    private final String colour;

    State(String colour) {
      this.colour = colour;
    }

    /** The chip's class in the style sheet. */
    public String colour() {
      return colour;
    }
  }

  /** Whether the certificate has ended, or soon will: nodes renew from half-life on. */
  public boolean certificateAlarm() {
    return state != State.REVOKED && daysLeft.filter(days -> days < FEW_DAYS).isPresent();
  }
}
