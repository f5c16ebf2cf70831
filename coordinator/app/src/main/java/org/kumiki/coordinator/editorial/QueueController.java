package org.kumiki.coordinator.editorial;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kumiki.coordinator.editorial.ProposalController.ContentBody;
import org.kumiki.coordinator.editorial.ProposalController.ReasonBody;
import org.kumiki.coordinator.editorial.ProposalViews.RememberedView;
import org.kumiki.coordinator.editorial.ProposalViews.SummaryView;
import org.kumiki.coordinator.editorial.ProposalViews.UsageView;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.search.Candidate;
import org.kumiki.ontology.search.Reason;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** What waits for a curator: proposals, released headers, and pairs that may be one term. */
@Controller("/api/v1/vocabulary")
@ExecuteOn(TaskExecutors.BLOCKING)
final class QueueController {
  private final ForYou forYou;
  private final ReleasedHeaders headers;
  private final Candidates candidates;
  private final SameOrDifferent pairs;

  QueueController(
      ForYou forYou, ReleasedHeaders headers, Candidates candidates, SameOrDifferent pairs) {
    this.forYou = forYou;
    this.headers = headers;
    this.candidates = candidates;
    this.pairs = pairs;
  }

  /** A proposal that waits, and why: {@code to-review}, {@code own-objected} and so on. */
  @Serdeable
  record WaitingView(String why, SummaryView proposal) {}

  /** All that waits for the person who asks. */
  @Serdeable
  record QueueView(List<WaitingView> proposals, int headers, int pairs) {}

  /** A term that a header may mean, and why, in English and Japanese. */
  @Serdeable
  record CandidateView(
      String iri,
      String labelEn,
      String labelJa,
      @Nullable String unit,
      double score,
      String why,
      String whyJa) {
    static CandidateView of(Candidate candidate) {
      return new CandidateView(
          candidate.concept().iri(),
          candidate.concept().label(Language.EN),
          candidate.concept().label(Language.JA),
          candidate.unit().orElse(null),
          candidate.score(),
          candidate.why().en(),
          candidate.why().ja());
    }
  }

  /**
   * A header that waits.
   *
   * @param cells {@code numbers}, {@code words} or {@code unknown}
   * @param setAsideBefore why an equal one was set aside
   * @param candidates terms that it may mean, the best first
   */
  @Serdeable
  record HeaderView(
      long number,
      String header,
      String unit,
      String cells,
      Instant receivedAt,
      List<String> setAsideBefore,
      List<CandidateView> candidates) {}

  /**
   * What became of a header of one's own organisation.
   *
   * @param proposal the proposal that was made of it; null while there is none
   * @param setAside why nothing comes of it; null otherwise
   */
  @Serdeable
  record OwnHeaderView(
      long release,
      String header,
      String unit,
      Instant receivedAt,
      @Nullable Long proposal,
      @Nullable String setAside) {
    static OwnHeaderView of(ReleasedHeaders.Own own) {
      return new OwnHeaderView(
          own.release(),
          own.header(),
          own.unit(),
          Instant.ofEpochMilli(own.receivedAtMillis()),
          own.proposal() == 0 ? null : own.proposal(),
          own.setAside().isEmpty() ? null : own.setAside());
    }
  }

  /** The draft that was begun. */
  @Serdeable
  record DraftView(long proposal, long version) {}

  /** One side of a card. */
  @Serdeable
  record SideView(
      String iri,
      String labelEn,
      String labelJa,
      String definitionEn,
      String definitionJa,
      String unit,
      String kind,
      @Nullable UsageView usage) {
    static SideView of(SameOrDifferent.Side side) {
      return new SideView(
          side.iri(),
          side.labelEn(),
          side.labelJa(),
          side.definitionEn(),
          side.definitionJa(),
          side.unit(),
          side.kind(),
          UsageView.of(side.usage()));
    }
  }

  /** Two terms that may be one, with what speaks for it and against it, in both languages. */
  @Serdeable
  record CardView(
      SideView one,
      SideView other,
      double score,
      List<String> reasons,
      List<String> reasonsJa,
      List<SummaryView> open,
      List<RememberedView> rejected) {
    static CardView of(SameOrDifferent.Card card) {
      return new CardView(
          SideView.of(card.one()),
          SideView.of(card.other()),
          card.score(),
          card.reasons().stream().map(Reason::en).toList(),
          card.reasons().stream().map(Reason::ja).toList(),
          card.open().stream().map(SummaryView::of).toList(),
          card.rejected().stream().map(RememberedView::of).toList());
    }
  }

