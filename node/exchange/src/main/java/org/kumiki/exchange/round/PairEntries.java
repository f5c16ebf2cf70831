package org.kumiki.exchange.round;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.kumiki.exchange.wire.Message.Entry;

/**
 * E2 or E3 of a cohort: what one member has for another. Immutable; adding one copies a member's
 * share and not the whole, because there are as many as pairs.
 *
 * @param bySender sender → recipient → message
 * @param size messages in all
 */
record PairEntries(SortedMap<String, SortedMap<String, Entry>> bySender, int size) {
  static final PairEntries NONE = new PairEntries(Collections.emptySortedMap(), 0);

  /** The message from one member to another, or null. */
  Entry get(String sender, String recipient) {
    return of(sender).get(recipient);
  }

  /** With a message for whose pair none is here yet. */
  PairEntries with(Entry entry, String recipient) {
    SortedMap<String, Entry> own = new TreeMap<>(of(entry.sender()));
    own.put(recipient, entry);
    SortedMap<String, SortedMap<String, Entry>> all = new TreeMap<>(bySender);
    all.put(entry.sender(), Collections.unmodifiableSortedMap(own));
    return new PairEntries(Collections.unmodifiableSortedMap(all), size + 1);
  }

  /** Each recipient's messages in ascending order of senders. */
  SortedMap<String, List<Entry>> byRecipient() {
    SortedMap<String, List<Entry>> messages = new TreeMap<>();
    bySender.forEach(
        (sender, own) ->
            own.forEach(
                (recipient, entry) ->
                    messages.computeIfAbsent(recipient, r -> new ArrayList<>()).add(entry)));
    return messages;
  }

  /**
   * Members that have not sent all of theirs.
   *
   * @param expected how many the member at a place of the cohort has to send
   */
  List<String> incomplete(List<String> cohort, IntUnaryOperator expected) {
    List<String> missing = new ArrayList<>();
    for (int place = 0; place < cohort.size(); place++) {
      if (of(cohort.get(place)).size() < expected.applyAsInt(place)) {
        missing.add(cohort.get(place));
      }
    }
    return missing;
  }

  private SortedMap<String, Entry> of(String sender) {
    return bySender.getOrDefault(sender, Collections.emptySortedMap());
  }
}
