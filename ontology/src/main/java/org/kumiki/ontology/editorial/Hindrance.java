package org.kumiki.ontology.editorial;

import java.util.Locale;
import org.kumiki.ontology.term.Language;

/** Why a step of a proposal is not taken: the cause and the next step. */
enum Hindrance {
  WRONG_STATE(
      "The proposal is %s, and this step is for one that is %s. See where it stands.",
      "この提案は「%s」の状態です。この操作ができるのは「%s」の提案です。状態を確認してください。"),
  NOT_THE_AUTHOR(
      "Only its author may do this. Write in the thread, or propose something of your own.",
      "この操作ができるのは提案者だけです。議論に書き込むか、別の提案を作成してください。"),
  OWN_PROPOSAL(
      "Nobody reviews an own proposal. Wait for others.", "自分の提案は審査できません。ほかの人の審査をお待ちください。"),
  TITLE_MISSING(
      "A title of at most %s characters is needed. Write what is proposed in a line.",
      "題名(%s文字以内)が必要です。提案の内容を一行で書いてください。"),
  REASON_MISSING(
      "A reason of at most %s characters is needed. Write it.", "理由(%s文字以内)が必要です。入力してください。"),
  REASON_TOO_LONG("A reason has at most %s characters. Shorten it.", "理由は%s文字以内にしてください。"),
  NOTE_MISSING(
      "The change note is not there in %s. Write it in English and Japanese: people of both"
          + " languages read it. (Over the API it is one text: the English, an empty line, the"
          + " Japanese.)",
      "変更の説明が%sで書かれていません。どちらの言語の人も読むので、英語と日本語の両方で書いてください。" + "（API では一つの文章にし、英語、空行、日本語の順に書きます。）"),
  NOT_COMPLETE(
      "Some edits cannot be made, or would bring defects. Correct what is listed, and submit"
          + " again.",
      "実行できない編集、または不備を生む編集があります。一覧の箇所を修正して、もう一度提出してください。"),
  CHANGED_SINCE(
      "Others have changed %s since. Look at it, and submit again.",
      "%sはその後ほかの人が変更しました。確認して、もう一度提出してください。"),
  VOTES_ENDED(
      "It was accepted with votes of %s, which is no member any more. Its author submits again, for"
          + " others to review.",
      "承認には、すでに会員でない%sの票が含まれています。提案者がもう一度提出し、ほかの人の審査を受けてください。"),
  ANOTHER_REVISION(
      "This is revision %s, and you have read revision %s. Read it again.",
      "現在は第%s版で、閲覧されたのは第%s版です。もう一度確認してください。");

  private final String english;
  private final String japanese;

  Hindrance(String english, String japanese) {
    this.english = english;
    this.japanese = japanese;
  }

  Outcome of(Object... details) {
    return of(details, details);
  }

  /** With details that are words themselves. */
  Outcome of(Object[] english, Object[] japanese) {
    return new Outcome.NotTaken(refusal(english, japanese));
  }

  /** Of a note that is not there in a language. */
  static Outcome noteMissing(Language language) {
    boolean ja = language == Language.JA;
    Object[] english = {ja ? "Japanese" : "English"};
    Object[] japanese = {ja ? "日本語" : "英語"};
    return new Outcome.NotTaken(
        NOTE_MISSING.refusal(english, japanese).at(ja ? "noteJa" : "noteEn"));
  }

  private Refusal refusal(Object[] english, Object[] japanese) {
    return new Refusal(
        name().toLowerCase(Locale.ROOT).replace('_', '-'),
        new Words(
            String.format(Locale.ROOT, this.english, english),
            String.format(Locale.ROOT, this.japanese, japanese)));
  }
}
