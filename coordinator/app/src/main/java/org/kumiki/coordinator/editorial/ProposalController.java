package org.kumiki.coordinator.editorial;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kumiki.coordinator.editorial.ProposalViews.CommentView;
import org.kumiki.coordinator.editorial.ProposalViews.DraftedView;
import org.kumiki.coordinator.editorial.ProposalViews.ImpactView;
import org.kumiki.coordinator.editorial.ProposalViews.ProposalView;
import org.kumiki.coordinator.editorial.ProposalViews.SummaryView;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.editorial.Content;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.editorial.Stage;
import org.kumiki.ontology.editorial.Submission;
import org.kumiki.ontology.editorial.Vote;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Proposals for the vocabulary: write, submit, vote, publish, take back, discuss. */
@Controller("/api/v1/vocabulary/proposals")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProposalController {
  private final Proposals proposals;
  private final Publishing publishing;
  private final Discussion discussion;
  private final Impact impact;

  ProposalController(
      Proposals proposals, Publishing publishing, Discussion discussion, Impact impact) {
    this.proposals = proposals;
    this.publishing = publishing;
    this.discussion = discussion;
    this.impact = impact;
  }

  /**
   * What is proposed.
   *
   * @param title a line
   * @param reason why it should be so, needed in both languages when it is submitted: in English,
   *     an empty line, in Japanese
   * @param at the last change of the vocabulary that its author has read, as answers that show
   *     terms name it; what others change after it is told before anything is submitted. Without it
   *     the terms count as seen now
   */
  @Serdeable
  record ContentBody(
      String title, @Nullable String reason, @Nullable List<EditBody> edits, @Nullable Long at) {
    long lastSeen() {
      return at == null ? Proposals.LATEST : at;
    }

    Content content() {
      try {
        return new Content(
            title == null ? "" : title.strip(),
            reason == null ? "" : reason.strip(),
            EditReader.read(edits));
      } catch (UnreadableEdit wrong) {
        throw new ProblemException(CommonProblem.BAD_REQUEST, wrong.getMessage());
      }
    }
  }

  /**
   * Another content of a draft.
   *
   * @param version the one that was read
   * @param looked whether the author has looked at what others have changed since
   * @param at as in a new draft, for terms that it has not named before
   */
  @Serdeable
  record RewriteBody(
      long version,
      String title,
      @Nullable String reason,
      @Nullable List<EditBody> edits,
      @Nullable Boolean looked,
      @Nullable Long at) {}

  /** The version that the author has read. */
  @Serdeable
  record VersionBody(long version) {}

  /** The revision that was read. */
  @Serdeable
  record RevisionBody(int revision) {}

  /**
   * A vote.
   *
   * @param revision the one that was read
   * @param stance {@code approve} or {@code object}
   * @param reason why; an objection needs one
   */
  @Serdeable
  record VoteBody(int revision, String stance, @Nullable String reason) {}

  /** Why. */
  @Serdeable
  record ReasonBody(@Nullable String reason) {}

  /**
   * A text for the thread.
   *
   * @param unnamed whether others shall see neither name nor organisation
   */
  @Serdeable
  record CommentBody(String text, @Nullable Boolean unnamed) {}

  /** Edits to be tried. */
  @Serdeable
  record EditsBody(@Nullable List<EditBody> edits) {}

  /**
   * Proposals, those with the latest step first; of drafts the own.
   *
   * @param stage only those that are in this stage, such as {@code in-review}; by default all
   */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  List<SummaryView> list(HttpRequest<?> request, @QueryValue @Nullable String stage) {
    List<Stage> stages = stage == null ? List.of(Stage.values()) : List.of(stage(stage));
    return proposals.list(Person.of(request), stages).stream().map(SummaryView::of).toList();
  }

  private static Stage stage(String word) {
    return Arrays.stream(Stage.values())
        .filter(stage -> ProposalViews.word(stage).equals(word))
        .findFirst()
        .orElseThrow(
            () -> new ProblemException(CommonProblem.BAD_REQUEST, "There is no such stage"));
  }

  /** Begins a draft. */
  @Status(HttpStatus.CREATED)
  @Post
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<ProposalView> begin(HttpRequest<?> request, @Body ContentBody body) {
    return HttpResponse.created(
        taken(request, proposals.begin(Person.of(request), body.content(), body.lastSeen())));
  }

  /** What edits would come to today; nothing is kept. */
  @Post("/check")
  @OpenTo(audience = Audience.PEOPLE)
  DraftedView check(@Body EditsBody body) {
    List<Edit> edits = new ContentBody("", "", body.edits(), null).content().edits();
    var drafted = proposals.drafted(edits);
    return DraftedView.of(drafted, drafted.patch(), List.of());
  }

  /** A proposal as a whole. */
  @Get("/{number}")
  @OpenTo(audience = Audience.PEOPLE)
  ProposalView show(HttpRequest<?> request, long number) {
    return view(request, found(request, number));
  }

  private StoredProposal found(HttpRequest<?> request, long number) {
    return proposals
        .find(Person.of(request), number)
        .orElseThrow(() -> StepProblem.of(EditorialRefusal.NO_SUCH_PROPOSAL.of()));
  }

  private ProposalView view(HttpRequest<?> request, StoredProposal stored) {
    Person person = Person.of(request);
    List<Edit> edits = stored.proposal().content().edits();
    return ProposalViews.of(
        stored,
        proposals.isOwn(person, stored),
        proposals.look(stored.proposal()),
        proposals.alike(edits, stored.number()),
        proposals.remembered(edits, stored.number()),
        discussion.steps(person, stored.number()));
  }

  private ProposalView taken(HttpRequest<?> request, Step step) {
    return view(
        request,
        step.fold(
            Step.Taken::proposal,
            not -> {
              throw StepProblem.of(not.refusal());
            }));
  }

  /** Replaces what a draft says; its author alone. */
  @Put("/{number}")
  @OpenTo(audience = Audience.PEOPLE)
  ProposalView rewrite(HttpRequest<?> request, long number, @Body RewriteBody body) {
    ContentBody written = new ContentBody(body.title(), body.reason(), body.edits(), body.at());
    boolean looked = Boolean.TRUE.equals(body.looked());
    return taken(
        request,
        proposals.rewrite(
            Person.of(request),
            number,
            body.version(),
            written.content(),
            written.lastSeen(),
            looked));
  }

  /** Asks for review, or asks anew after others have changed the terms; its author alone. */
  @Post("/{number}/submission")
  @OpenTo(audience = Audience.PEOPLE)
  ProposalView submit(HttpRequest<?> request, long number, @Body VersionBody body) {
    return taken(request, proposals.submit(Person.of(request), number, body.version()));
  }

  /** Makes a draft again of what was submitted; its author alone. */
  @Post("/{number}/draft")
  @OpenTo(audience = Audience.PEOPLE)
  ProposalView reopen(HttpRequest<?> request, long number, @Body VersionBody body) {
    return taken(request, proposals.reopen(Person.of(request), number, body.version()));
  }

  /** Takes a proposal back before it is published; its author alone. */
  @Post("/{number}/withdrawal")
  @OpenTo(audience = Audience.PEOPLE)
  ProposalView withdraw(HttpRequest<?> request, long number, @Body ReasonBody body) {
    return taken(request, proposals.withdraw(Person.of(request), number, written(body.reason())));
  }

  /** Votes on a revision; nobody on an own proposal. The last vote of an account counts. */
  @Post("/{number}/votes")
  @OpenTo(Role.CURATOR)
  ProposalView vote(HttpRequest<?> request, long number, @Body VoteBody body) {
    Vote.Stance stance =
        Arrays.stream(Vote.Stance.values())
            .filter(known -> known.name().equalsIgnoreCase(body.stance()))
            .findFirst()
            .orElseThrow(
                () ->
                    new ProblemException(
                        CommonProblem.BAD_REQUEST, "'stance' is approve or object"));
    return taken(
        request,
        proposals.vote(
            Person.of(request), number, body.revision(), stance, written(body.reason())));
  }

  /** Brings an accepted revision into the vocabulary. */
  @Post("/{number}/publication")
  @OpenTo(Role.CURATOR)
  ProposalView publish(HttpRequest<?> request, long number, @Body RevisionBody body) {
    return taken(request, publishing.publish(Person.of(request), number, body.revision()));
  }

  /** Takes a published change back as a whole, unless later changes rest on it. */
  @Post("/{number}/undo")
  @OpenTo(Role.OPERATOR)
  ProposalView takeBack(HttpRequest<?> request, long number, @Body ReasonBody body) {
    return taken(request, publishing.takeBack(Person.of(request), number, written(body.reason())));
  }

  /** What a proposal would touch: studies that one may see, and members' use in bands. */
  @Get("/{number}/impact")
  @OpenTo(audience = Audience.PEOPLE)
  List<ImpactView> impact(HttpRequest<?> request, long number) {
    StoredProposal stored = found(request, number);
    Patch patch =
        stored
            .proposal()
            .submitted()
            .map(Submission::patch)
            .orElseGet(() -> proposals.look(stored.proposal()).drafted().patch());
    return impact.of(Person.of(request), patch).stream().map(ImpactView::of).toList();
  }

  /** The thread, the oldest text first. */
  @Get("/{number}/comments")
  @OpenTo(audience = Audience.PEOPLE)
  List<CommentView> comments(HttpRequest<?> request, long number) {
    found(request, number);
    return discussion.of(Person.of(request), number).stream().map(CommentView::of).toList();
  }

  /** Writes into the thread. */
  @Post("/{number}/comments")
  @OpenTo(audience = Audience.PEOPLE)
  List<CommentView> comment(HttpRequest<?> request, long number, @Body CommentBody body) {
    Optional<Refusal> refusal =
        discussion.write(
            Person.of(request), number, written(body.text()), Boolean.TRUE.equals(body.unnamed()));
    if (refusal.isPresent()) {
      throw StepProblem.of(refusal.get());
    }
    return comments(request, number);
  }

  private static String written(@Nullable String text) {
    return text == null ? "" : text;
  }
}
