package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kumiki.ontology.change.Conflict;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.editorial.Words;
import org.kumiki.ontology.shape.Finding;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;

/** Why this room does not do something, besides what the proposal itself says. */
enum EditorialRefusal {
  NO_SUCH_PROPOSAL(404, "There is no such proposal. See the list.", "その提案はありません。一覧を確認してください。"),
  NO_SUCH_HEADER(
      404,
      "There is no such header, or it is decided. See the list.",
      "その見出しはないか、すでに処理されています。一覧を確認してください。"),
  NOT_A_CURATOR(
      403,
      "Only curators may do this. Ask one, or write in the thread.",
      "この操作ができるのはキュレーターだけです。依頼するか、議論に書き込んでください。"),
  NOT_A_PERSON(
      403,
      "The service's own token has no vote: it would let one person count as two. Sign in to vote.",
      "サービスのトークンでは投票できません。一人が二票を持つことになるためです。サインインして投票してください。"),
  NOT_THE_OPERATOR(
      403,
      "Only the operator takes a published change back. Ask the operator, or propose a change.",
      "公開済みの変更を取り消せるのは運用者だけです。依頼するか、変更を提案してください。"),
  CHANGED_MEANWHILE(
      409,
      "The proposal has changed while it was open here. Read it again.",
      "この提案は閲覧中に変更されました。もう一度開いてください。"),
  CHANGED_SINCE(
      409,
      "Others have changed %s since it was submitted. Its author looks at it and submits again.",
      "提出後に%sが変更されました。提案者が確認して、もう一度提出してください。"),
  DOES_NOT_APPLY(
      409,
      "The change does not fit the vocabulary any more. Its author submits again.",
      "この変更は現在の語彙に適用できません。提案者がもう一度提出してください。"),
  BRINGS_DEFECTS(422, "It would bring a defect: %s", "不備が生じます：%s"),
  LATER_CHANGES(
      409,
      "Later changes rest on it: %s. Take them back first, or propose to change back what they"
          + " did.",
      "この変更を前提とする変更があります：%s。先にそれらを取り消すか、元に戻す変更を提案してください。"),
  TEXT_LENGTH(400, "A text of 1 to %s characters is needed. Write it.", "1〜%s文字で入力してください。"),
  UNREADABLE(400, "%s", "%s"),
  UNREADABLE_SHEET(400, "%s", "%s");

  private final int status;
  private final String english;
  private final String japanese;

  EditorialRefusal(int status, String english, String japanese) {
    this.status = status;
    this.english = english;
    this.japanese = japanese;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Refusal of(Object... details) {
    return of(details, details);
  }

  private Refusal of(Object[] forEnglish, Object[] forJapanese) {
    return new Refusal(
        code(),
        new Words(
            String.format(Locale.ROOT, english, forEnglish),
            String.format(Locale.ROOT, japanese, forJapanese)));
  }

  static Refusal conflicting(List<Conflict> conflicts) {
    return CHANGED_SINCE.of(
        conflicts.stream()
            .map(conflict -> Names.shorten(conflict.term()))
            .limit(5)
            .collect(Collectors.joining(", ")));
  }

  static Refusal later(List<LaterChange> changes) {
    return LATER_CHANGES.of(
        new Object[] {named(changes, Language.EN)}, new Object[] {named(changes, Language.JA)});
  }

  private static String named(List<LaterChange> changes, Language language) {
    return changes.stream().map(change -> change.in(language)).collect(Collectors.joining("; "));
  }

  static Refusal defective(List<Finding> findings) {
    Finding first = findings.get(0);
    String subject = Names.shorten(first.subject()) + " – ";
    return BRINGS_DEFECTS.of(
        new Object[] {subject + first.message().get(Language.EN)},
        new Object[] {subject + first.message().get(Language.JA)});
  }

  /** The HTTP status of a refusal, of this room or of the proposal itself. */
  static int status(Refusal refusal) {
    for (EditorialRefusal known : values()) {
      if (known.code().equals(refusal.code())) {
        return known.status;
      }
    }
    return switch (refusal.code()) {
      case "not-the-author", "own-proposal" -> 403;
      case "title-missing",
          "reason-missing",
          "note-missing",
          "reason-too-long",
          "text-too-long",
          "too-many" ->
          400;
      case "not-complete" -> 422;
      default -> 409;
    };
  }
}
