package org.kumiki.ontology.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.ontology.change.Conflict;
import org.kumiki.ontology.editorial.Edit.AddSynonym;
import org.kumiki.ontology.editorial.Edit.Merge;
import org.kumiki.ontology.editorial.Edit.Synonym;
import org.kumiki.ontology.editorial.ReviewRule.Objections;
import org.kumiki.ontology.editorial.Vote.Stance;
import org.kumiki.ontology.term.Language;

class ProposalMachineTest {
  private static final Participant AUTHOR = new Participant("id-1", "Sato", "aoba");
  private static final Participant REVIEWER = new Participant("id-2", "Suzuki", "aoba");
  private static final Participant COLLEAGUE = new Participant("id-3", "Tanaka", "aoba");
  private static final Participant OTHER = new Participant("id-4", "Brown", "birch");
  private static final String TENSILE = Shipped.term("tensileStrength");
  private static final Content CONTENT =
      new Content(
          "A synonym",
          "The standard says so\n\n規格にそうあるため",
          List.of(new AddSynonym(TENSILE, Synonym.alternative("Rm max", Language.EN))));
  private static final List<Conflict> NONE = List.of();
  private static final List<Conflict> CHANGED = List.of(new Conflict(TENSILE, 1, 7));

  private static Proposal taken(Outcome outcome) {
    return outcome.fold(
        Outcome.Taken::proposal,
        no -> {
          throw new AssertionError(no.refusal().words().en());
        });
  }

  private static String refused(Outcome outcome) {
    return outcome.fold(yes -> "taken: " + Stage.of(yes.proposal()), no -> no.refusal().code());
  }

  private static Proposal draft() {
    return taken(
        ProposalMachine.begin(
            new Proposal.Head(1, AUTHOR, 1000),
            new Event.Rewrite(AUTHOR, CONTENT, Map.of(TENSILE, 1L))));
  }

  private static Event.Submit submit(List<Conflict> conflicts) {
    return new Event.Submit(
        AUTHOR, Drafted.of(CONTENT.edits(), Shipped.base()), ReviewRule.STANDARD, conflicts, 2000);
  }

  private static Proposal inReview() {
    return taken(ProposalMachine.step(draft(), submit(NONE)));
  }

  private static Event.Cast vote(Participant voter, Stance stance, String reason) {
    return new Event.Cast(new Vote(voter, stance, reason, 3000), 1, NONE);
  }

  private static Proposal accepted() {
    Proposal first = taken(ProposalMachine.step(inReview(), vote(REVIEWER, Stance.APPROVE, "")));
    return taken(ProposalMachine.step(first, vote(OTHER, Stance.APPROVE, "")));
  }

  @Test
  void twoReviewersOfTwoOrganisationsAccept() {
    Proposal first = taken(ProposalMachine.step(inReview(), vote(REVIEWER, Stance.APPROVE, "")));
    Proposal second = taken(ProposalMachine.step(first, vote(COLLEAGUE, Stance.APPROVE, "")));
    Proposal third = taken(ProposalMachine.step(second, vote(OTHER, Stance.APPROVE, "")));

    assertEquals(Stage.IN_REVIEW, Stage.of(first));
    assertEquals(Stage.IN_REVIEW, Stage.of(second), "both are of one organisation");
    assertEquals(Stage.ACCEPTED, Stage.of(third));
  }

  @ParameterizedTest
  @CsvSource({
    "'The standard says so', noteJa",
    "'規格にそうあるため', noteEn",
    "'規格にそうあるため\n\nThe standard says so', noteEn",
    "'The standard says so\n\nand so do we', noteJa"
  })
  void aDraftMayHaveItsNoteInOneLanguageAndIsNotPutForwardSo(String note, String field) {
    Content half = new Content(CONTENT.title(), note, CONTENT.edits());
    Proposal draft =
        taken(
            ProposalMachine.begin(
                new Proposal.Head(1, AUTHOR, 1000),
                new Event.Rewrite(AUTHOR, half, Map.of(TENSILE, 1L))));

    Refusal refusal =
        ProposalMachine.step(draft, submit(NONE))
            .fold(yes -> new Refusal("taken", new Words("", "")), Outcome.NotTaken::refusal);

    assertEquals("note-missing", refusal.code());
    assertEquals(field, refusal.field());
    boolean ja = field.equals("noteJa");
    assertTrue(
        refusal.words().en().contains(ja ? "not there in Japanese" : "not there in English"));
    assertTrue(refusal.words().ja().contains(ja ? "日本語で書かれていません" : "英語で書かれていません"));
  }

  @Test
  void nobodyReviewsAnOwnProposal() {
    assertEquals(
        "own-proposal",
        refused(ProposalMachine.step(inReview(), vote(AUTHOR, Stance.APPROVE, ""))));
  }

