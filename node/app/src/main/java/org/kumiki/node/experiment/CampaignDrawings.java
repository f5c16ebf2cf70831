package org.kumiki.node.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kumiki.learning.suggest.Goal;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.plot.CourseChart;
import org.kumiki.platform.plot.Drawn;
import org.kumiki.platform.plot.Figure;
import org.kumiki.platform.plot.Figures;
import org.kumiki.platform.plot.FrontPlot;
import org.kumiki.platform.plot.ParityPlot;

/** The figures of one campaign. Stateless but for it. */
final class CampaignDrawings {
  private final CampaignCourse course;
  private final List<String> labels;
  private final Wording words;

  /**
   * @param labels of the objectives in the words' language
   */
  CampaignDrawings(CampaignCourse course, List<String> labels, Wording words) {
    this.course = course;
    this.labels = labels;
    this.words = words;
  }

  /** All that there is something to draw for. */
  List<Drawn> all() {
    List<Drawn> all = new ArrayList<>();
    if (course.counting().isEmpty() && course.open().isEmpty()) {
      return all;
    }
    for (int k = 0; k < labels.size(); k++) {
      String title = words.say("figure.course", labels.get(k));
      all.add(new Drawn("course-" + (k + 1) + ".svg", course(k), title));
    }
    if (labels.size() == 2 && (hasResults() || !course.open().isEmpty())) {
      all.add(new Drawn("front.svg", front(), words.say("figure.front")));
    }
    return all;
  }

  /** Predictions against measurements; empty before the first. */
  Optional<Drawn> parity(int k) {
    CampaignCourse.Check check = course.check(k);
    if (check.pairs().isEmpty()) {
      return Optional.empty();
    }
    String title = words.say("figure.parity", labels.get(k));
    Figure figure =
        ParityPlot.of(
            check.pairs().stream()
                .map(pair -> new ParityPlot.Point(pair.measured(), pair.predicted(), pair.std()))
                .toList(),
            List.of(),
            new ParityPlot.Words(
                title,
                axis(words.say("axis.measured", labels.get(k)), k),
                axis(words.say("axis.predicted", labels.get(k)), k),
                words.say("figure.interval"),
                ""));
    return Optional.of(new Drawn("parity-" + (k + 1) + ".svg", figure, title));
  }

  private boolean hasResults() {
    return course.counting().stream().anyMatch(one -> !one.failed());
  }

  private String axis(int k) {
    return axis(labels.get(k), k);
  }

  private String axis(String title, int k) {
    String unit = course.question().objectives().get(k).unit();
    return unit.isEmpty() ? title : words.say("axis.unit", title, unit);
  }

  private Figure course(int k) {
    return CourseChart.of(
        made(k),
        course.open().stream()
            .map(
                one ->
                    new CourseChart.Next(
                        one.label(),
                        one.predictions().get(k).mean(),
                        one.predictions().get(k).std()))
            .toList(),
        new CourseChart.Words(
            words.say("figure.course", labels.get(k)),
            words.say("axis.experiment"),
            axis(k),
            words.say("figure.measured"),
            course.best(k).map(best -> words.say("figure.best", Figures.text(best))).orElse(""),
            words.say("figure.failed"),
            words.say("figure.next")));
  }

  private List<CourseChart.Made> made(int k) {
    Goal goal = course.question().objectives().get(k).goal();
    Map<Long, Suggested> byId =
        course.suggestions().stream().collect(Collectors.toMap(Suggested::id, Function.identity()));
    List<CourseChart.Made> made = new ArrayList<>();
    double best = Double.NaN;
    for (Observation one : course.counting()) {
      Suggested before = one.suggested() == null ? null : byId.get(one.suggested());
      double measured = one.failed() ? Double.NaN : one.results().get(k);
      boolean better =
          !one.failed() && (Double.isNaN(best) || goal.utility(measured) > goal.utility(best));
      best = better ? measured : best;
      made.add(
          new CourseChart.Made(
              before == null ? "#" + one.id() : before.label(),
              measured,
              before == null ? Double.NaN : before.predictions().get(k).mean(),
              before == null ? Double.NaN : before.predictions().get(k).std(),
              better));
    }
    return made;
  }

  private Figure front() {
    List<double[]> pairs =
        course.counting().stream()
            .filter(one -> !one.failed())
            .map(one -> new double[] {one.results().get(0), one.results().get(1)})
            .toList();
    return FrontPlot.of(
        pairs.stream()
            .map(pair -> new FrontPlot.Made(pair[0], pair[1], isUnbeaten(pair, pairs)))
            .toList(),
        course.open().stream()
            .map(
                one ->
                    new FrontPlot.Next(
                        one.label(),
                        one.predictions().get(0).mean(),
                        one.predictions().get(1).mean(),
                        one.predictions().get(0).std(),
                        one.predictions().get(1).std()))
            .toList(),
        new FrontPlot.Words(
            words.say("figure.front"),
            axis(0),
            axis(1),
            words.say("figure.unbeaten"),
            words.say("figure.measured"),
            words.say("figure.suggested")));
  }

  private boolean isUnbeaten(double[] pair, List<double[]> all) {
    Goal first = course.question().objectives().get(0).goal();
    Goal second = course.question().objectives().get(1).goal();
    return all.stream()
        .noneMatch(
            other ->
                first.utility(other[0]) >= first.utility(pair[0])
                    && second.utility(other[1]) >= second.utility(pair[1])
                    && (first.utility(other[0]) > first.utility(pair[0])
                        || second.utility(other[1]) > second.utility(pair[1])));
  }
}
