package org.kumiki.ontology.editorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kumiki.ontology.term.Language;

/** Why an edit cannot be made of the statements as they are: the cause and the next step. */
enum Obstacle {
  NO_SUCH_TERM(
      "There is no term %s in the shared vocabulary. Search for the one that is meant.",
      "共有語彙に用語%sはありません。検索して選び直してください。"),
  DEPRECATED("%s is deprecated. Choose a term that is in use.", "%sは廃止されています。使用中の用語を選んでください。"),
  SAME_TERM("Both terms are %s. Choose two different ones.", "二つとも%sです。別の用語を選んでください。"),
  LABEL_MISSING("The %s label is empty. Write it.", "%sのラベルが空です。入力してください。"),
  NAME_MISSING("The name of a scope is empty. Write it.", "適用範囲の名称が空です。入力してください。"),
  DEFINITION_MISSING(
      "The %s definition is empty. Write it in a sentence.", "%sの定義が空です。一文で入力してください。"),
  LABEL_LANGUAGE(
      "The %1$s label \"%2$s\" is not in %1$s. Write it in %1$s; symbols and abbreviations may stay.",
      "%1$sのラベル「%2$s」が%1$sではありません。%1$sで入力してください（記号や略号はそのままで構いません）。"),
  DEFINITION_LANGUAGE(
      "The %1$s definition is not in %1$s. Write it in %1$s.",
      "%1$sの定義が%1$sではありません。%1$sで入力してください。"),
  NOTE_LANGUAGE(
      "The %1$s scope note is not in %1$s. Write it in %1$s.",
      "%1$sの適用範囲が%1$sではありません。%1$sで入力してください。"),
  TEXT_TOO_LONG(
      "A text has %s characters and may have %s. Shorten it.", "文字数は%sで、上限は%sです。短くしてください。"),
  HIDDEN_CHARACTER(
      "A text holds a control character or one that turns the direction of writing. Type it again.",
      "制御文字または書字方向を変える文字が含まれています。入力し直してください。"),
  LABEL_EXISTS(
      "%s already has the label \"%s\". Leave this edit out.", "%sにはすでにラベル「%s」があります。この編集は不要です。"),
  LABEL_ABSENT(
      "%s has no other label \"%s\". Look at its labels again.", "%sに別名「%s」はありません。ラベルを確認してください。"),
  NOTHING_CHANGES("Nothing would change. Change something.", "何も変わりません。変更を加えてください。"),
  READING_FORM(
      "The reading \"%s\" is not in hiragana. Write it in hiragana.",
      "読み「%s」がひらがなではありません。ひらがなで入力してください。"),
  NAME_FORM(
      "\"%s\" cannot be the end of an IRI. Name the term with letters and digits, a letter first.",
      "「%s」はIRIの末尾に使えません。英字で始まる英数字にしてください。"),
  NAME_TAKEN("There is, or was, a term %s. Choose another name.", "%sはすでに使われています。別の名前にしてください。"),
  NO_SUCH_SCHEME("There is no scheme %s. Choose one of the list.", "体系%sはありません。一覧から選んでください。"),
  OTHER_SCHEME(
      "%s and %s are in different schemes. Choose a term of the same scheme.",
      "%sと%sは別の体系にあります。同じ体系の用語を選んでください。"),
  LOOP(
      "%s stands below %s, so it cannot stand above it. Choose another place.",
      "%sは%sの下位にあるため、上位にはできません。別の位置を選んでください。"),
  NOT_BELOW("%s does not stand under %s. Look at its place again.", "%sは%sの下位ではありません。位置を確認してください。"),
  ALREADY_BELOW("%s stands under %s already. Leave this edit out.", "%sはすでに%sの下位です。この編集は不要です。"),
  OTHER_ROLE(
      "%s and %s have different roles. Terms of one role can be merged.",
      "%sと%sは役割が異なります。統合できるのは同じ役割の用語です。"),
  ONE_MEASURED(
      "Only one of %s and %s has a unit. Such terms stay two.", "%sと%sの一方だけが単位をもちます。統合できません。"),
  OTHER_DIMENSION(
      "%s and %s measure different dimensions. Such terms stay two.", "%sと%sは量の次元が異なります。統合できません。"),
  KEPT_APART(
      "Curators have decided to keep %s and %s apart. Propose first that they are compared again.",
      "%sと%sは区別すると決定済みです。先に再検討を提案してください。"),
  ALREADY_APART(
      "%s and %s are kept apart already. Leave this edit out.", "%sと%sはすでに区別されています。この編集は不要です。"),
  NOT_APART("%s and %s are not kept apart. Leave this edit out.", "%sと%sは区別の対象ではありません。この編集は不要です。"),
  IN_LINE(
      "%s and %s stand above one another, which tells them apart. Leave this edit out.",
      "%sと%sは上位・下位の関係にあり、すでに区別されています。この編集は不要です。"),
  NO_QUANTITY(
      "%s has no unit: its values are words. Propose a new term for a measured value.",
      "%sは単位をもたない用語です。測定値には新しい用語を提案してください。"),
  UNKNOWN_UNIT(
      "%s is not in the list of units. Write its symbol, such as MPa, or choose one of the list.",
      "単位%sは一覧にありません。MPa のような記号で書くか、一覧から選んでください。"),
  UNKNOWN_KIND(
      "%s is not in the list of quantity kinds. Choose one of the list.",
      "量の種類%sは一覧にありません。一覧から選んでください。"),
  UNIT_NOT_OF_KIND(
      "%s does not measure %s: their dimensions differ. Correct one of them.",
      "%sと%sの次元が異なります。どちらかを修正してください。"),
  DOMAIN(
      "A domain is two numbers, the lower one first. Correct it.", "定義域は下限、上限の順の二つの数値です。修正してください。"),
  TOO_FEW_PARTS("A split needs at least two parts. Add one.", "分割には二つ以上の用語が必要です。追加してください。"),
  NOT_DIVIDED("%s is given to two parts. Give it to one.", "%sが二つの用語に割り当てられています。一つにしてください。"),
  TOO_MANY(
      "The draft has %s edits and may have %s. Split it into several proposals.",
      "編集は%s件で、上限は%s件です。複数の提案に分けてください。");

  private final String english;
  private final String japanese;

  Obstacle(String english, String japanese) {
    this.english = english;
    this.japanese = japanese;
  }

  /** About a text in a language, which comes before the other details. */
  Refusal in(Language language, Object... details) {
    boolean japanese = language == Language.JA;
    return new Refusal(
        code(),
        new Words(
            formatted(english, japanese ? "Japanese" : "English", details),
            formatted(this.japanese, japanese ? "日本語" : "英語", details)));
  }

  private static String formatted(String words, String language, Object... details) {
    List<Object> all = new ArrayList<>(List.of(language));
    all.addAll(List.of(details));
    return String.format(Locale.ROOT, words, all.toArray());
  }

  private String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Refusal of(Object... details) {
    return new Refusal(
        code(),
        new Words(
            String.format(Locale.ROOT, english, details),
            String.format(Locale.ROOT, japanese, details)));
  }
}
