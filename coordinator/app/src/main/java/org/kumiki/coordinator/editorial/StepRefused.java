package org.kumiki.coordinator.editorial;

import java.util.Optional;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.term.Language;
import org.kumiki.platform.page.Trouble;
import org.kumiki.platform.page.Wording;

/** Says to a person why a step was not taken. */
final class StepRefused {
  private StepRefused() {}

  /** A refusal has its cause and its next step in both languages already. */
  static Trouble of(Refusal refusal, Wording words) {
    return new Trouble(
        EditorialRefusal.status(refusal),
        words.say("refused"),
        refusal.words().in(language(words)),
        words.say("refused.nothing"),
        "",
        refusal.field());
  }

  /** A field that cannot be read. */
  static Trouble of(FormRefused refused, Wording words) {
    String label = refused.label().isEmpty() ? "" : words.say("field." + refused.label());
    return new Trouble(
        400,
        words.say("refused"),
        words.say(refused.words(), label),
        words.say("refused.nothing"),
        "",
        refused.field());
  }

  /** Why a step was not taken; empty if it was. */
  static Optional<Refusal> of(Step step) {
    return step.fold(taken -> Optional.empty(), not -> Optional.of(not.refusal()));
  }

  static Language language(Wording words) {
    return words.language() == org.kumiki.platform.page.Language.JA ? Language.JA : Language.EN;
  }
}