  @Test
  void anObjectionNeedsAReasonAndBlocksUntilItIsTakenBack() {
    Proposal review = inReview();
    assertEquals(
        "reason-missing",
        refused(ProposalMachine.step(review, vote(COLLEAGUE, Stance.OBJECT, " "))));

    Proposal blocked =
        taken(ProposalMachine.step(review, vote(COLLEAGUE, Stance.OBJECT, "Rm is a symbol")));
    blocked = taken(ProposalMachine.step(blocked, vote(REVIEWER, Stance.APPROVE, "")));
    blocked = taken(ProposalMachine.step(blocked, vote(OTHER, Stance.APPROVE, "")));
    assertEquals(Stage.IN_REVIEW, Stage.of(blocked));

    Proposal agreed =
        taken(ProposalMachine.step(blocked, vote(COLLEAGUE, Stance.APPROVE, "I was wrong")));
    assertEquals(Stage.ACCEPTED, Stage.of(agreed));
    assertEquals(3, agreed.votes().size(), "one vote a reviewer");
  }

  @Test
  void soManyAsMayAcceptMayReject() {
    Proposal first =
        taken(ProposalMachine.step(inReview(), vote(REVIEWER, Stance.OBJECT, "ambiguous")));
    Proposal second = taken(ProposalMachine.step(first, vote(OTHER, Stance.OBJECT, "not ours")));

    assertEquals(Stage.REJECTED, Stage.of(second));
    assertEquals("not ours", second.votes().get(1).reason());
    assertEquals(
        "wrong-state", refused(ProposalMachine.step(second, vote(OTHER, Stance.APPROVE, ""))));
  }

  @Test
  void aChangedTermIsNoticedAtSubmissionAndAtEachVote() {
    assertEquals("changed-since", refused(ProposalMachine.step(draft(), submit(CHANGED))));
    assertEquals(
        "changed-since",
        refused(
            ProposalMachine.step(
                inReview(),
                new Event.Cast(new Vote(OTHER, Stance.APPROVE, "", 3000), 1, CHANGED))));
  }

  @Test
  void anotherRevisionIsAskedAnew() {
    Proposal voted = taken(ProposalMachine.step(inReview(), vote(OTHER, Stance.APPROVE, "")));
    Proposal anew = taken(ProposalMachine.step(voted, submit(NONE)));

    assertEquals(2, anew.submitted().orElseThrow().revision());
    assertEquals(List.of(), anew.votes());
    assertEquals(
        "another-revision",
        refused(ProposalMachine.step(anew, vote(OTHER, Stance.APPROVE, ""))),
        "the vote is for revision 1");
  }

  @Test
  void whoAsksTheSameAgainHasAnsweredNoObjection() {
    Proposal.InReview objected =
        (Proposal.InReview)
            taken(ProposalMachine.step(inReview(), vote(COLLEAGUE, Stance.OBJECT, "ambiguous")));
    Event.Reviewed before = new Event.Reviewed(objected.submission(), objected.votes());
    Event.Submit same = submit(NONE);
    Event again =
        new Event.Submit(
            AUTHOR, same.drafted(), same.rule(), NONE, same.atMillis(), Optional.of(before));
    Proposal anew = taken(ProposalMachine.step(objected, again));
    assertEquals(objected.votes(), anew.votes());
    for (Participant reviewer : List.of(REVIEWER, OTHER)) {
      Vote for2 = new Vote(reviewer, Stance.APPROVE, "", 3000);
      anew = taken(ProposalMachine.step(anew, new Event.Cast(for2, 2, NONE)));
    }
    assertEquals(Stage.IN_REVIEW, Stage.of(anew), "the objection still blocks");
  }

  @Test
  void votesOfAnOrganisationThatHasLeftDoNotCount() {
    Proposal first = taken(ProposalMachine.step(inReview(), vote(REVIEWER, Stance.APPROVE, "")));
    Set<String> left = Set.of(REVIEWER.organisation());
    Vote second = new Vote(OTHER, Stance.APPROVE, "", 3000);
    Proposal open = taken(ProposalMachine.step(first, new Event.Cast(second, 1, NONE, left)));
    assertEquals(Stage.IN_REVIEW, Stage.of(open));

    assertEquals(
        "votes-ended",
        refused(ProposalMachine.step(accepted(), new Event.Publish(OTHER, 1, 5, 4000, left))));
  }

  @Test
  void aReopenedProposalCountsItsRevisionsOn() {
    Proposal open =
        taken(ProposalMachine.step(accepted(), new Event.Reopen(AUTHOR, Map.of(TENSILE, 1L))));
    Proposal anew = taken(ProposalMachine.step(open, submit(NONE)));

    assertEquals(Stage.DRAFT, Stage.of(open));
    assertEquals(2, anew.submitted().orElseThrow().revision());
  }

  @Test
  void whatCannotBeMadeIsNotSubmitted() {
    Drafted impossible =
        Drafted.of(List.of(new Merge(TENSILE, Shipped.term("density"))), Shipped.base());
    assertEquals(
        "not-complete",
        refused(
            ProposalMachine.step(
                draft(), new Event.Submit(AUTHOR, impossible, ReviewRule.STANDARD, NONE, 2000))));
  }

