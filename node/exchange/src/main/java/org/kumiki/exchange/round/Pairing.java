package org.kumiki.exchange.round;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Who sends to whom inside a cohort. */
record Pairing(String sender, String recipient) implements Comparable<Pairing> {
  private static final Comparator<Pairing> ORDER =
      Comparator.comparing(Pairing::sender).thenComparing(Pairing::recipient);

  /** Every pair once, from the earlier to the later member. */
  static List<Pairing> ascending(List<String> cohort) {
    return ordered(cohort).stream().filter(p -> p.sender().compareTo(p.recipient()) < 0).toList();
  }

  /** Every pair in both directions. */
  static List<Pairing> ordered(List<String> cohort) {
    List<Pairing> pairs = new ArrayList<>();
    for (String sender : cohort) {
      for (String recipient : cohort) {
        if (!sender.equals(recipient)) {
          pairs.add(new Pairing(sender, recipient));
        }
      }
    }
    return pairs;
  }

  static List<String> sendersMissing(List<Pairing> expected, Map<Pairing, ?> received) {
    return expected.stream()
        .filter(pairing -> !received.containsKey(pairing))
        .map(Pairing::sender)
        .distinct()
        .toList();
  }

  @Override
  public int compareTo(Pairing other) {
    return ORDER.compare(this, other);
  }
}
