package org.kumiki.coordinator.membership;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.kumiki.exchange.roster.Departure;
import org.kumiki.exchange.roster.KeyReplacement;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireWriter;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** Rosters, proposals and stewards' answers, for nodes on the machines' listener. */
@Hidden
@Controller("/exchange/v1/roster")
@Produces(MediaType.APPLICATION_OCTET_STREAM)
@Consumes(MediaType.APPLICATION_OCTET_STREAM)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RosterExchangeController {
  private static final int STEPS_AT_ONCE = 16;
  private static final long STEP_BYTES_AT_ONCE = 8 << 20;

  private final RosterStore rosters;
  private final RosterSignatures signatures;
  private final RosterBallots ballots;

  RosterExchangeController(
      RosterStore rosters, RosterSignatures signatures, RosterBallots ballots) {
    this.rosters = rosters;
    this.signatures = signatures;
    this.ballots = ballots;
  }

  /** The roster in force as it is signed so far. */
  @Get
  @OpenTo(audience = Audience.MACHINES)
  byte[] roster() {
    return signatures
        .current()
        .map(SignedRoster::encode)
        .orElseThrow(() -> nothing("No roster is in force yet: wait for the first one"));
  }

  /** The caller's signature of the roster in force, bare. The same again changes nothing. */
  @Put("/signature")
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<?> sign(HttpRequest<?> request, @Body byte[] bytes) {
    NamedSignature signature;
    try {
      signature = new NamedSignature(Peer.of(request).organisation(), ByteString.of(bytes));
    } catch (WireFormatException e) {
      throw new ProblemException(MembershipProblem.NOT_A_SIGNATURE, e.getMessage());
    }
    if (!signatures.keep(signature)) {
      throw new ProblemException(
          MembershipProblem.ANOTHER_ROSTER,
          "This node has pinned another roster: compare its words by phone with other members");
    }
    return HttpResponse.noContent();
  }

  /**
   * The steps of the chain after a version, at most 16 and 8 MiB but always one; after 0 it begins
   * with the first roster.
   */
  @Get("/successions")
  @OpenTo(audience = Audience.MACHINES)
  byte[] successions(@QueryValue int after) {
    List<byte[]> steps = new ArrayList<>();
    long bytes = 0;
    for (RosterSuccession step : rosters.after(after)) {
      byte[] encoded = step.encode();
      bytes += encoded.length;
      if (steps.size() == STEPS_AT_ONCE || (!steps.isEmpty() && bytes > STEP_BYTES_AT_ONCE)) {
        break;
      }
      steps.add(encoded);
    }
    return new WireWriter().list(steps, WireWriter::bytes).toByteArray();
  }

  /** The roster that is offered for signature, with all answers so far. */
  @Get("/proposal")
  @OpenTo(audience = Audience.MACHINES)
  byte[] proposal() {
    return ballots
        .open()
        .map(open -> open.proposal().encode())
        .orElseThrow(() -> nothing("No roster is offered for signature"));
  }

  /** The caller's yes to a proposal. The same again changes nothing. */
  @Put("/proposals/{hash}/approval")
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<?> approve(HttpRequest<?> request, String hash, @Body byte[] bytes) {
    RosterApproval approval = decoded(() -> RosterApproval.decode(bytes, protocol(hash)));
    return answered(ballots.approve(Peer.of(request).organisation(), hash(hash), approval));
  }

  /** The caller's no. The same again changes nothing. */
  @Put("/proposals/{hash}/refusal")
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<?> refuse(HttpRequest<?> request, String hash, @Body byte[] bytes) {
    RosterRefusal refusal =
        decoded(() -> RosterRefusal.decode(Peer.of(request).organisation(), bytes, protocol(hash)));
    return answered(ballots.refuse(hash(hash), refusal));
  }

  /** The caller leaves: its bare signature. It proposes the roster without it. */
  @Post("/departure")
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<?> leave(HttpRequest<?> request, @Body byte[] bytes) {
    String caller = Peer.of(request).organisation();
    Departure departure = decoded(() -> new Departure(caller, ByteString.of(bytes)));
    return answered(propose(() -> RosterDraft.leaving(inForce(), departure), caller));
  }

  /** The caller gives itself another key, by its old one. It proposes the roster with it. */
  @Post("/key-replacement")
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<?> replaceKey(HttpRequest<?> request, @Body byte[] bytes) {
    String caller = Peer.of(request).organisation();
    KeyReplacement replacement = decoded(() -> KeyReplacement.decode(bytes));
    if (!replacement.statement().organisation().equals(caller)
        || !(replacement.warrant() instanceof KeyReplacement.OldKey)) {
      throw new ProblemException(
          MembershipProblem.NOT_AN_ANSWER, "Here a member replaces its own key by its old one");
    }
    return answered(propose(() -> RosterDraft.replacing(inForce(), replacement), caller));
  }

  private RosterBallots.Outcome propose(Supplier<RosterProposal> made, String caller) {
    try {
      return ballots.propose(made.get(), caller);
    } catch (WireFormatException e) {
      throw new ProblemException(MembershipProblem.ROSTER_REFUSED, e.getMessage());
    }
  }

  private RosterSnapshot inForce() {
    return rosters.inForce().orElseThrow(() -> nothing("No roster is in force yet"));
  }

  private static HttpResponse<?> answered(RosterBallots.Outcome outcome) {
    return switch (outcome) {
      case DONE, ADOPTED -> HttpResponse.noContent();
      case ANOTHER_IS_OPEN ->
          throw new ProblemException(
              MembershipProblem.ANOTHER_PROPOSAL, "See what is offered now, and answer that");
      case DOES_NOT_HOLD ->
          throw new ProblemException(
              MembershipProblem.ANOTHER_ROSTER,
              "The signature is not this organisation's over the proposed roster, or a vote on a"
                  + " key is missing");
    };
  }

  private static <T> T decoded(Supplier<T> decoder) {
    try {
      return decoder.get();
    } catch (WireFormatException e) {
      throw new ProblemException(MembershipProblem.NOT_AN_ANSWER, e.getMessage());
    }
  }

  private int protocol(String hash) {
    return ballots.protocol(hash(hash));
  }

  private static ByteString hash(String text) {
    if (!text.matches("[0-9a-f]{64}")) {
      throw nothing("A roster's hash has 64 hexadecimal digits");
    }
    return ByteString.fromHex(text);
  }

  private static ProblemException nothing(String sentence) {
    return new ProblemException(CommonProblem.NOT_FOUND, sentence);
  }
}