  /**
   * What a curator thinks of two terms.
   *
   * @param decision {@code merge-into-other}, {@code merge-into-one}, {@code one-is-narrower},
   *     {@code other-is-narrower} or {@code keep-apart}
   * @param reason for those who review it: in English, an empty line, in Japanese
   */
  @Serdeable
  record DecisionBody(String one, String other, String decision, @Nullable String reason) {}

  /** What waits for you. */
  @Get("/for-you")
  @OpenTo(audience = Audience.PEOPLE)
  QueueView queue(HttpRequest<?> request) {
    ForYou.Queue queue = forYou.of(Person.of(request));
    return new QueueView(
        queue.proposals().stream()
            .map(one -> new WaitingView(word(one.why()), SummaryView.of(one.proposal())))
            .toList(),
        queue.headers(),
        queue.pairs());
  }

  /** Headers that members' stewards have released and that wait for a curator, each once. */
  @Get("/headers")
  @OpenTo(Role.CURATOR)
  List<HeaderView> headers(HttpRequest<?> request) {
    return headers.waiting(Person.of(request)).stream().map(this::view).toList();
  }

  private HeaderView view(ReleasedHeaders.Waiting header) {
    return new HeaderView(
        header.number(),
        header.header(),
        header.unit(),
        word(header.cells()),
        Instant.ofEpochMilli(header.receivedAtMillis()),
        header.setAsideBefore(),
        candidates.suggest(header).stream().map(CandidateView::of).toList());
  }

  /** What became of the headers that one's own organisation has released. */
  @Get("/headers/own")
  @OpenTo(audience = Audience.PEOPLE)
  List<OwnHeaderView> own(HttpRequest<?> request) {
    return headers.own(Person.of(request)).stream().map(OwnHeaderView::of).toList();
  }

  /** Makes a draft of a header: a new term, or a synonym of one. */
  @Status(HttpStatus.CREATED)
  @Post("/headers/{number}/proposal")
  @OpenTo(Role.CURATOR)
  HttpResponse<DraftView> takeUp(HttpRequest<?> request, long number, @Body ContentBody body) {
    return HttpResponse.created(
        draft(headers.takeUp(Person.of(request), number, body.content(), body.lastSeen())));
  }

  /** Decides that nothing comes of a header. */
  @Post("/headers/{number}/refusal")
  @OpenTo(Role.CURATOR)
  void setAside(HttpRequest<?> request, long number, @Body ReasonBody body) {
    Optional<Refusal> refusal =
        headers.setAside(Person.of(request), number, body.reason() == null ? "" : body.reason());
    if (refusal.isPresent()) {
      throw StepProblem.of(refusal.get());
    }
  }

  /** Pairs of terms that may be one, the likeliest first. */
  @Get("/look-alikes")
  @OpenTo(audience = Audience.PEOPLE)
  List<CardView> cards(HttpRequest<?> request) {
    return pairs.cards(Person.of(request)).stream().map(CardView::of).toList();
  }

  /** Begins a draft of a decision about two terms. */
  @Status(HttpStatus.CREATED)
  @Post("/look-alikes/decision")
  @OpenTo(Role.CURATOR)
  HttpResponse<DraftView> decide(HttpRequest<?> request, @Body DecisionBody body) {
    SameOrDifferent.Decision decision =
        Arrays.stream(SameOrDifferent.Decision.values())
            .filter(known -> word(known).equals(body.decision()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ProblemException(
                        CommonProblem.BAD_REQUEST,
                        "'decision' is merge-into-other, merge-into-one, one-is-narrower,"
                            + " other-is-narrower or keep-apart"));
    if (body.one() == null || body.other() == null) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, "'one' and 'other' are two terms");
    }
    return HttpResponse.created(
        draft(
            pairs.decide(
                Person.of(request),
                Names.expand(body.one()),
                Names.expand(body.other()),
                decision,
                body.reason() == null ? "" : body.reason())));
  }

  private static DraftView draft(Step step) {
    return step.fold(
        taken -> new DraftView(taken.proposal().number(), taken.proposal().version()),
        not -> {
          throw StepProblem.of(not.refusal());
        });
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
