package org.kumiki.exchange.round;

import static org.kumiki.exchange.round.IllegalMessageException.require;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.ledger.Checkpoint;
import org.kumiki.exchange.round.NodeMachine.Transition;
import org.kumiki.exchange.round.NodeRound.Advertised;
import org.kumiki.exchange.round.NodeRound.Closing;
import org.kumiki.exchange.round.NodeRound.Confirming;
import org.kumiki.exchange.round.NodeRound.Encapsulated;
import org.kumiki.exchange.round.NodeRound.Ready;
import org.kumiki.exchange.secagg.EpochKeys;
import org.kumiki.exchange.secagg.EpochKeys.Pair;
import org.kumiki.exchange.secagg.KeyAgreementException;
import org.kumiki.exchange.secagg.PairKeys;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.Message.Close;
import org.kumiki.exchange.wire.Message.Confirm;
import org.kumiki.exchange.wire.Message.Encapsulate;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireWriter;

/**
 * The member's side of an epoch's set-up, E1 to E4: fresh keys with every other member of the
 * study's own cohort, confirmed both ways, closed by the signatures of all.
 *
 * <p>Pure, but for the keys that its states hold. Also the moment at which members tell each other
 * what they have seen of each other's ledgers: a node whose own ledger is behind goes no further.
 */
final class NodeEpoch {
  private final Seat seat;

  NodeEpoch(Seat seat) {
    this.seat = seat;
  }

  /** The answer to what the coordinator passed on of the others, E1 to E4. */
  Transition relayed(NodeRound state, Context context, List<Entry> entries)
      throws IllegalMessageException, KeyAgreementException, LedgerBehindException {
    if (state instanceof Advertised advertised) {
      return encapsulate(advertised, context, entries);
    }
    if (state instanceof Encapsulated encapsulated) {
      return decapsulate(encapsulated, context, entries);
    }
    if (state instanceof Confirming confirming) {
      return close(confirming, context, entries);
    }
    if (state instanceof Closing closing) {
      return ready(closing, context, entries);
    }
    throw new IllegalMessageException(
        "Relay is out of order in " + state.getClass().getSimpleName());
  }

  private Transition encapsulate(Advertised state, Context context, List<Entry> entries)
      throws IllegalMessageException, KeyAgreementException {
    SortedMap<String, Advertise> all =
        Relays.read(seat, context, entries, seat.study().cohort(), Advertise.class);
    require(
        all.get(seat.name()).equals(state.keys().advertisement()),
        "the coordinator relayed another advertisement in this node's name");
    requireFreshKeys(all);
    ByteString hash = Relays.advertisementsHash(context, all);
    SortedMap<String, PairKeys> pairs = new TreeMap<>();
    List<NodeCommand> commands = new ArrayList<>();
    for (String peer : seat.peers()) {
      if (peer.compareTo(seat.name()) > 0) {
        EpochKeys.Encapsulated made =
            state
                .keys()
                .encapsulate(new Pair(seat.name(), peer, hash), all.get(peer), seat.random());
        pairs.put(peer, made.keys());
        commands.add(send(context.epoch(), new Encapsulate(peer, made.ciphertext())));
      }
    }
    Encapsulated next = new Encapsulated(state.standing(), state.keys(), all, hash, pairs);
    if (pairs.size() < seat.peers().size()) {
      return new Transition(next, commands);
    }
    return confirm(next, context, commands);
  }

  private Transition decapsulate(Encapsulated state, Context context, List<Entry> entries)
      throws IllegalMessageException, KeyAgreementException {
    List<String> earlier =
        seat.peers().stream().filter(peer -> peer.compareTo(seat.name()) < 0).toList();
    SortedMap<String, Encapsulate> received =
        Relays.read(seat, context, entries, earlier, Encapsulate.class);
    SortedMap<String, PairKeys> pairs = new TreeMap<>(state.pairs());
    for (String peer : earlier) {
      Encapsulate e2 = received.get(peer);
      require(e2.recipient().equals(seat.name()), "a ciphertext was relayed to the wrong member");
      Pair pair = new Pair(peer, seat.name(), state.advertisementsHash());
      pairs.put(
          peer, state.keys().decapsulate(pair, state.advertisements().get(peer), e2.ciphertext()));
    }
    Encapsulated complete =
        new Encapsulated(
            state.standing(),
            state.keys(),
            state.advertisements(),
            state.advertisementsHash(),
            pairs);
    return confirm(complete, context, new ArrayList<>());
  }

