package org.kumiki.coordinator.editorial;

import org.kumiki.ontology.editorial.Stage;
import org.kumiki.ontology.editorial.Words;
import org.kumiki.ontology.shape.Finding;
import org.kumiki.ontology.term.Language;
import org.kumiki.platform.page.Page;

/** Words that come in both languages, in that of the page. */
public final class Spoken {
  private Spoken() {}

  /** The page's language. */
  public static Language language(Page page) {
    return StepRefused.language(page.words());
  }

  /** A sentence of the vocabulary's own rules. */
  public static String in(Page page, Words words) {
    return words.in(language(page));
  }

  /** What is wrong, and the next step. */
  public static String in(Page page, Finding finding) {
    Language language = language(page);
    String between = language == Language.JA ? "" : " ";
    return finding.message().get(language) + between + finding.suggestion().get(language);
  }

  /** Green is done, blue works, amber waits for somebody, red has stopped. */
  public static String colour(Stage stage) {
    return switch (stage) {
      case DRAFT, WITHDRAWN -> "";
      case IN_REVIEW -> "info";
      case ACCEPTED -> "warn";
      case PUBLISHED -> "ok";
      case REJECTED, TAKEN_BACK -> "stop";
    };
  }
}
