package org.kumiki.exchange.secagg;

import java.lang.reflect.Field;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;

/**
 * Looks into the pairwise keys of a simulated member: the leak oracle names a mask by the very key
 * that makes it. It stands in this package, in tests alone, because nothing outside may do this.
 */
public final class MaskProbe {
  private MaskProbe() {}

  /** The AES keys that these pairs give for one round; the pairs themselves do not step. */
  public static SortedMap<String, ByteString> maskKeys(
      SortedMap<String, PairKeys> pairs, ByteString roundContext) {
    SortedMap<String, ByteString> keys = new TreeMap<>();
    pairs.forEach(
        (peer, pair) -> keys.put(peer, ByteString.of(copy(pair).nextMaskKey(roundContext))));
    return keys;
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