  private Transition confirm(Encapsulated state, Context context, List<NodeCommand> commands) {
    state.keys().close();
    state
        .pairs()
        .forEach(
            (peer, keys) -> {
              boolean earlier = seat.name().compareTo(peer) < 0;
              ByteString mac = keys.confirmation(earlier, state.advertisementsHash());
              commands.add(send(context.epoch(), new Confirm(peer, mac, witnessed(peer))));
            });
    return new Transition(
        new Confirming(state.standing(), state.advertisementsHash(), state.pairs()), commands);
  }

  /** A head under another kind of key than is listed says nothing to its owner, nor fits here. */
  private Optional<LedgerHead> witnessed(String peer) {
    SigningKind kind = seat.roster().member(peer).orElseThrow().kind();
    return seat.heads()
        .witnessed(peer)
        .filter(head -> head.signature().size() == kind.signatureBytes());
  }

  private Transition close(Confirming state, Context context, List<Entry> entries)
      throws IllegalMessageException, LedgerBehindException {
    SortedMap<String, Confirm> received =
        Relays.read(seat, context, entries, seat.peers(), Confirm.class);
    for (String peer : seat.peers()) {
      Confirm e3 = received.get(peer);
      ByteString expected =
          state
              .pairs()
              .get(peer)
              .confirmation(peer.compareTo(seat.name()) < 0, state.advertisementsHash());
      require(
          e3.recipient().equals(seat.name()) && e3.mac().equals(expected),
          peer + " does not hold the same key: somebody changed a message between us");
    }
    for (String peer : seat.peers()) {
      requireWitnessedLedger(peer, received.get(peer));
    }
    ByteString transcript = transcript(context, state.advertisementsHash());
    return Transition.to(
        new Closing(state.standing(), transcript, state.pairs()),
        send(context.epoch(), new Close(transcript)));
  }

  private Transition ready(Closing state, Context context, List<Entry> entries)
      throws IllegalMessageException {
    SortedMap<String, Close> received =
        Relays.read(seat, context, entries, seat.study().cohort(), Close.class);
    for (Close e4 : received.values()) {
      require(e4.transcriptHash().equals(state.transcript()), "the cohort signed two transcripts");
    }
    return Transition.to(new Ready(state.standing(), state.pairs()));
  }

  static ByteString transcript(Context context, ByteString advertisementsHash) {
    WireWriter out = new WireWriter().u64(context.epoch()).fixed(context.studyHash());
    out.fixed(context.rosterHash()).fixed(advertisementsHash);
    return Sha256.hash("kumiki transcript", out.toByteArray());
  }

  private void requireFreshKeys(SortedMap<String, Advertise> all) throws IllegalMessageException {
    Set<ByteString> seen = new HashSet<>();
    for (var entry : all.entrySet()) {
      Advertise e1 = entry.getValue();
      require(
          seen.add(e1.x25519()) && seen.add(e1.mlKem()) && seen.add(e1.nonce()),
          entry.getKey() + " repeats another member's key");
    }
  }

  /** A head that this node never signed proves nothing; one that it signed must still be there. */
  private void requireWitnessedLedger(String peer, Confirm e3) throws LedgerBehindException {
    Optional<LedgerHead> seen =
        e3.witnessed().filter(head -> Checkpoint.verifies(head, seat.roster(), seat.name()));
    if (seen.isPresent()) {
      LedgerBehindException.require(seat.heads().confirm(peer, seen.get()));
    }
  }

  private NodeCommand send(long epoch, Message body) {
    return new NodeCommand.Send(seat.sign(epoch, body));
  }
}
