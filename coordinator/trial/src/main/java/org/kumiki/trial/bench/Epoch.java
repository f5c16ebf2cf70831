package org.kumiki.trial.bench;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.kumiki.exchange.secagg.EpochKeys;
import org.kumiki.exchange.secagg.EpochKeys.Encapsulated;
import org.kumiki.exchange.secagg.KeyAgreementException;
import org.kumiki.exchange.secagg.PairKeys;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Advertise;

/**
 * The pair keys of a whole cohort, agreed as the protocol does but without its messages. Setup: it
 * is done once for many rounds, and not measured.
 */
final class Epoch {
  private final List<String> names;
  private final List<SortedMap<String, PairKeys>> pairs;

  private Epoch(List<String> names, List<SortedMap<String, PairKeys>> pairs) {
    this.names = names;
    this.pairs = pairs;
  }

  /** Each thread works for one member at a time, because a member's keys are for one thread. */
  static Epoch agree(int members, SecureRandom random) {
    List<String> names = IntStream.range(0, members).mapToObj(i -> "m" + (10_000 + i)).toList();
    List<EpochKeys> keys =
        IntStream.range(0, members).parallel().mapToObj(i -> EpochKeys.generate(random)).toList();
    ByteString hash = ByteString.of(new byte[32]);
    List<List<Encapsulated>> sent =
        IntStream.range(0, members)
            .parallel()
            .mapToObj(i -> encapsulate(i, names, keys, hash, random))
            .toList();
    List<SortedMap<String, PairKeys>> pairs =
        IntStream.range(0, members)
            .parallel()
            .mapToObj(i -> pairs(i, names, keys, hash, sent))
            .toList();
    keys.forEach(EpochKeys::close);
    return new Epoch(names, pairs);
  }

  String name(int member) {
    return names.get(member);
  }

  List<String> names() {
    return names;
  }

  /** What a member shares with each peer; using it steps its chains. */
  SortedMap<String, PairKeys> pairs(int member) {
    return pairs.get(member);
  }

  // To every later member, in order.
  private static List<Encapsulated> encapsulate(
      int member, List<String> names, List<EpochKeys> keys, ByteString hash, SecureRandom random) {
    List<Encapsulated> sent = new ArrayList<>();
    for (int later = member + 1; later < names.size(); later++) {
      EpochKeys.Pair pair = new EpochKeys.Pair(names.get(member), names.get(later), hash);
      Advertise advertisement = keys.get(later).advertisement();
      try {
        sent.add(keys.get(member).encapsulate(pair, advertisement, random));
      } catch (KeyAgreementException e) {
        throw new IllegalStateException("honest keys do not agree", e);
      }
    }
    return sent;
  }

  private static SortedMap<String, PairKeys> pairs(
      int member,
      List<String> names,
      List<EpochKeys> keys,
      ByteString hash,
      List<List<Encapsulated>> sent) {
    SortedMap<String, PairKeys> pairs = new TreeMap<>();
    for (int earlier = 0; earlier < member; earlier++) {
      EpochKeys.Pair pair = new EpochKeys.Pair(names.get(earlier), names.get(member), hash);
      ByteString ciphertext = sent.get(earlier).get(member - earlier - 1).ciphertext();
      Advertise advertisement = keys.get(earlier).advertisement();
      try {
        pairs.put(
            names.get(earlier), keys.get(member).decapsulate(pair, advertisement, ciphertext));
      } catch (KeyAgreementException e) {
        throw new IllegalStateException("honest keys do not agree", e);
      }
    }
    for (int later = member + 1; later < names.size(); later++) {
      pairs.put(names.get(later), sent.get(member).get(later - member - 1).keys());
    }
    return pairs;
  }
}
