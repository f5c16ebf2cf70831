package org.kumiki.exchange.secagg;

import java.lang.reflect.Field;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.learning.computation.Ring;

/**
 * Looks into the pairwise keys of a simulated member: the leak oracle names a mask by the very key
 * that makes it. It stands in this package, in tests alone, because nothing outside may do this.
 *
 * @param seen is shown the AES keys of each round's mask, by peer
 */
public record MaskProbe(Consumer<SortedMap<String, ByteString>> seen) implements MaskScheme {
  @Override
  public RoundMask next(
      String me, SortedMap<String, PairKeys> pairs, ByteString roundContext, Ring ring) {
    SortedMap<String, ByteString> keys = new TreeMap<>();
    pairs.forEach(
        (peer, pair) -> keys.put(peer, ByteString.of(copy(pair).nextMaskKey(roundContext))));
    seen.accept(keys);
    return MaskScheme.STRICT.next(me, pairs, roundContext, ring);
  }

  /** A name for what both ends of a pair hold before the first round. */
  public static SortedMap<String, ByteString> fingerprints(SortedMap<String, PairKeys> pairs) {
    SortedMap<String, ByteString> names = new TreeMap<>();
    pairs.forEach(
        (peer, pair) -> names.put(peer, Sha256.hash("probe", bytes(pair, "chain").clone())));
    return names;
  }

  private static PairKeys copy(PairKeys pair) {
    return new PairKeys(
        bytes(pair, "chain").clone(),
        bytes(pair, "confirmEarlier").clone(),
        bytes(pair, "confirmLater").clone());
  }

  private static byte[] bytes(PairKeys pair, String field) {
    try {
      Field found = PairKeys.class.getDeclaredField(field);
      found.setAccessible(true);
      return (byte[]) found.get(pair);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("PairKeys has no field " + field + " any more", e);
    }
  }
}