  @Test
  void onlyTheAuthorWritesSubmitsReopensAndWithdraws() {
    List<Event> drafts =
        List.of(
            new Event.Rewrite(OTHER, CONTENT, Map.of()),
            new Event.Submit(
                OTHER,
                Drafted.of(CONTENT.edits(), Shipped.base()),
                ReviewRule.STANDARD,
                NONE,
                2000),
            new Event.Withdraw(OTHER, "", 2000));
    drafts.forEach(
        event -> assertEquals("not-the-author", refused(ProposalMachine.step(draft(), event))));
    assertEquals(
        "not-the-author",
        refused(ProposalMachine.step(inReview(), new Event.Reopen(OTHER, Map.of()))));
  }

  @Test
  void onlyWhatWasAcceptedIsPublishedAndOnlyWhatWasPublishedIsTakenBack() {
    Event.Publish publish = new Event.Publish(COLLEAGUE, 1, 42, 4000);
    Event.TakeBack undo = new Event.TakeBack(OTHER, "broke a study", 43, 5000);

    assertEquals("wrong-state", refused(ProposalMachine.step(inReview(), publish)));
    assertEquals("wrong-state", refused(ProposalMachine.step(accepted(), undo)));
    Proposal published = taken(ProposalMachine.step(accepted(), publish));
    Proposal undone = taken(ProposalMachine.step(published, undo));

    assertEquals(42, ((Proposal.Published) published).sequence());
    assertEquals(43, ((Proposal.TakenBack) undone).undoneBy());
    assertEquals("wrong-state", refused(ProposalMachine.step(undone, undo)));
  }

  @Test
  void whatIsLongerThanAnybodyReadsIsNotEvenADraft() {
    Edit huge = new Edit.ChangeDefinition(TENSILE, Language.EN, "x".repeat(1 << 20));
    for (List<Edit> edits : List.of(List.of(huge), Collections.nCopies(2_001, huge))) {
      Outcome outcome =
          ProposalMachine.begin(
              new Proposal.Head(1, AUTHOR, 1000),
              new Event.Rewrite(AUTHOR, new Content("t", "r", edits), Map.of()));
      assertEquals(edits.size() == 1 ? "text-too-long" : "too-many", refused(outcome));
    }
  }

  @Test
  void aWrongStateIsNamedInBothLanguages() {
    Words words =
        ProposalMachine.step(inReview(), new Event.Publish(OTHER, 1, 42, 4000))
            .fold(yes -> new Words("", ""), no -> no.refusal().words());

    assertEquals(
        "The proposal is in review, and this step is for one that is accepted. See where it"
            + " stands.",
        words.en());
    assertTrue(words.ja().contains("審査中") && words.ja().contains("承認済み"), words.ja());
  }

  @Test
  void theStrictestRuleOfAllTouchedSchemesCounts() {
    ReviewRules rules =
        new ReviewRules(
            ReviewRule.STANDARD,
            Map.of(
                "a", new ReviewRule(1, 1, Objections.COUNT),
                "b", new ReviewRule(3, 2, Objections.COUNT)));

    assertEquals(new ReviewRule(1, 1, Objections.COUNT), rules.of(Set.of("a")));
    assertEquals(new ReviewRule(3, 2, Objections.COUNT), rules.of(Set.of("a", "b")));
    assertEquals(new ReviewRule(3, 2, Objections.BLOCK), rules.of(Set.of("b", "c")));
    assertEquals(ReviewRule.STANDARD, rules.of(Set.of()));
  }

  @Test
  void whereObjectionsCountTheyAreOutvoted() {
    ReviewRule rule = new ReviewRule(2, 2, Objections.COUNT);
    Vote yes = new Vote(REVIEWER, Stance.APPROVE, "", 1);
    Vote yesToo = new Vote(OTHER, Stance.APPROVE, "", 2);
    Vote no = new Vote(COLLEAGUE, Stance.OBJECT, "no", 3);
    Vote noToo = new Vote(new Participant("id-5", "Smith", "cedar"), Stance.OBJECT, "no", 4);

    assertEquals(ReviewRule.Standing.ACCEPTED, rule.of(List.of(yes, yesToo, no)));
    assertEquals(ReviewRule.Standing.OPEN, rule.of(List.of(yes, yesToo, no, noToo)));
    assertEquals(ReviewRule.Standing.REJECTED, rule.of(List.of(yes, no, noToo)));
  }

  @Test
  void theSameQuestionIsRecognisedFromEitherSideAndInAnyCase() {
    String yield = Shipped.term("yieldStrength");
    assertTrue(
        EditKeys.of(List.of(new Merge(TENSILE, yield))).contains(EditKeys.pair(yield, TENSILE)));
    assertEquals(
        EditKeys.of(List.of(new AddSynonym(TENSILE, Synonym.alternative("RM  max", Language.EN)))),
        EditKeys.of(List.of(new AddSynonym(TENSILE, Synonym.alternative(" Rm max", Language.EN)))));
    assertEquals(
        Set.of("move " + TENSILE + " - " + yield, EditKeys.pair(TENSILE, yield)),
        EditKeys.of(List.of(new Edit.Move(TENSILE, Optional.empty(), Optional.of(yield)))));
  }
}
