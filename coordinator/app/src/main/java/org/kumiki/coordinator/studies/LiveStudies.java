package org.kumiki.coordinator.studies;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.coordinator.registry.ModelSheets;
import org.kumiki.coordinator.rounds.MemberContacts;
import org.kumiki.coordinator.rounds.RoundStore;
import org.kumiki.exchange.round.RoundPlan;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Study;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.plot.Figure;
import org.kumiki.platform.plot.Figures;
import org.kumiki.platform.plot.LinePlot;

/** Looks at studies that move. Thread-safe. */
@Singleton
final class LiveStudies {
  private final RoundStore studies;
  private final MemberContacts contacts;
  private final ModelSheets models;
  private final Clock clock;

  LiveStudies(RoundStore studies, MemberContacts contacts, ModelSheets models, Clock clock) {
    this.studies = studies;
    this.contacts = contacts;
    this.models = models;
    this.clock = clock;
  }

  /** The study as it is now; empty if there is none that this person may see. */
  Optional<LiveStudy> of(Person person, String hash, Wording words) {
    return studies
        .summary(hash)
        .filter(summary -> person.sees(Study.decode(summary.bytes()).cohort()))
        .map(summary -> of(summary, words));
  }

  /** The study as it is now, to whom may see it. */
  LiveStudy of(RoundStore.Summary summary, Wording words) {
    Study study = Study.decode(summary.bytes());
    StudyRow row = StudyRow.of(summary, study);
    List<Instant> opened =
        studies.opened(summary.hash()).stream().map(OffsetDateTime::toInstant).toList();
    int planned = RoundPlan.of(study).vectors();
    Map<String, Instant> heard = row.runs() ? contacts.all() : Map.of();
    List<LiveStudy.ErrorOfRound> errors = LiveStudy.errors(studies.errors(summary.hash()));
    List<LiveStudy.Standing> standings = LiveStudy.standings(row, heard, clock.instant());
    boolean moves =
        row.runs() && standings.stream().noneMatch(one -> one.doing() == LiveStudy.Doing.SILENT);
    return new LiveStudy(
        row,
        planned,
        moves ? LiveStudy.left(opened, planned) : Optional.empty(),
        standings,
        errors,
        words.say("error.axis", unit(study)),
        plot(study, errors, words),
        !row.runs() && models.of(summary.hash()).isPresent());
  }

  private static Optional<Figure> plot(
      Study study, List<LiveStudy.ErrorOfRound> errors, Wording words) {
    if (errors.size() < 2) {
      return Optional.empty();
    }
    String unit = unit(study);
    String first = Figures.text(errors.get(0).rmse());
    String last = Figures.text(errors.get(errors.size() - 1).rmse());
    return Optional.of(
        LinePlot.of(
            errors.stream().map(error -> new LinePlot.Point(error.round(), error.rmse())).toList(),
            new LinePlot.Words(
                words.say("error.says", first, last, unit),
                words.say("round"),
                words.say("error.axis", unit),
                last)));
  }

  /** The symbol of the target's unit; empty where it has none. */
  private static String unit(Study study) {
    return study
        .target()
        .filter(Feature.NumericTerm.class::isInstance)
        .map(target -> Names.expand(((Feature.NumericTerm) target).unit()))
        .map(UnitConverter.shipped()::symbol)
        .orElse("");
  }
}
