package org.kumiki.exchange.round;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.MessageCodec;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.WireWriter;

/** What a node reads out of relayed messages: all of one kind, one from each expected member. */
final class Relays {
  private Relays() {}

  /** Checks senders, kinds and signatures; the map is in cohort order. */
  static <M extends Message> SortedMap<String, M> read(
      Seat seat, Context context, List<Entry> entries, List<String> senders, Class<M> kind)
      throws IllegalMessageException {
    SortedMap<String, M> bodies = new TreeMap<>();
    for (Entry entry : entries) {
      IllegalMessageException.require(
          senders.contains(entry.sender()) && kind.isInstance(entry.body()),
          "the coordinator relayed an unexpected message of " + entry.sender());
      IllegalMessageException.require(
          bodies.put(entry.sender(), kind.cast(entry.body())) == null,
          "two messages of " + entry.sender());
    }
    IllegalMessageException.require(
        bodies.size() == senders.size(), "the coordinator left a member of the cohort out");
    requireSigned(seat, context, entries);
    return bodies;
  }

  /** On all cores: a signature costs more than all else that is read here. */
  private static void requireSigned(Seat seat, Context context, List<Entry> entries)
      throws IllegalMessageException {
    List<String> unsigned =
        entries.parallelStream()
            .filter(entry -> !seat.roster().verifies(entry.in(context)))
            .map(Entry::sender)
            .toList();
    IllegalMessageException.require(
        unsigned.isEmpty(),
        "the signature of " + String.join(" and ", unsigned) + " does not hold");
  }

  /** H(all E1): every advertisement of the cohort, in order. */
  static ByteString advertisementsHash(Context context, SortedMap<String, Advertise> all) {
    WireWriter out = new WireWriter().u64(context.epoch());
    out.fixed(context.studyHash()).fixed(context.rosterHash());
    all.forEach(
        (member, e1) -> out.text(member).bytes(MessageCodec.encode(e1, context.protocol())));
    return Sha256.hash("kumiki advertisements", out.toByteArray());
  }
}
