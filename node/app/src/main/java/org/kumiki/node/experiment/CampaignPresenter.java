package org.kumiki.node.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kumiki.learning.suggest.Goal;
import org.kumiki.learning.suggest.Objective;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.plot.Figures;

/** Makes what the pages show of campaigns, in the reader's words. Stateless but for those. */
final class CampaignPresenter {
  private final Wording words;
  private final Vocabulary vocabulary;

  CampaignPresenter(Wording words, Vocabulary vocabulary) {
    this.words = words;
    this.vocabulary = vocabulary;
  }

  CampaignLine line(CampaignRow row, Campaigns campaigns) {
    try {
      CampaignCourse course = CampaignCourse.of(row, campaigns);
      return new CampaignLine(
          row.name(),
          goals(course),
          course.rounds().size(),
          course.working(),
          course.counting().size() - course.failures(),
          course.failures(),
          course.open().size(),
          row.madeAt().toInstant(),
          "");
    } catch (CampaignRefused e) {
      return new CampaignLine(
          row.name(), List.of(), 0, false, 0, 0, 0, row.madeAt().toInstant(), e.getMessage());
    }
  }

  CampaignView view(CampaignCourse course, CampaignView.Typed typed) {
    CampaignRow row = course.campaign();
    CampaignFile file = CampaignFile.parse(row.file());
    List<String> labels = labels(course);
    CampaignDrawings drawings = new CampaignDrawings(course, labels, words);
    List<CampaignView.Proposal> open =
        course.open().stream().map(one -> proposal(course, one)).toList();
    return new CampaignView(
        row.name(),
        goals(course),
        Double.isInfinite(row.candidates()) ? "" : words.say("number", row.candidates()),
        course.question().entries().stream().map(entry -> entry.study().title()).toList(),
        Question.acquisition(file, 0).map(one -> one.code()).orElse("front"),
        course.working(),
        refusal(course),
        withdrawn(course),
        course.fetched(),
        row.madeBy(),
        row.madeAt().toInstant(),
        open,
        course.observations().stream().map(one -> entry(course, one)).toList(),
        drawings.all(),
        agreements(course, labels, drawings),
        open.stream().anyMatch(one -> !one.cost().isEmpty()),
        course.failures() > 0,
        typed);
  }

  private List<String> withdrawn(CampaignCourse course) {
    boolean japanese = words.language() == org.kumiki.platform.page.Language.JA;
    return course.withdrawn().stream()
        .map(why -> japanese ? why.japanese() : why.english())
        .toList();
  }

  private static String refusal(CampaignCourse course) {
    List<Round> rounds = course.rounds();
    String last = rounds.isEmpty() ? null : rounds.get(rounds.size() - 1).refusal();
    return last == null ? "" : last;
  }

  private List<String> labels(CampaignCourse course) {
    return course.question().targets().stream().map(target -> label(target.term())).toList();
  }

  private String label(String term) {
    Language language =
        words.language() == org.kumiki.platform.page.Language.JA ? Language.JA : Language.EN;
    return vocabulary.concept(term).map(concept -> concept.label(language)).orElse(term);
  }

  private List<CampaignView.Goal> goals(CampaignCourse course) {
    List<String> labels = labels(course);
    return IntStream.range(0, labels.size()).mapToObj(k -> goal(course, k, labels.get(k))).toList();
  }

  private static CampaignView.Goal goal(CampaignCourse course, int k, String label) {
    Objective objective = course.question().objectives().get(k);
    String key = "goal.maximise";
    String lower = "";
    String upper = "";
    if (objective.goal() instanceof Goal.Minimise) {
      key = "goal.minimise";
    } else if (objective.goal() instanceof Goal.Window window) {
      key = window.lower() == window.upper() ? "goal.target" : "goal.window";
      lower = Figures.exact(window.lower());
      upper = Figures.exact(window.upper());
    }
    return new CampaignView.Goal(
        label, objective.unit(), key, lower, upper, course.best(k).map(Figures::text).orElse(""));
  }

  /** By the label of the term in the reader's language. */
  private List<Setting> settings(List<Setting> settings) {
    return settings.stream()
        .map(
            one ->
                one.term() == null
                    ? one
                    : new Setting(label(one.term()), one.value(), one.unit(), one.term()))
        .toList();
  }

  private CampaignView.Proposal proposal(CampaignCourse course, Suggested one) {
    List<CampaignView.Expected> expected = new ArrayList<>();
    for (int k = 0; k < one.predictions().size(); k++) {
      Prediction prediction = one.predictions().get(k);
      expected.add(
          new CampaignView.Expected(
              mean(prediction),
              Figures.deviation(prediction.std()),
              course.question().objectives().get(k).unit(),
              prediction.chanceBetter() == null ? "" : Figures.percent(prediction.chanceBetter()),
              Figures.percent(prediction.known())));
    }
    return new CampaignView.Proposal(
        one.label(),
        settings(one.settings()),
        expected,
        Figures.percent(one.feasible()),
        one.cost() == null ? "" : Figures.text(one.cost()),
        one.nearest() == null ? "" : one.nearest(),
        one.distance() == null ? "" : Figures.deviation(one.distance()));
  }

  private CampaignView.Entry entry(CampaignCourse course, Observation one) {
    Map<Long, Suggested> byId =
        course.suggestions().stream().collect(Collectors.toMap(Suggested::id, Function.identity()));
    Optional<Suggested> before = Optional.ofNullable(one.suggested()).map(byId::get);
    List<CampaignView.Outcome> outcomes = new ArrayList<>();
    for (int k = 0; k < course.question().objectives().size(); k++) {
      int place = k;
      outcomes.add(
          new CampaignView.Outcome(
              one.failed() ? "" : Figures.exact(one.results().get(k)),
              course.question().objectives().get(k).unit(),
              before.map(s -> mean(s.predictions().get(place))).orElse(""),
              before.map(s -> Figures.deviation(s.predictions().get(place).std())).orElse("")));
    }
    return new CampaignView.Entry(
        one.id(),
        before.map(Suggested::label).orElse(""),
        settings(one.settings()),
        outcomes,
        one.failed(),
        one.counts(),
        one.note(),
        one.madeBy(),
        one.madeAt().toInstant());
  }

  private static String mean(Prediction prediction) {
    return Figures.mean(prediction.mean(), prediction.std());
  }

  private static List<CampaignView.Agreement> agreements(
      CampaignCourse course, List<String> labels, CampaignDrawings drawings) {
    List<CampaignView.Agreement> agreements = new ArrayList<>();
    for (int k = 0; k < labels.size(); k++) {
      CampaignCourse.Check check = course.check(k);
      int place = k;
      drawings
          .parity(k)
          .ifPresent(
              drawn ->
                  agreements.add(
                      new CampaignView.Agreement(
                          labels.get(place),
                          course.question().objectives().get(place).unit(),
                          check.pairs().size(),
                          Figures.text(check.errors().mae()),
                          check.coverage().covered(),
                          drawn)));
    }
    return agreements;
  }
}
