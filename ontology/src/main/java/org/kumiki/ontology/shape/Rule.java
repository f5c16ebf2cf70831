package org.kumiki.ontology.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.kumiki.ontology.term.Language;

/**
 * What a vocabulary must keep besides the shapes. Those with a number are the integrity conditions
 * of the W3C SKOS Reference; the others are ours. Each has a text in both languages that ends in a
 * colon and takes a detail, and the next step.
 */
enum Rule {
  UNREADABLE(
      "unreadable",
      "The file cannot be read",
      "ファイルを読み取れません",
      "Correct the line and validate again.",
      "該当する行を修正して、もう一度検証してください。"),
  S9(
      "S9",
      "It is a concept and a concept scheme at once",
      "概念であると同時に概念体系です",
      "Give the scheme an IRI of its own.",
      "概念体系には別のIRIを付けてください。"),
  S13(
      "S13",
      "One label has two functions",
      "一つのラベルが二つの役割を兼ねています",
      "Keep the label in one of preferred, alternative and hidden.",
      "優先・代替・非表示ラベルのうち一つだけに残してください。"),
  S14(
      "S14",
      "It has more than one preferred label in a language",
      "一つの言語に優先ラベルが二つ以上あります",
      "Keep one and make the others alternative labels.",
      "一つを残し、ほかは代替ラベルにしてください。"),
  S27(
      "S27",
      "It is related to a concept that stands above or below it",
      "上位または下位の概念と関連付けられています",
      "Remove skos:related, or the broader relation.",
      "skos:relatedまたは上位関係のどちらかを削除してください。"),
  S37(
      "S37",
      "It is a collection and a concept or scheme at once",
      "コレクションであると同時に概念または概念体系です",
      "Give the collection an IRI of its own.",
      "コレクションには別のIRIを付けてください。"),
  S46(
      "S46",
      "It matches another concept exactly, and is broader, narrower or related at once",
      "完全一致と、上位・下位・関連の対応付けが同時にあります",
      "Keep one of the two mappings.",
      "二つの対応付けの一方だけを残してください。"),
  CYCLE(
      "cycle",
      "It stands above itself",
      "自分自身の上位概念になっています",
      "Remove one of the broader relations of the loop.",
      "循環している上位関係のうち一つを削除してください。"),
  MISSING_TRANSLATION(
      "missing-translation",
      "A text is missing in one language",
      "一方の言語の記述がありません",
      "Write it in this language.",
      "この言語で記述してください。"),
  DUPLICATE_LABEL(
      "duplicate-label",
      "Another concept of the scheme has the same preferred label",
      "同じ体系の別の概念が同じ優先ラベルをもっています",
      "Rename one of them, or merge them.",
      "一方の名称を変えるか、統合してください。"),
  LABEL_OF_ANOTHER(
      "label-of-another",
      "Another concept of the scheme has this other name as its preferred label",
      "別名が、同じ体系の別の概念の優先ラベルと同じです",
      "Take it from one of them, or merge them.",
      "一方から取り除くか、二つを統合してください。"),
  DANGLING_REFERENCE(
      "dangling-reference",
      "It points to something that is described nowhere",
      "どこにも記述されていないものを参照しています",
      "Correct the IRI, or describe what it names.",
      "IRIを修正するか、参照先を記述してください。");

  private final String id;
  private final Map<Language, String> texts;
  private final Map<Language, String> steps;

  Rule(String id, String english, String japanese, String stepEnglish, String stepJapanese) {
    this.id = id;
    this.texts = Map.of(Language.EN, english, Language.JA, japanese);
    this.steps = Map.of(Language.EN, stepEnglish, Language.JA, stepJapanese);
  }

  String id() {
    return id;
  }

  /** What is wrong with a subject. */
  Defect of(String subject, String detail) {
    return new Defect(
        subject,
        id,
        Map.of(
            Language.EN, texts.get(Language.EN) + ": " + detail + ".",
            Language.JA, texts.get(Language.JA) + "：" + detail + "。"),
        steps);
  }

  /** All that can be broken by what a vocabulary says, and not by how its file is written. */
  static List<Check> ofVocabularies() {
    return Arrays.stream(values())
        .filter(rule -> rule != UNREADABLE)
        .map(rule -> new Check(rule.id, rule.texts, rule.steps))
        .toList();
  }

  static boolean covers(String id) {
    for (Rule rule : values()) {
      if (rule.id.equals(id)) {
        return true;
      }
    }
    return false;
  }
}
