package org.kumiki.ontology.search;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Makes texts comparable that Japanese writers take for the same: one width (NFKC), no case, one
 * form of a character with variants, katakana as hiragana, no long vowel marks, blanks or signs.
 * Voicing marks stay: ヤング is not ヤンク. Units are never folded; see {@link #written}.
 */
final class Folding {
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern SIGNS = Pattern.compile("[\\s\\p{Punct}・、。「」ー‐-―−]+");

  /** Kana that writers leave out after a kanji: 焼戻し and 焼戻, 引っ張り and 引張. */
  private static final Pattern OPTIONAL_KANA = Pattern.compile("(?<=\\p{IsHan})[りっしきれ]+");

  private static final Map<String, String> VARIANTS = new LinkedHashMap<>();

  static {
    // Written in kanji or kana by taste.
    String[] pairs = {
      "靱", "靭", "じん性", "靭性", "歪み", "ひずみ", "歪", "ひずみ", "剪断", "せん断", "捩り", "ねじり", "捻り", "ねじり", "亀裂",
      "き裂", "龜裂", "き裂", "罅", "ひび", "嵩", "かさ", "撓み", "たわみ", "剥離", "はく離", "脆性", "ぜい性", "燐", "りん",
      "硼素", "ほう素", "珪素", "けい素", "硅素", "けい素", "弗素", "ふっ素", "砒素", "ひ素", "鍍金", "めっき", "硝子", "がらす",
      "攪拌", "撹拌", "かくはん", "撹拌", "熔", "溶", "鎔", "溶", "稀土", "希土", "蝕", "食", "膨脹", "膨張", "螢光", "蛍光",
      "滲炭", "浸炭", "沃素", "よう素", "錫", "すず", "鑞", "ろう", "蝋", "ろう", "護謨", "ごむ", "半田", "はんだ", "發", "発",
      "彈", "弾", "應", "応", "繰返", "繰り返", "もどし", "戻し", "拡が", "広が", "拡げ", "広げ", "磨耗", "摩耗", "輻射", "放射",
      "超電導", "超伝導", "焼鈍", "焼なまし", "焼準", "焼ならし"
    };
    for (int at = 0; at < pairs.length; at += 2) {
      VARIANTS.put(pairs[at], pairs[at + 1]);
    }
    // Kana of foreign words, after katakana became hiragana.
    String[] sounds = {
      "ゔぁ", "ば", "ゔぃ", "び", "ゔぇ", "べ", "ゔぉ", "ぼ", "ゔ", "ぶ", "うぇ", "うえ", "うぃ", "うい",
      "うぉ", "うお", "ふぁ", "ふあ", "ふぃ", "ふい", "ふぇ", "ふえ", "ふぉ", "ふお", "てぃ", "ち", "でぃ", "じ",
      "ぢ", "じ", "づ", "ず", "でゅ", "じゅ", "てゅ", "ちゅ", "しぇ", "せ", "じぇ", "ぜ", "ちぇ", "ちえ"
    };
    for (int at = 0; at < sounds.length; at += 2) {
      VARIANTS.put(sounds[at], sounds[at + 1]);
    }
  }

  private Folding() {}

  /** One width and nothing else: the case stays, since MPa is not mPa and Ms not MS. */
  static String written(String text) {
    return BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll(" ").strip();
  }

  /** Folded, with blanks and signs kept between words. */
  static String folded(String text) {
    String folded = hiragana(written(text).toLowerCase(Locale.ROOT));
    if (folded.codePoints().allMatch(c -> c < 0x2E80)) {
      return folded;
    }
    for (Map.Entry<String, String> variant : VARIANTS.entrySet()) {
      folded = folded.replace(variant.getKey(), variant.getValue());
    }
    return folded;
  }

  /** The text that is compared. */
  static String compact(String text) {
    return compactOf(folded(text));
  }

  /** The compact form of a text that is folded already. */
  static String compactOf(String folded) {
    return SIGNS.matcher(folded).replaceAll("");
  }

  /** A compact text without kana that may be left out. */
  static String stem(String compact) {
    return OPTIONAL_KANA.matcher(compact).replaceAll("");
  }

  static String hiragana(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      out.append(c >= 'ァ' && c <= 'ヶ' ? (char) (c - 'ァ' + 'ぁ') : c);
    }
    return out.toString();
  }

  static String katakana(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      out.append(c >= 'ぁ' && c <= 'ゖ' ? (char) (c - 'ぁ' + 'ァ') : c);
    }
    return out.toString();
  }
}
