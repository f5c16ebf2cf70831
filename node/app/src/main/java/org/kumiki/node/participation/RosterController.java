package org.kumiki.node.participation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kumiki.exchange.roster.Departure;
import org.kumiki.exchange.roster.GrowthTally;
import org.kumiki.exchange.roster.KeyReplacement;
import org.kumiki.exchange.roster.RosterApproval;
import org.kumiki.exchange.roster.RosterDifference;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterRefusal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.RosterText;
import org.kumiki.exchange.roster.RosterWords;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.node.identity.RosterAnswers;
import org.kumiki.node.identity.RosterPins;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/**
 * Rosters for this organisation's steward. The service signs none: a steward's command opens the
 * organisation's key itself and hands over signatures, which are checked here.
 */
@Controller("/api/v1/roster")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RosterController {
  private final RosterPins pins;
  private final RosterAnswers answers;
  private final Studies studies;

  RosterController(RosterPins pins, RosterAnswers answers, Studies studies) {
    this.pins = pins;
    this.answers = answers;
    this.studies = studies;
  }

  /**
   * What is in force here and what is offered, as bytes: whoever signs reads them itself.
   *
   * @param inForce the roster in force here, hexadecimal; null before the first
   * @param predecessor the newest of the chain, on which a proposal follows: another one only if
   *     this organisation has not signed it
   * @param late that one as something that may be signed late; null if there is none
   * @param proposal the roster that is offered with all answers so far; null if none is
   * @param offered the same for people
   * @param obstacle why this node takes no part yet; empty if it does
   * @param notice what goes on in the consortium without this node; empty if nothing does
   */
  @Serdeable
  record RosterView(
      @Nullable String inForce,
      @Nullable String predecessor,
      @Nullable String late,
      @Nullable String proposal,
      @Nullable OfferedView offered,
      String obstacle,
      String notice) {}

  /**
   * A roster that is offered for signature.
   *
   * @param words to compare with other stewards by phone
   * @param differences from the roster in force here, each a sentence
   * @param since since when it has been offered here, by this node's clock, ISO 8601
   * @param growth what is enough where not all must sign, what of it is there, and when it may come
   *     into force here; null where all must sign
   * @param awaited members that have neither signed nor refused
   * @param refused who said no and why, each a sentence
   * @param expelled members that it leaves out and that have not asked to leave
   */
  @Serdeable
  record OfferedView(
      int version,
      String words,
      List<String> lines,
      List<String> differences,
      String since,
      @Nullable String growth,
      List<String> signed,
      List<String> awaited,
      List<String> refused,
      List<String> expelled) {}

  /** A signed answer to a proposal, hexadecimal. */
  @Serdeable
  record AnswerBody(String hash, String answer) {}

  /** A statement of this organisation, hexadecimal. */
  @Serdeable
  record StatementBody(String statement) {}

  /** What became of it. */
  @Serdeable
  record Taken(boolean delivered, boolean inForce) {}

  /** The roster in force, and what is offered for signature. */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  RosterView show() {
    return new RosterView(
        pins.inForce().map(roster -> hex(roster.encode())).orElse(null),
        answers.predecessor().map(roster -> hex(roster.encode())).orElse(null),
        answers.late().map(proposal -> hex(proposal.encode())).orElse(null),
        answers.offered().map(proposal -> hex(proposal.encode())).orElse(null),
        answers.offered().map(this::offered).orElse(null),
        pins.obstacle().orElse(""),
        pins.notice().orElse(""));
  }

  private OfferedView offered(RosterProposal proposal) {
    Optional<RosterSnapshot> here = pins.inForce();
    Optional<Instant> since = answers.offeredSince();
    return new OfferedView(
        proposal.roster().version(),
        RosterWords.of(proposal.hash()),
        RosterText.lines(proposal.roster()),
        proposal.differences(here).stream().map(RosterDifference::sentence).toList(),
        since.map(seen -> seen.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(""),
        proposal
            .tally(answers.predecessor())
            .map(tally -> growth(tally, since.map(seen -> seen.plus(tally.coolingOff()))))
            .orElse(null),
        proposal.signed(),
        proposal.awaited(),
        proposal.refusals().stream().map(no -> no.organisation() + ": " + no.reason()).toList(),
        here.map(proposal::expelled).orElse(List.of()));
  }

  private static String growth(GrowthTally tally, Optional<Instant> earliest) {
    return tally.sentence()
        + earliest
            .map(moment -> "; in force here not before " + moment.truncatedTo(ChronoUnit.SECONDS))
            .orElse("")
        + ", sooner only if all sign";
  }

  /** All rosters of the consortium with their signatures, the first first, hexadecimal. */
  @Get("/history")
  @OpenTo(audience = Audience.PEOPLE)
  List<String> history() {
    return pins.history().stream()
        .map(RosterSuccession::encode)
        .map(RosterController::hex)
        .toList();
  }

  /** The steward's yes, signed with the organisation's key. */
  @Post("/approval")
  @OpenTo(Role.STEWARD)
  Taken approve(@Body AnswerBody body) {
    ByteString hash = bytes(body.hash());
    RosterProposal proposal =
        answers
            .offered()
            .filter(offered -> offered.hash().equals(hash))
            .or(answers::late)
            .orElseThrow(RosterController::notOffered);
    RosterApproval approval =
        decoded(
            () ->
                RosterApproval.decode(
                    bytes(body.answer()).toByteArray(), proposal.roster().protocol()));
    if (!answers.approve(hash, approval)) {
      throw notOffered();
    }
    return delivered(hash);
  }

  /** The steward's no, with its reason, signed with the organisation's key. */
  @Post("/refusal")
  @OpenTo(Role.STEWARD)
  Taken refuse(@Body AnswerBody body) {
    ByteString hash = bytes(body.hash());
    RosterProposal proposal = answers.offered().orElseThrow(RosterController::notOffered);
    RosterRefusal refusal =
        decoded(
            () ->
                RosterRefusal.decode(
                    answers.organisation(),
                    bytes(body.answer()).toByteArray(),
                    proposal.roster().protocol()));
    if (!proposal.hash().equals(hash) || !answers.refuse(hash, refusal)) {
      throw notOffered();
    }
    return delivered(hash);
  }

  /** Asks to leave: the coordinator offers a roster without this organisation to the others. */
  @Post("/departure")
  @OpenTo(Role.STEWARD)
  void leave(@Body StatementBody body) {
    RosterSnapshot inForce = inForce();
    Departure departure =
        decoded(() -> new Departure(answers.organisation(), bytes(body.statement())));
    if (!departure.holds(inForce)) {
      throw refused("the departure is not signed with this organisation's key");
    }
    propose("departure", departure.signature().toByteArray());
  }

  /** Asks for another key: the coordinator offers a roster with it to all. */
  @Post("/key-replacement")
  @OpenTo(Role.STEWARD)
  void replaceKey(@Body StatementBody body) {
    inForce();
    KeyReplacement replacement =
        decoded(() -> KeyReplacement.decode(bytes(body.statement()).toByteArray()));
    propose("key-replacement", replacement.encode());
  }

  private Taken delivered(ByteString hash) {
    return new Taken(studies.deliverRosterAnswer(), pins.find(hash).isPresent());
  }

  private void propose(String what, byte[] body) {
    Optional<String> trouble = studies.proposeRoster(what, body);
    if (trouble.isPresent()) {
      throw refused("the coordinator does not take it: " + trouble.get());
    }
  }

  private RosterSnapshot inForce() {
    return pins.inForce().orElseThrow(() -> refused("no roster is in force here yet"));
  }

  private static <T> T decoded(Supplier<T> decoder) {
    try {
      return decoder.get();
    } catch (WireFormatException e) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, e.getMessage());
    }
  }

  private static ByteString bytes(String hex) {
    try {
      return ByteString.fromHex(hex);
    } catch (IllegalArgumentException | WireFormatException e) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, "hexadecimal digits are needed");
    }
  }

  private static String hex(byte[] bytes) {
    return ByteString.of(bytes).hex();
  }

  private static ProblemException notOffered() {
    return refused(
        "the answer is not this organisation's to what is offered now: see 'kumiki node roster"
            + " show'");
  }

  private static ProblemException refused(String sentence) {
    return new ProblemException(CommonProblem.CONFLICT, sentence);
  }
}
