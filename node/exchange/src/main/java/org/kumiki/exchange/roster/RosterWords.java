package org.kumiki.exchange.roster;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.SigningKind;

/**
 * Hashes and keys as words that two people can read to each other by phone: proquints (D. S.
 * Wilkerson, "A Proposal for Proquints: Identifiers that are Readable, Spellable, and
 * Pronounceable", arXiv 0901.4016). Sixteen bits are one word of five letters, consonant and vowel
 * in turn, which speakers of many languages can say and spell.
 *
 * <p>Ten words are the first 160 bits. A second roster with the words of a given one costs 2^160
 * tries; a coordinator that makes both rosters itself looks for any collision, which costs 2^80.
 */
public final class RosterWords {
  /** Words of a roster or a key: long enough against a collision, short enough to be read out. */
  public static final int COUNT = 10;

  private static final String KEY_TAG = "kumiki key";
  private static final String CONSONANTS = "bdfghjklmnprstvz";
  private static final String VOWELS = "aiou";

  private RosterWords() {}

  /**
   * The words of an organisation's key: those of the key itself where it is one of Ed25519, else of
   * a hash over both keys.
   */
  public static String ofKey(ByteString key) {
    return SigningKind.ofKey(key, "key") == SigningKind.ED25519
        ? of(key)
        : of(Sha256.hash(KEY_TAG, key.toByteArray()));
  }

  /** The words of a hash, separated by blanks. */
  public static String of(ByteString hashOrKey) {
    return of(hashOrKey, COUNT);
  }

  /** The first {@code count} words of a hash or key, separated by blanks. */
  public static String of(ByteString hashOrKey, int count) {
    return String.join(" ", words(hashOrKey).subList(0, count));
  }

  /** All words of an even number of bytes, the first bits first. */
  static List<String> words(ByteString bytes) {
    byte[] all = bytes.toByteArray();
    List<String> words = new ArrayList<>();
    for (int i = 0; i + 1 < all.length; i += 2) {
      words.add(word(((all[i] & 0xff) << 8) | (all[i + 1] & 0xff)));
    }
    return words;
  }

  private static String word(int bits) {
    return new StringBuilder()
        .append(CONSONANTS.charAt(bits >>> 12))
        .append(VOWELS.charAt((bits >>> 10) & 3))
        .append(CONSONANTS.charAt((bits >>> 6) & 15))
        .append(VOWELS.charAt((bits >>> 4) & 3))
        .append(CONSONANTS.charAt(bits & 15))
        .toString();
  }
}
