package org.kumiki.ontology.search;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.ja.util.ToStringUtil;

/**
 * Japanese in Latin letters, made comparable across the ways of writing it: Hepburn and Kunrei
 * (shi, si), long vowels written or not (kōdo, koudo, kodo), n and m before b and p.
 */
final class Romaji {
  private static final Pattern LATIN = Pattern.compile("[a-z'’\\- ]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final String[][] SPELLINGS = {
    {"[^a-z0-9]+", ""},
    {"sy", "sh"},
    {"[tc]y", "ch"},
    {"[zjd]y", "j"},
    {"si", "shi"},
    {"ti", "chi"},
    {"tu", "tsu"},
    {"(?<![sc])hu", "fu"},
    {"[zd]i", "ji"},
    {"du", "zu"},
    {"v", "b"},
    {"l", "r"},
    {"tch", "cch"},
    {"m(?=[bpm])", "n"},
    {"n+", "n"},
    {"o[ou]+", "o"},
    {"([aiueo])\\1+", "$1"}
  };
  private static final Pattern[] FROM = new Pattern[SPELLINGS.length];

  static {
    for (int at = 0; at < SPELLINGS.length; at++) {
      FROM[at] = Pattern.compile(SPELLINGS[at][0]);
    }
  }

  private Romaji() {}

  /** The comparable form of kana; other letters than kana and Latin ones are dropped. */
  static String ofKana(String kana) {
    return comparable(ToStringUtil.getRomanization(Folding.katakana(kana)));
  }

  /** Whether a query may be Japanese in Latin letters. */
  static boolean possible(String query) {
    return LATIN.matcher(plain(query)).matches();
  }

  /** The comparable form of a query in Latin letters. */
  static String comparable(String latin) {
    String text = plain(latin);
    for (int at = 0; at < FROM.length; at++) {
      text = FROM[at].matcher(text).replaceAll(SPELLINGS[at][1]);
    }
    return text;
  }

  private static String plain(String text) {
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
