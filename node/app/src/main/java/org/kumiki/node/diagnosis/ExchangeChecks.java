package org.kumiki.node.diagnosis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.node.participation.EchoCall;
import org.kumiki.node.participation.EchoCall.Outcome;
import org.kumiki.node.participation.EchoCall.Trip;
import org.kumiki.platform.diagnosis.CheckResult;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.NotTried;
import org.kumiki.platform.diagnosis.CheckResult.Warning;
import org.kumiki.platform.diagnosis.ClockCheck;

/** The lines about what the coordinator answers to this node. Pure. */
final class ExchangeChecks {
  static final String ADMISSION = "admission";
  static final String VERSIONS = "versions";
  static final String ECHO = "echo";

  private static final int UPGRADE_REQUIRED = 426;
  private static final int NOT_FOUND = 404;

  /** Below this a masked vector of a million entries takes more than ten minutes. */
  private static final double SLOW_MEGABITS = 0.1;

  private ExchangeChecks() {}

  static List<CheckResult> notTried(String because) {
    return List.of(ADMISSION, ClockCheck.NAME, VERSIONS, ECHO).stream()
        .<CheckResult>map(check -> new NotTried(check, because))
        .toList();
  }

  static List<CheckResult> of(Outcome outcome) {
    if (outcome instanceof Outcome.Broken broken) {
      List<CheckResult> lines = new ArrayList<>(notTried("the coordinator does not answer"));
      lines.set(0, broken(broken.way()));
      return lines;
    }
    Outcome.Answered answered = (Outcome.Answered) outcome;
    return List.of(
        admission(answered.status()),
        clock(answered.ahead()),
        versions(answered.versions()),
        echo(answered));
  }

  private static Failure broken(EchoCall.Way way) {
    return way == EchoCall.Way.SILENT
        ? new Failure(
            ADMISSION,
            "the coordinator takes the connection and does not answer",
            "ask the operator to run 'kumiki coordinator doctor'")
        : new Failure(
            ADMISSION,
            "the connection is ended as soon as this node has shown its certificate",
            "see the line 'certificate'; if it is valid, ask the operator whether the consortium's"
                + " authority was changed, and the network team whether a device on the way cuts"
                + " encrypted connections");
  }

  private static CheckResult admission(int status) {
    if (status == 401 || status == 403) {
      return new Failure(
          ADMISSION,
          "the coordinator does not know this node's certificate, or has revoked it ("
              + status
              + ")",
          "ask the operator");
    }
    return status >= 500
        ? new Failure(
            ADMISSION,
            "the coordinator has trouble of its own (" + status + ")",
            "ask the operator to run 'kumiki coordinator doctor'")
        : new Good(ADMISSION, "the coordinator knows this node's certificate");
  }

  private static CheckResult clock(Optional<Duration> ahead) {
    return ahead
        .map(difference -> ClockCheck.of(difference, "the coordinator's"))
        .orElseGet(() -> new NotTried(ClockCheck.NAME, "the coordinator does not say its time"));
  }

  static CheckResult versions(String theirs) {
    if (theirs.isEmpty()) {
      return new Warning(
          VERSIONS,
          "the coordinator does not say which protocol versions it speaks",
          "ask the operator which release it is; this node speaks "
              + ProtocolVersion.announcement());
    }
    String both =
        "the coordinator speaks protocol version "
            + (ProtocolVersion.isAnnouncement(theirs) ? theirs : "unknown")
            + " and this node "
            + ProtocolVersion.announcement();
    try {
      ProtocolVersion.requireCommon(theirs);
      return new Good(VERSIONS, both);
    } catch (WireFormatException e) {
      return new Failure(VERSIONS, both, "bring both sides to the same release");
    }
  }

  private static CheckResult echo(Outcome.Answered answered) {
    if (answered.trip().isPresent()) {
      return trip(answered.trip().get());
    }
    if (answered.status() == NOT_FOUND) {
      return new Warning(
          ECHO, "the coordinator's release has no echo", "ask the operator for an update");
    }
    if (answered.status() == EchoCall.ANSWERED) {
      return new Failure(
          ECHO,
          "the connection is cut in the middle of a megabyte",
          "ask the network team for a device on the way that limits sizes or times");
    }
    return new NotTried(
        ECHO,
        answered.status() == UPGRADE_REQUIRED
            ? "there is no protocol version in common"
            : "the coordinator answers " + answered.status());
  }

  private static CheckResult trip(Trip trip) {
    if (!trip.same()) {
      return new Failure(
          ECHO,
          "other bytes came back than were sent",
          "ask the network team for a device on the way that changes or cuts what passes");
    }
    double up = megabits(trip.up());
    double down = megabits(trip.down());
    String rates =
        String.format(Locale.ROOT, "1 MiB there at %.1f Mbit/s and back at %.1f Mbit/s", up, down);
    return Math.min(up, down) < SLOW_MEGABITS
        ? new Warning(ECHO, rates, "large studies will take long over this line")
        : new Good(ECHO, rates);
  }

  private static double megabits(Duration time) {
    double seconds = Math.max(1, time.toMillis()) / 1000.0;
    return EchoCall.BYTES * 8 / 1e6 / seconds;
  }
}
