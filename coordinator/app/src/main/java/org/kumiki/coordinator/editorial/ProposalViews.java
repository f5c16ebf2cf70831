package org.kumiki.coordinator.editorial;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kumiki.coordinator.usage.UsageBands.Band;
import org.kumiki.coordinator.vocabulary.TermDiffView;
import org.kumiki.ontology.change.Conflict;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.change.TermDiff;
import org.kumiki.ontology.editorial.Drafted;
import org.kumiki.ontology.editorial.Participant;
import org.kumiki.ontology.editorial.Proposal;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.editorial.ReviewRule;
import org.kumiki.ontology.editorial.Stage;
import org.kumiki.ontology.editorial.Submission;
import org.kumiki.ontology.editorial.Vote;
import org.kumiki.ontology.shape.Finding;
import org.kumiki.ontology.term.Language;

/** What the API says of proposals. */
final class ProposalViews {
  private ProposalViews() {}

  /** Somebody who takes part. */
  @Serdeable
  record PersonView(String name, String organisation) {
    static PersonView of(Participant participant) {
      return new PersonView(participant.name(), participant.organisation());
    }
  }

  /**
   * A proposal in a list.
   *
   * @param stage {@code draft}, {@code in-review}, {@code accepted}, {@code published}, {@code
   *     taken-back}, {@code rejected} or {@code withdrawn}
   */
  @Serdeable
  record SummaryView(
      long number,
      String title,
      String stage,
      PersonView author,
      int revision,
      int edits,
      int approvals,
      int objections,
      Instant createdAt,
      Instant changedAt) {
    static SummaryView of(ProposalSummary one) {
      return new SummaryView(
          one.number(),
          one.title(),
          word(one.stage()),
          PersonView.of(one.author()),
          one.revision(),
          one.edits(),
          one.approvals(),
          one.objections(),
          Instant.ofEpochMilli(one.createdAtMillis()),
          Instant.ofEpochMilli(one.changedAtMillis()));
    }
  }

  /** A cause and the next step, in both languages. */
  @Serdeable
  record RefusalView(String code, String en, String ja) {
    static RefusalView of(Refusal refusal) {
      return new RefusalView(refusal.code(), refusal.words().en(), refusal.words().ja());
    }
  }

  /**
   * An edit that cannot be made.
   *
   * @param edit its place in the draft, from 0; −1 for the draft as a whole
   */
  @Serdeable
  record EditRefusalView(int edit, RefusalView refusal) {}

  /** What would become worse. */
  @Serdeable
  record DefectView(String iri, String rule, String en, String ja) {
    static DefectView of(Finding finding) {
      return new DefectView(
          finding.subject(),
          finding.rule(),
          finding.message().get(Language.EN) + " " + finding.suggestion().get(Language.EN),
          finding.message().get(Language.JA) + finding.suggestion().get(Language.JA));
    }
  }

  /** A term that others have changed since. */
  @Serdeable
  record ChangedTermView(String iri, long seen, long now) {
    static ChangedTermView of(Conflict conflict) {
      return new ChangedTermView(conflict.term(), conflict.basedOn(), conflict.current());
    }
  }

  /**
   * What edits come to today.
   *
   * @param changes what they do, term by term
   * @param refusals edits that cannot be made, and why
   * @param defects what would become worse
   * @param changed terms that others have changed since
   */
  @Serdeable
  record DraftedView(
      List<TermDiffView> changes,
      List<EditRefusalView> refusals,
      List<DefectView> defects,
      List<ChangedTermView> changed) {
    static DraftedView of(Drafted drafted, Patch patch, List<Conflict> conflicts) {
      return new DraftedView(
          TermDiff.of(patch).stream().map(TermDiffView::of).toList(),
          drafted.refusals().stream()
              .map(one -> new EditRefusalView(one.edit(), RefusalView.of(one.refusal())))
              .toList(),
          drafted.findings().stream().map(DefectView::of).toList(),
          conflicts.stream().map(ChangedTermView::of).toList());
    }
  }

  /** What a reviewer has said. */
  @Serdeable
  record VoteView(PersonView voter, String stance, String reason, Instant at) {
    static VoteView of(Vote vote) {
      return new VoteView(
          PersonView.of(vote.voter()),
          vote.stance().name().toLowerCase(Locale.ROOT),
          vote.reason(),
          Instant.ofEpochMilli(vote.atMillis()));
    }
  }

  /** How many must agree, and what one objection does: {@code block} or {@code count}. */
  @Serdeable
  record RuleView(int reviewers, int organisations, String objections) {
    static RuleView of(ReviewRule rule) {
      return new RuleView(
          rule.reviewers(),
          rule.organisations(),
          rule.objections().name().toLowerCase(Locale.ROOT));
    }
  }

