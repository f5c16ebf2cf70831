package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.roster.RosterChain;
import org.kumiki.exchange.roster.RosterProposal;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.node.identity.PinnedRoster;
import org.kumiki.node.identity.RosterAnswers;
import org.kumiki.node.identity.RosterPins;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries rosters: fetches what is offered and what was adopted, and brings this organisation's
 * signatures and answers. What it fetches is checked by {@link RosterPins}; the coordinator is
 * believed nothing. One look at a time; {@link #deliver} may come from another thread.
 */
final class RosterCourier {
  private static final Logger LOG = LoggerFactory.getLogger(RosterCourier.class);

  /** Above a proposal of a thousand members with all answers, and above the steps of an answer. */
  private static final int MAX_BYTES = 2 * RosterProposal.MAX_BYTES;

  private static final int MAX_STEPS = 16;

  /** More rosters than a consortium ever has; a longer chain would be a coordinator's game. */
  private static final int MAX_CHAIN = 4096;

  private final RosterPins pins;
  private final RosterAnswers answers;
  private final CoordinatorChannel channel;
  private String complaint = "";
  private String lastLook = "";

  RosterCourier(RosterPins pins, RosterAnswers answers, CoordinatorChannel channel) {
    this.pins = pins;
    this.answers = answers;
    this.channel = channel;
  }

  /** What the coordinator said of its rosters when they were last looked at. */
  String lastLook() {
    return lastLook;
  }

  /**
   * Looks at rosters and proposals if the coordinator says that something changed, or if something
   * has waited here long enough.
   *
   * @param state what the coordinator says now
   * @return whether another roster is in force here than before
   */
  synchronized boolean look(String state) throws IOException, InterruptedException {
    if (state.equals(lastLook) && !pins.isDue()) {
      return false;
    }
    Optional<RosterSnapshot> before = pins.inForce();
    try {
      if (before.isEmpty()) {
        pinSigned();
      }
      follow();
      answers.signHead();
      gather();
      answers.offer(proposal());
      deliver();
    } catch (WireFormatException e) {
      complain("the coordinator's roster is not taken: " + e.getMessage());
    }
    lastLook = state;
    pins.obstacle().or(pins::notice).ifPresent(this::complain);
    return !before.equals(pins.inForce());
  }

  /**
   * Hands over what the steward has answered and the coordinator does not have yet.
   *
   * @return false if it has not taken it
   */
  synchronized boolean deliver() throws IOException, InterruptedException {
    Optional<RosterAnswers.Answer> answer = answers.toSend();
    if (answer.isEmpty()) {
      return true;
    }
    String path = Paths.ROSTER + "/proposals/" + answer.get().hash().hex();
    String kind = answer.get().approval().isPresent() ? "/approval" : "/refusal";
    CoordinatorChannel.Answer said = channel.put(path + kind, answer.get().encode());
    if (said.taken()) {
      answers.taken(answer.get().hash());
    } else {
      LOG.warn("the coordinator answered {} to the steward's answer", said.status());
    }
    return said.taken();
  }

  /** Before this node has a roster: is the one that its steward signed in force? */
  private void pinSigned() throws IOException {
    List<RosterSuccession> steps = allSuccessions();
    for (int i = 0; i < steps.size(); i++) {
      RosterSnapshot roster = steps.get(i).successor().roster();
      boolean signedHere =
          answers.answer(roster.hash()).flatMap(RosterAnswers.Answer::approval).isPresent();
      if (signedHere) {
        RosterChain chain = new RosterChain(steps.subList(0, i + 1));
        if (i == 0 || !pins.waits(steps.get(i), steps.get(i - 1).successor().roster())) {
          LOG.info("roster {} is in force", pins.pinSigned(chain).version());
        }
        return;
      }
    }
  }

  private List<RosterSuccession> allSuccessions() throws IOException {
    List<RosterSuccession> all = new ArrayList<>();
    List<RosterSuccession> more = successions(0);
    while (!more.isEmpty() && all.size() < MAX_CHAIN) {
      all.addAll(more);
      more = successions(all.size());
    }
    return all;
  }

  /** Successors of the newest roster that is known here, one after another. */
  private void follow() throws IOException {
    Optional<RosterSnapshot> head = answers.predecessor();
    while (head.isPresent()) {
      List<RosterSuccession> steps = successions(head.get().version());
      if (steps.isEmpty()) {
        return;
      }
      for (RosterSuccession step : steps) {
        if (pins.waits(step, answers.predecessor().orElseThrow())) {
          return;
        }
        LOG.info(
            "roster {} follows; in force here is roster {}",
            step.successor().roster().version(),
            pins.adopt(step).version());
      }
      head = answers.predecessor();
    }
  }

  private List<RosterSuccession> successions(int after) throws IOException {
    try (InputStream body = channel.get(Paths.ROSTER + "/successions?after=" + after)) {
      WireReader in = new WireReader(body.readNBytes(MAX_BYTES));
      List<RosterSuccession> steps =
          in.list(
              "successions",
              MAX_STEPS,
              r -> RosterSuccession.decode(r.bytes("succession", MAX_BYTES)));
      in.end();
      return steps;
    }
  }

  /** Signatures of the pinned roster that are not here yet. */
  private void gather() throws IOException, InterruptedException {
    PinnedRoster pinned = pins.current().filter(roster -> !roster.complete()).orElse(null);
    if (pinned == null) {
      return;
    }
    SignedRoster served;
    try {
      served = served();
    } catch (ChannelRefusal.NotThere e) {
      complain("the coordinator has no roster, and this node has pinned one: ask the operator");
      return;
    }
    if (!pinned.isInForce() && !served.signatures().contains(pinned.own())) {
      CoordinatorChannel.Answer answer =
          channel.put(Paths.ROSTER + "/signature", pinned.own().signature().toByteArray());
      LOG.debug("the coordinator answered {} to the signature", answer.status());
      served = served();
    }
    pinned.take(served);
    if (pinned.complete()) {
      LOG.info("all organisations have signed the roster");
    }
  }

  private SignedRoster served() throws IOException {
    try (InputStream body = channel.get(Paths.ROSTER)) {
      return SignedRoster.decode(body.readNBytes(MAX_BYTES));
    }
  }

  private Optional<RosterProposal> proposal() throws IOException {
    try (InputStream body = channel.get(Paths.ROSTER + "/proposal")) {
      return Optional.of(RosterProposal.decode(body.readNBytes(MAX_BYTES)));
    } catch (ChannelRefusal.NotThere e) {
      return Optional.empty();
    }
  }

  /** Says what is awaited once, not at every look. */
  private void complain(String sentence) {
    if (!sentence.equals(complaint)) {
      complaint = sentence;
      LOG.warn("{}", sentence);
    }
  }
}
