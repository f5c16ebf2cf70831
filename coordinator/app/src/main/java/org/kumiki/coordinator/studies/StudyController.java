package org.kumiki.coordinator.studies;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.coordinator.membership.MembershipProblem;
import org.kumiki.coordinator.membership.RosterSignatures;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.coordinator.rounds.RoundStore;
import org.kumiki.coordinator.rounds.StudyRuns;
import org.kumiki.coordinator.rounds.Submission;
import org.kumiki.coordinator.vocabulary.VocabularyPins;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Studies for scientists: submit, watch, withdraw. */
@Controller("/api/v1/studies")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StudyController {
  private final RoundStore store;
  private final StudyRuns runs;
  private final VocabularyStore vocabulary;
  private final VocabularyPins pins;
  private final RosterStore rosters;
  private final RosterSignatures signatures;
  private final DataEpochStore epochs;
  private final SubmitterStore submitters;
  private final Clock clock;

  StudyController(
      RoundStore store,
      StudyRuns runs,
      VocabularyStore vocabulary,
      VocabularyPins pins,
      RosterStore rosters,
      RosterSignatures signatures,
      DataEpochStore epochs,
      SubmitterStore submitters,
      Clock clock) {
    this.store = store;
    this.runs = runs;
    this.vocabulary = vocabulary;
    this.pins = pins;
    this.rosters = rosters;
    this.signatures = signatures;
    this.epochs = epochs;
    this.submitters = submitters;
    this.clock = clock;
  }

  /** The hash that stewards approve. */
  @Serdeable
  record Submitted(String hash) {}

  /**
   * Where a study stands.
   *
   * @param state what is being waited for, by name
   * @param round the last published round, 0 before the first
   * @param awaited organisations whose next message is awaited
   * @param since when state, round or epoch last changed
   * @param reason why it ended; null while it runs
   * @param vocabulary the state of the vocabulary that gave it its terms; null for a study from
   *     before there was one
   * @param rounds published rounds, the first first; in the answer about one study alone
   */
  @Serdeable
  record StudyView(
      String hash,
      String title,
      String purpose,
      int dataEpoch,
      List<String> cohort,
      OffsetDateTime submittedAt,
      OffsetDateTime endedAt,
      String state,
      int round,
      long epoch,
      List<String> awaited,
      OffsetDateTime since,
      String reason,
      String sentence,
      @Nullable VocabularyPins.Pin vocabulary,
      @Nullable List<RoundView> rounds) {}

  /** When the sum of a round was opened, here. */
  @Serdeable
  record RoundView(int round, OffsetDateTime openedAt) {}

  /** Submits a study file (YAML). */
  @Post
  @OpenTo(Role.SCIENTIST)
  @Consumes({"application/yaml", MediaType.TEXT_PLAIN})
  HttpResponse<Submitted> submit(HttpRequest<?> request, @Body String yaml) {
    try {
      StudyFile file = StudyFile.parse(yaml);
      RosterSnapshot roster = rosters.inForce().orElseThrow(StudyController::noRoster);
      Optional<SignedRoster> grown = signatures.grown();
      Resolved resolved =
          vocabulary.read(
              now ->
                  new Resolved(
                      file.resolve(
                          now,
                          roster,
                          grown,
                          hash -> trained(Person.of(request), hash),
                          epochs.current(),
                          clock.instant()),
                      now.sequence()));
      Study study = resolved.study();
      requirePart(Person.of(request), study.cohort());
      boolean fresh = accepted(runs.submit(study));
      if (fresh) {
        submitters.keep(study.hash().hex(), Person.of(request));
        pins.keep(study.hash().hex(), resolved.vocabularySequence());
      }
      return HttpResponse.status(fresh ? HttpStatus.CREATED : HttpStatus.OK)
          .body(new Submitted(study.hash().hex()));
    } catch (StudyFile.Unacceptable e) {
      throw new ProblemException(StudyProblem.STUDY_REFUSED, e.getMessage());
    }
  }

  /** A study that has made a model, if the person may see it. */
  private Optional<Study> trained(Person person, String hash) {
    return store
        .summary(hash)
        .filter(summary -> Reason.COMPLETED.name().equals(summary.reason()))
        .map(summary -> Study.decode(summary.bytes()))
        .filter(study -> study.method().predicts() && !study.readsHeldOut())
        .filter(study -> person.sees(study.cohort()));
  }

  /**
   * A member's people ask nothing of others in which they have no part: they could neither see it
   * nor take it back, and would learn whether others run the same.
   */
  static void requirePart(Person person, List<String> cohort) {
    if (!person.sees(cohort)) {
      throw new ProblemException(
          StudyProblem.STUDY_REFUSED,
          "your organisation is not in its cohort: a member's people submit studies in which their"
              + " own organisation takes part");
    }
  }

  /** A study with the state of the vocabulary that gave it its terms. */
  private record Resolved(Study study, long vocabularySequence) {}

  private static boolean accepted(Submission outcome) {
    if (outcome instanceof Submission.Revoked revoked) {
      throw new ProblemException(
          StudyProblem.STUDY_REFUSED,
          String.join(", ", revoked.organisations())
              + " may not connect any more: name the others under 'cohort'");
    }
    if (outcome instanceof Submission.RosterChanged) {
      throw new ProblemException(
          StudyProblem.STUDY_REFUSED, "another roster came into force just now: submit it again");
    }
    if (outcome instanceof Submission.AskedAlready asked) {
      throw new ProblemException(
          StudyProblem.ASKED_ALREADY,
          "wait for " + asked.runningHash() + " or withdraw it, or change the title");
    }
    if (outcome instanceof Submission.EndedBefore ended) {
      throw new ProblemException(
          StudyProblem.ENDED_BEFORE,
          ended.reason().sentence() + ": change 'expires' or the title to ask again");
    }
    return ((Submission.Accepted) outcome).fresh();
  }

  /** All studies, the newest first; to members' people, those of their organisation. */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  List<StudyView> list(HttpRequest<?> request) {
    Person person = Person.of(request);
    return store.summaries().stream()
        .map(summary -> view(summary, null, null))
        .filter(study -> person.sees(study.cohort()))
        .toList();
  }

  /** How one study stands. */
  @Get("/{hash}")
  @OpenTo(audience = Audience.PEOPLE)
  StudyView show(HttpRequest<?> request, String hash) {
    Person person = Person.of(request);
    return store
        .summary(hash)
        .map(summary -> view(summary, pins.of(hash).orElse(null), rounds(hash)))
        .filter(study -> person.sees(study.cohort()))
        .orElseThrow(StudyController::unknown);
  }

  private List<RoundView> rounds(String hash) {
    List<RoundView> rounds = new ArrayList<>();
    for (OffsetDateTime openedAt : store.opened(hash)) {
      rounds.add(new RoundView(rounds.size() + 1, openedAt));
    }
    return rounds;
  }

  /**
   * Takes a study back; what was opened before stays known. A scientist takes back what the own
   * organisation submitted, the operator any.
   */
  @Delete("/{hash}")
  @OpenTo({Role.OPERATOR, Role.SCIENTIST})
  void withdraw(HttpRequest<?> request, String hash) {
    StudyView study = show(request, hash);
    if (!mayWithdraw(Person.of(request), study.hash())) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "Your organisation did not submit this study");
    }
    StudyRuns.Withdrawal outcome = runs.withdraw(hash);
    if (outcome == StudyRuns.Withdrawal.UNKNOWN) {
      throw unknown();
    }
    if (outcome == StudyRuns.Withdrawal.ENDED_BEFORE) {
      throw new ProblemException(
          StudyProblem.ENDED_BEFORE, "It ended before; there is nothing to take back");
    }
  }

  /** Whether this person, who sees the study, may take it back. */
  boolean mayWithdraw(Person person, String hash) {
    return person.roles().contains(Role.OPERATOR)
        || (person.roles().contains(Role.SCIENTIST) && submitters.isOwn(hash, person));
  }

  private static StudyView view(
      RoundStore.Summary s,
      @Nullable VocabularyPins.Pin vocabulary,
      @Nullable List<RoundView> rounds) {
    Study study = Study.decode(s.bytes());
    return new StudyView(
        s.hash(),
        study.title(),
        study.purpose(),
        study.dataEpoch(),
        study.cohort(),
        s.submittedAt(),
        s.endedAt(),
        s.state(),
        s.round(),
        s.epoch(),
        s.awaited(),
        s.since(),
        s.reason(),
        s.reason() == null ? null : Reason.valueOf(s.reason()).sentence(),
        vocabulary,
        rounds);
  }

  private static ProblemException noRoster() {
    return new ProblemException(
        MembershipProblem.NO_ROSTER, "'kumiki coordinator roster' offers the first one");
  }

  private static ProblemException unknown() {
    return new ProblemException(CommonProblem.NOT_FOUND, "There is no such study");
  }
}