  /** The same was proposed before and rejected. */
  @Serdeable
  record RememberedView(SummaryView proposal, List<String> reasons) {
    static RememberedView of(Proposals.Remembered remembered) {
      return new RememberedView(SummaryView.of(remembered.proposal()), remembered.reasons());
    }
  }

  /** What was done to a proposal. */
  @Serdeable
  record StepView(String step, String stage, PersonView by, String reason, Instant at) {
    static StepView of(Discussion.Done done) {
      return new StepView(
          done.step().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          done.stage().toLowerCase(Locale.ROOT).replace('_', '-'),
          PersonView.of(done.by()),
          done.reason(),
          Instant.ofEpochMilli(done.atMillis()));
    }
  }

  /**
   * A proposal as a whole.
   *
   * @param version to be named by the author's next step
   * @param revision the one that reviewers look at; 0 before the first
   * @param own whether the person who asks wrote it
   * @param rule for the revision; null for a draft
   * @param drafted what it comes to; of a submitted one the changes are those that were submitted
   * @param sequence its place in the log of changes; null before it is published
   * @param undoneBy the change that took it back; null if none did
   * @param alike open proposals that ask the same
   * @param remembered what was rejected before and asked the same
   */
  @Serdeable
  record ProposalView(
      long number,
      long version,
      int revision,
      String stage,
      String title,
      String reason,
      PersonView author,
      boolean own,
      List<EditBody> edits,
      Instant createdAt,
      Instant changedAt,
      @Nullable RuleView rule,
      List<VoteView> votes,
      DraftedView drafted,
      @Nullable Long sequence,
      @Nullable Long undoneBy,
      List<SummaryView> alike,
      List<RememberedView> remembered,
      List<StepView> steps) {}

  /** A text of the thread; {@code by} is null for who does not want to be named. */
  @Serdeable
  record CommentView(long number, @Nullable PersonView by, boolean own, String text, Instant at) {
    static CommentView of(Discussion.Comment comment) {
      return new CommentView(
          comment.number(),
          comment.by().map(PersonView::of).orElse(null),
          comment.own(),
          comment.text(),
          Instant.ofEpochMilli(comment.atMillis()));
    }
  }

  /** How many members use a term: so many or more of so many; null if nothing may be said. */
  @Serdeable
  record UsageView(int atLeast, int of) {
    @Nullable
    static UsageView of(Optional<Band> band) {
      return band.map(one -> new UsageView(one.atLeast(), one.of())).orElse(null);
    }
  }

  /** A study that names a term; {@code pin} is the state of the vocabulary that it stays with. */
  @Serdeable
  record StudyView(String hash, String title, boolean running, boolean model, @Nullable Long pin) {}

  /** What a proposal would touch through one term. */
  @Serdeable
  record ImpactView(
      String iri,
      String labelEn,
      String labelJa,
      boolean retires,
      boolean unit,
      List<StudyView> studies,
      @Nullable UsageView usage) {
    static ImpactView of(Impact.OfTerm term) {
      return new ImpactView(
          term.iri(),
          term.labelEn(),
          term.labelJa(),
          term.retires(),
          term.unit(),
          term.studies().stream()
              .map(
                  study ->
                      new StudyView(
                          study.hash(),
                          study.title(),
                          study.running(),
                          study.model(),
                          study.pin().orElse(null)))
              .toList(),
          UsageView.of(term.usage()));
    }
  }

  static String word(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static ProposalView of(
      StoredProposal stored,
      boolean own,
      Proposals.Look look,
      List<ProposalSummary> alike,
      List<Proposals.Remembered> remembered,
      List<Discussion.Done> steps) {
    Proposal proposal = stored.proposal();
    Optional<Submission> submission = proposal.submitted();
    Patch patch = submission.map(Submission::patch).orElse(look.drafted().patch());
    return new ProposalView(
        stored.number(),
        stored.version(),
        submission.map(Submission::revision).orElse(0),
        word(Stage.of(proposal)),
        proposal.content().title(),
        proposal.content().reason(),
        PersonView.of(proposal.head().author()),
        own,
        EditWriter.write(proposal.content().edits()),
        Instant.ofEpochMilli(proposal.head().createdAtMillis()),
        Instant.ofEpochMilli(stored.changedAtMillis()),
        submission.map(Submission::rule).map(RuleView::of).orElse(null),
        proposal.votes().stream().map(VoteView::of).toList(),
        DraftedView.of(look.drafted(), patch, look.conflicts()),
        sequence(proposal),
        proposal instanceof Proposal.TakenBack back ? back.undoneBy() : null,
        alike.stream().map(SummaryView::of).toList(),
        remembered.stream().map(RememberedView::of).toList(),
        steps.stream().map(StepView::of).toList());
  }

  @Nullable
  private static Long sequence(Proposal proposal) {
    if (proposal instanceof Proposal.Published published) {
      return published.sequence();
    }
    return proposal instanceof Proposal.TakenBack back ? back.before().sequence() : null;
  }
}
