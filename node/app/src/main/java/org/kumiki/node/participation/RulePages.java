package org.kumiki.node.participation;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.kumiki.node.vocabulary.VocabularyReleases;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.http.Troubles;
import org.kumiki.platform.page.Language;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Standing rules, and what was asked of this node. */
@Hidden
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
public final class RulePages {
  private static final int LONGEST_NUMBER = 4;

  private final StudyController api;
  private final QuestionController questions;
  private final RuleStore rules;
  private final VocabularyReleases releases;
  private final RoomPages pages;

  RulePages(
      StudyController api,
      QuestionController questions,
      RuleStore rules,
      VocabularyReleases releases,
      Pages pages) {
    this.api = api;
    this.questions = questions;
    this.rules = rules;
    this.releases = releases;
    this.pages = pages.of(RulePages.class);
  }

  /**
   * What the page shows.
   *
   * @param computations those that a rule may cover
   */
  public record View(List<RuleStore.Rule> rules, List<String> computations) {}

  /**
   * A question as the page shows it.
   *
   * @param terms by label
   * @param times how often it was asked
   */
  public record Asked(
      String dataset,
      int dataEpoch,
      List<String> terms,
      List<String> conditions,
      List<String> cohort,
      int times,
      List<String> studies,
      Instant firstAt) {}

  /** Rules that hold. */
  @Get(uri = "/rules", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.STEWARD, Role.AUDITOR})
  HttpResponse<String> rules(HttpRequest<?> request) {
    return pages.show(request, "rules", pages.words(request).say("rules.title"), view());
  }

  /** Adds a rule and applies it. */
  @Post("/rules")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.STEWARD)
  HttpResponse<?> add(HttpRequest<?> request, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    try {
      api.addRule(
          request,
          StudyController.COMPUTATIONS.stream()
              .filter(code -> fields.containsKey("computation." + code))
              .sorted()
              .toList(),
          number(fields.getOrDefault("minimum", "")),
          null);
      return RoomPages.after("/rules", "rule-added");
    } catch (ProblemException e) {
      String title = pages.words(request).say("rules.title");
      return pages.again(
          request, "rules", title, view(), Troubles.of(e, pages.words(request).language()));
    }
  }

  /** Takes a rule back. */
  @Post("/rules/{id}/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.STEWARD)
  HttpResponse<?> end(long id) {
    api.endRule(id);
    return RoomPages.after("/rules", "rule-ended");
  }

  /** What was asked of this node. */
  @Get(uri = "/questions", produces = MediaType.TEXT_HTML)
  @OpenTo({Role.STEWARD, Role.AUDITOR})
  HttpResponse<String> questions(HttpRequest<?> request) {
    Language language = pages.words(request).language();
    Vocabulary vocabulary = releases.current();
    List<Asked> asked = questions.list().stream().map(q -> asked(q, vocabulary, language)).toList();
    return pages.show(request, "questions", pages.words(request).say("questions.title"), asked);
  }

  private static Asked asked(
      QuestionController.QuestionView question, Vocabulary vocabulary, Language language) {
    return new Asked(
        question.dataset(),
        question.dataEpoch(),
        question.terms().stream().map(t -> TermView.label(t, vocabulary, language)).toList(),
        question.conditions(),
        question.cohort(),
        question.times(),
        question.studies(),
        question.firstAt().toInstant());
  }

  private View view() {
    return new View(rules.all(), StudyController.COMPUTATIONS.stream().sorted().toList());
  }

  private static int number(String typed) {
    return typed.strip().matches("[0-9]{1," + LONGEST_NUMBER + "}")
        ? Integer.parseInt(typed.strip())
        : 0;
  }
}
