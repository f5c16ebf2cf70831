package org.kumiki.platform.http;

import java.util.Optional;
import org.kumiki.platform.page.Language;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.Trouble;
import org.kumiki.platform.page.Wording;

/**
 * Says problems in people's words. A room that has pages keeps the words of its own problems beside
 * them: {@code problem.<code>.title}, {@code .text} and {@code .next}.
 */
public final class Troubles {
  private Troubles() {}

  /** What a step that was refused says to the person who tried it. */
  public static Trouble of(ProblemException refused, Language language) {
    return of(refused.problem(), refused.getMessage(), language);
  }

  static Trouble of(Problem problem, String detail, Language language) {
    String key = "problem." + problem.code();
    Optional<Wording> own =
        Wording.find(problem.getClass(), language).filter(words -> words.has(key + ".title"));
    if (own.isPresent()) {
      return trouble(problem, own.get(), key, "");
    }
    Wording common = Wording.of(Pages.class, language);
    boolean known = common.has(key + ".title");
    // Words that are not about this occurrence leave the best to what programs are told.
    boolean vague = !known || problem == CommonProblem.BAD_REQUEST;
    return trouble(problem, common, known ? key : "problem.other", vague ? detail : "");
  }

  private static Trouble trouble(Problem problem, Wording words, String key, String detail) {
    return new Trouble(
        problem.status(),
        words.say(key + ".title"),
        words.say(key + ".text"),
        words.say(key + ".next"),
        detail);
  }
}
