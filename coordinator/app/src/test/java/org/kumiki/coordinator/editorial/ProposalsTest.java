package org.kumiki.coordinator.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.vocabulary.EntryHead;
import org.kumiki.coordinator.vocabulary.FileImport;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.editorial.Content;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.Edit.NewTerm;
import org.kumiki.ontology.editorial.Edit.Synonym;
import org.kumiki.ontology.editorial.Proposal;
import org.kumiki.ontology.editorial.ReviewRules;
import org.kumiki.ontology.editorial.Stage;
import org.kumiki.ontology.editorial.Vote.Stance;
import org.kumiki.ontology.format.VocabularyFormat;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Role;
import org.kumiki.platform.people.Person;

/** Proposals in a real PostgreSQL, from draft to the log and back. */
class ProposalsTest {
  private static final Person AUTHOR =
      EditorialDatabase.guest("sato", "aoba", org.kumiki.platform.people.Role.SCIENTIST);
  private static final Person REVIEWER = curator("suzuki", "aoba");
  private static final Person OTHER = curator("brown", "birch");
  private static final Person OPERATOR =
      EditorialDatabase.home("ota", org.kumiki.platform.people.Role.OPERATOR);
  private static int made;

  @TempDir static Path temporary;
  private static EditorialDatabase database;
  private static Proposals proposals;
  private static Publishing publishing;
  private static Discussion discussion;

  private static Person curator(String name, String organisation) {
    return EditorialDatabase.guest(name, organisation, org.kumiki.platform.people.Role.CURATOR);
  }

  @BeforeAll
  static void start() {
    database = new EditorialDatabase(temporary);
    Participants participants = new Participants(EditorialDatabase.HOME, database.members);
    proposals =
        new Proposals(
            database.jdbi(),
            database.vocabulary,
            participants,
            ReviewRules.STANDARD,
            database.clock);
    publishing = new Publishing(database.jdbi(), database.vocabulary, participants, database.clock);
    discussion = new Discussion(database.jdbi(), proposals, participants, database.clock);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  /** A property of this test alone. */
  private static NewTerm term(String... broader) {
    made++;
    return new NewTerm(
        Optional.of("trialProperty" + made),
        Role.PROPERTY,
        Names.SCHEME + "properties",
        List.of(broader),
        Map.of(Language.EN, "trial property " + made, Language.JA, "試しの特性" + made),
        Optional.empty(),
        Map.of(Language.EN, "What is tried.", Language.JA, "試すもの。"),
        List.of(),
        Optional.of(new Quantity(Names.QUDT_KIND + "Stress", Names.QUDT_UNIT + "MegaPA", 0, 1)));
  }

  private static String iri(NewTerm term) {
    return Names.TERM + term.name().orElseThrow();
  }

  private static Content content(Edit... edits) {
    return new Content("Trial " + made, "Because it is tried\n\n試行のため", List.of(edits));
  }

  private static StoredProposal taken(Step step) {
    return step.fold(
        Step.Taken::proposal,
        not -> {
          throw new AssertionError(not.refusal().words().en());
        });
  }

  private static String code(Step step) {
    return step.fold(taken -> "taken", not -> not.refusal().code());
  }

  private static StoredProposal submitted(Edit... edits) {
    StoredProposal draft = taken(proposals.begin(AUTHOR, content(edits)));
    return taken(proposals.submit(AUTHOR, draft.number(), draft.version()));
  }

  private static StoredProposal accepted(Edit... edits) {
    StoredProposal review = submitted(edits);
    taken(proposals.vote(REVIEWER, review.number(), 1, Stance.APPROVE, ""));
    return taken(proposals.vote(OTHER, review.number(), 1, Stance.APPROVE, "as in the norm"));
  }

  private static StoredProposal published(Edit... edits) {
    StoredProposal accepted = accepted(edits);
    return taken(publishing.publish(REVIEWER, accepted.number(), 1));
  }

  private static long sequence(StoredProposal published) {
    return ((Proposal.Published) published.proposal()).sequence();
  }

  private static long last(VocabularyStore store) {
    return store.read(Snapshot::sequence).longValue();
  }

  private static Optional<Concept> concept(String iri) {
    return database.vocabulary.concept(iri);
  }

  @Test
  void aProposalGoesFromDraftThroughReviewIntoTheLogAndBack() {
    NewTerm term = term(Names.TERM + "strengthProperty");
    StoredProposal published = published(term);

    assertEquals(term.labels(), concept(iri(term)).orElseThrow().labels());
    EntryHead entry = database.vocabulary.changes(Long.MAX_VALUE, 1).get(0);
    assertEquals(sequence(published), entry.sequence());
    assertEquals(Optional.of(String.valueOf(published.number())), entry.origin().proposal());
    assertEquals("id-of-suzuki", entry.origin().account());
    assertTrue(entry.origin().reason().contains("Because it is tried"));

    StoredProposal back =
        taken(publishing.takeBack(OPERATOR, published.number(), "a study needs the old one"));
    assertEquals(Optional.empty(), concept(iri(term)));
    assertEquals(Stage.TAKEN_BACK, Stage.of(back.proposal()));
    assertEquals(
        List.of("BEGIN", "SUBMIT", "VOTE", "VOTE", "PUBLISH", "TAKE_BACK"),
        discussion.steps(AUTHOR, back.number()).stream().map(s -> s.step().name()).toList());
  }

  @Test
  void whateverIsReadIsWhatWasWritten() {
    StoredProposal draft =
        taken(
            proposals.begin(
                AUTHOR,
                content(
                    term(Names.TERM + "strengthProperty"),
                    new Edit.AddSynonym(
                        Names.TERM + "density",
                        Synonym.alternative("bulk \"density\"", Language.EN)),
                    new Edit.Move(Names.TERM + "density", Optional.empty(), Optional.of("urn:x:y")),
                    new Edit.Merge(Names.TERM + "density", Names.TERM + "porosity"),
                    new Edit.Split(
                        Names.TERM + "density",
                        List.of(
                            new Edit.Part(
                                term(),
                                List.of(Synonym.alternative("ρ", Language.EN)),
                                List.of(Names.TERM + "hotStrength")))),
                    new Edit.Deprecate(Names.TERM + "density", Optional.empty()),
                    new Edit.KeepApart(Names.TERM + "density", Names.TERM + "porosity"),
                    new Edit.CompareAgain(Names.TERM + "density", Names.TERM + "porosity"))));

    StoredProposal read = proposals.find(AUTHOR, draft.number()).orElseThrow();
    assertEquals(draft, read);
    assertEquals(8, read.proposal().content().edits().size());
  }

  @Test
  void draftsAreTheirAuthorsAloneAndTheRestIsEverybodys() {
    StoredProposal draft = taken(proposals.begin(AUTHOR, content(term())));

    assertEquals(Optional.empty(), proposals.find(REVIEWER, draft.number()));
    assertFalse(
        proposals.list(REVIEWER, List.of(Stage.DRAFT)).stream()
            .anyMatch(one -> one.number() == draft.number()));
    assertEquals(
        "no-such-proposal", code(proposals.withdraw(REVIEWER, draft.number(), "not mine")));
    assertTrue(
        discussion.write(REVIEWER, draft.number(), "hello", false).isPresent(),
        "nor does anybody write in its thread");

    taken(proposals.submit(AUTHOR, draft.number(), draft.version()));
    assertTrue(proposals.find(REVIEWER, draft.number()).isPresent());
  }

  @Test
  void whoWritesNamesTheVersionThatWasRead() {
    StoredProposal draft = taken(proposals.begin(AUTHOR, content(term())));
    taken(proposals.rewrite(AUTHOR, draft.number(), draft.version(), content(term()), false));

    assertEquals(
        "changed-meanwhile",
        code(proposals.rewrite(AUTHOR, draft.number(), draft.version(), content(term()), false)));
  }

  @Test
  void onlyCuratorsReviewAndPublishAndOnlyTheOperatorTakesBack() {
    StoredProposal review = submitted(term());
    assertEquals(
        "not-a-curator", code(proposals.vote(AUTHOR, review.number(), 1, Stance.APPROVE, "")));
    assertEquals("not-a-curator", code(publishing.publish(AUTHOR, review.number(), 1)));
    assertEquals("wrong-state", code(publishing.publish(REVIEWER, review.number(), 1)));
    assertEquals("not-the-operator", code(publishing.takeBack(REVIEWER, review.number(), "why")));
    assertEquals("wrong-state", code(publishing.takeBack(OPERATOR, review.number(), "why")));
  }

  @Test
  void aTermThatOthersChangedIsNoticedWhenItIsSubmittedVotedOnAndPublished() {
    NewTerm term = term();
    published(term);
    Edit first = new Edit.ChangeDefinition(iri(term), Language.EN, "The first.");
    Edit second = new Edit.ChangeDefinition(iri(term), Language.EN, "The second.");
    StoredProposal draft = taken(proposals.begin(AUTHOR, content(second)));
    StoredProposal review = submitted(second);
    StoredProposal accepted = accepted(second);

    published(first);

    assertEquals("changed-since", code(proposals.submit(AUTHOR, draft.number(), draft.version())));
    assertEquals(
        "changed-since", code(proposals.vote(OTHER, review.number(), 1, Stance.APPROVE, "")));
    assertEquals("changed-since", code(publishing.publish(REVIEWER, accepted.number(), 1)));
    assertEquals("The first.", definition(iri(term)), "nothing was overwritten");

    StoredProposal anew = taken(proposals.submit(AUTHOR, accepted.number(), accepted.version()));
    assertEquals(2, anew.proposal().submitted().orElseThrow().revision());
    taken(proposals.vote(REVIEWER, anew.number(), 2, Stance.APPROVE, ""));
    taken(proposals.vote(OTHER, anew.number(), 2, Stance.APPROVE, ""));
    taken(publishing.publish(REVIEWER, anew.number(), 2));
    assertEquals("The second.", definition(iri(term)));
  }

  private static String definition(String iri) {
    return concept(iri).orElseThrow().definitions().get(Language.EN);
  }

  @Test
  void whoLooksAtWhatOthersChangedSubmitsTheSameEditsAgain() {
    NewTerm term = term();
    published(term);
    Edit mine = new Edit.AddSynonym(iri(term), Synonym.alternative("mine", Language.EN));
    StoredProposal draft = taken(proposals.begin(AUTHOR, content(mine)));
    published(new Edit.AddSynonym(iri(term), Synonym.alternative("theirs", Language.EN)));

    assertEquals(
        List.of(iri(term)),
        proposals.look(draft.proposal()).conflicts().stream().map(c -> c.term()).toList());
    StoredProposal kept =
        taken(proposals.rewrite(AUTHOR, draft.number(), draft.version(), content(mine), false));
    assertEquals("changed-since", code(proposals.submit(AUTHOR, kept.number(), kept.version())));
    StoredProposal looked =
        taken(proposals.rewrite(AUTHOR, kept.number(), kept.version(), content(mine), true));
    taken(proposals.submit(AUTHOR, looked.number(), looked.version()));
  }

  @Test
  void whoWroteForLongIsToldWhatOthersChangedMeanwhile() {
    NewTerm term = term();
    long shown = sequence(published(term));
    published(new Edit.AddSynonym(iri(term), Synonym.alternative("theirs", Language.EN)));

    Edit mine = new Edit.AddSynonym(iri(term), Synonym.alternative("mine", Language.EN));
    StoredProposal draft = taken(proposals.begin(AUTHOR, content(mine), shown));
    assertEquals("changed-since", code(proposals.submit(AUTHOR, draft.number(), draft.version())));
  }

  @Test
  void anObjectionOutlivesTheSameProposalAskedAgain() {
    StoredProposal review = submitted(term());
    taken(proposals.vote(OTHER, review.number(), 1, Stance.OBJECT, "ambiguous"));
    StoredProposal seen = proposals.find(AUTHOR, review.number()).orElseThrow();
    StoredProposal open = taken(proposals.reopen(AUTHOR, review.number(), seen.version()));
    StoredProposal again = taken(proposals.submit(AUTHOR, review.number(), open.version()));

    assertEquals(2, again.proposal().submitted().orElseThrow().revision());
    assertEquals(
        List.of("ambiguous"),
        again.proposal().votes().stream().map(vote -> vote.reason()).toList());
    StoredProposal read = proposals.find(AUTHOR, review.number()).orElseThrow();
    assertEquals(again.proposal().votes(), read.proposal().votes());
  }

  @Test
  void theServicesOwnTokenHasNoVote() {
    StoredProposal review = submitted(term());
    assertEquals(
        "not-a-person", code(proposals.vote(Person.OWNER, review.number(), 1, Stance.APPROVE, "")));
  }

  @Test
  void aChangeThatOthersRestOnIsNotTakenBackAndTheyAreNamed() {
    NewTerm below = term();
    StoredProposal base = published(below);
    Edit onTop = new Edit.AddSynonym(iri(below), Synonym.alternative("on top", Language.EN));
    StoredProposal later = published(onTop);

    Step refused = publishing.takeBack(OPERATOR, base.number(), "why");
    assertEquals("later-changes", code(refused));
    List<LaterChange> named = ((Step.Refused) refused).later();
    assertEquals(List.of(later.number()), named.stream().map(LaterChange::proposal).toList());
  }

  @Test
  void aFileThatCameLaterIsNamedByItsChangeAndChangedBackByAProposal() {
    NewTerm below = term();
    StoredProposal base = published(below);
    FileImport files = new FileImport(database.vocabulary, temporary, database.clock);
    String file =
        "<" + iri(below) + "> <http://www.w3.org/2004/02/skos/core#altLabel> \"of a file\"@en .";
    files.take(
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
        new FileImport.Wish(
            VocabularyFormat.TURTLE, Names.SHARED, false, Optional.empty(), false, false),
        FileImport.origin(OPERATOR, "our names"));

    Step refused = publishing.takeBack(OPERATOR, base.number(), "why");
    String change = "change " + last(database.vocabulary) + " “our names”";
    String why = refused.fold(taken -> "", not -> not.refusal().words().en());
    assertTrue(why.contains("Later changes rest on it: " + change + ". "), why);
    assertFalse(why.contains("#0"), why);

    published(new Edit.DropSynonym(iri(below), "of a file", Language.EN));
    taken(publishing.takeBack(OPERATOR, base.number(), "now it is as it was"));
  }

  @Test
  void aChangeIsTakenBackAfterAllThatCameLaterWasTakenBack() {
    NewTerm below = term();
    StoredProposal base = published(below);
    Synonym name = Synonym.alternative("on top", Language.EN);
    StoredProposal later = published(new Edit.AddSynonym(iri(below), name));
    StoredProposal last = published(new Edit.DropSynonym(iri(below), "on top", Language.EN));

    taken(publishing.takeBack(OPERATOR, last.number(), "the first of them"));
    assertEquals("later-changes", code(publishing.takeBack(OPERATOR, base.number(), "why")));
    taken(publishing.takeBack(OPERATOR, later.number(), "then this one"));
    taken(publishing.takeBack(OPERATOR, base.number(), "now it is as it was"));

    assertEquals(Optional.empty(), concept(iri(below)));
  }

  @Test
  void aTermThatOthersStandUnderIsNotTakenAwayFromThem() {
    NewTerm parent = term();
    StoredProposal base = published(parent);
    StoredProposal child = published(term(iri(parent)));

    Step refused = publishing.takeBack(OPERATOR, base.number(), "why");
    assertEquals("later-changes", code(refused));
    assertEquals(
        List.of(child.number()),
        ((Step.Refused) refused).later().stream().map(LaterChange::proposal).toList());
    assertTrue(concept(iri(parent)).isPresent());
  }

  @Test
  void publishingTwiceIsOncePublished() throws Exception {
    StoredProposal accepted = accepted(term());
    long before = last(database.vocabulary);
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<Step>> steps =
          List.of(
              two.submit(() -> atOnce(together, accepted)),
              two.submit(() -> atOnce(together, accepted)));
      List<String> codes = List.of(code(steps.get(0).get()), code(steps.get(1).get()));
      assertTrue(codes.contains("taken"), codes.toString());
    } finally {
      two.shutdown();
    }
    assertEquals(before + 1, last(database.vocabulary));
    assertEquals(before + 1, sequence(proposals.find(AUTHOR, accepted.number()).orElseThrow()));
  }

  private static Step atOnce(CyclicBarrier together, StoredProposal accepted) throws Exception {
    together.await();
    return publishing.publish(REVIEWER, accepted.number(), 1);
  }

  /**
   * The entry of the log and the proposal's row are one write: neither stands without the other.
   */
  @Test
  void aPublicationThatBreaksOffLeavesNeitherEntryNorStep() {
    StoredProposal accepted = accepted(term());
    long before = last(database.vocabulary);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "ALTER TABLE proposal ADD CONSTRAINT broken CHECK (stage <> 'PUBLISHED')"
                        + " NOT VALID"));
    try {
      assertThrows(
          UnableToExecuteStatementException.class,
          () -> publishing.publish(REVIEWER, accepted.number(), 1));
    } finally {
      database
          .jdbi()
          .useHandle(handle -> handle.execute("ALTER TABLE proposal DROP CONSTRAINT broken"));
    }
    try (VocabularyStore restarted = database.opened()) {
      assertEquals(before, last(restarted));
    }
    assertEquals(accepted, proposals.find(AUTHOR, accepted.number()).orElseThrow());
    taken(publishing.publish(REVIEWER, accepted.number(), 1));
  }

  @Test
  void whatWasRejectedIsRememberedWithItsReasons() {
    NewTerm term = term();
    StoredProposal review = submitted(term);
    taken(proposals.vote(REVIEWER, review.number(), 1, Stance.OBJECT, "a method, no property"));
    StoredProposal rejected =
        taken(proposals.vote(OTHER, review.number(), 1, Stance.OBJECT, "too narrow"));
    assertEquals(Stage.REJECTED, Stage.of(rejected.proposal()));

    List<Proposals.Remembered> remembered = proposals.remembered(List.of(term), 0);
    assertEquals(1, remembered.size());
    assertEquals(review.number(), remembered.get(0).proposal().number());
    assertEquals(List.of("a method, no property", "too narrow"), remembered.get(0).reasons());
  }

  @Test
  void aThreadIsPlainBoundedAndNamesOnlyWhoWantsIt() {
    StoredProposal review = submitted(term());
    assertTrue(discussion.write(OTHER, review.number(), "x".repeat(4_001), false).isPresent());
    assertTrue(discussion.write(OTHER, review.number(), " \n ", false).isPresent());
    assertTrue(discussion.write(OTHER, review.number(), "a\u0000b", false).isPresent());
    assertTrue(discussion.write(OTHER, review.number(), "<b>Why?</b>", true).isEmpty());
    assertTrue(discussion.write(AUTHOR, review.number(), "Because.", false).isEmpty());

    List<Discussion.Comment> thread = discussion.of(AUTHOR, review.number());
    assertEquals(
        List.of("<b>Why?</b>", "Because."), thread.stream().map(Discussion.Comment::text).toList());
    assertEquals(Optional.empty(), thread.get(0).by());
    assertFalse(thread.get(0).own());
    assertTrue(discussion.of(OTHER, review.number()).get(0).own());
    assertEquals("Name of sato", thread.get(1).by().orElseThrow().name());
  }

  @Test
  void theRecordOfStepsVotesAndTextsCannotBeAltered() {
    submitted(term());
    for (String table :
        List.of("proposal_step", "proposal_revision", "proposal_vote", "proposal_comment")) {
      assertThrows(
          UnableToExecuteStatementException.class,
          () ->
              database.jdbi().useHandle(handle -> handle.execute("TRUNCATE " + table + " CASCADE")),
          table);
    }
    assertThrows(
        UnableToExecuteStatementException.class,
        () ->
            database
                .jdbi()
                .useHandle(handle -> handle.execute("UPDATE proposal_step SET name = 'x'")));
  }

  @Test
  void somebodyOfSeveralOrganisationsCountsForOneAlways() {
    Participants participants = new Participants(EditorialDatabase.HOME, database.members);
    Person both =
        new Person(
            "id", "u", "N", Set.of("cedar", "birch", "foreign"), Set.of(), Person.Standing.GUEST);

    assertEquals("birch", participants.of(both).organisation());
    assertEquals("steel", participants.of(OPERATOR).organisation());
    assertEquals("steel", participants.of(Person.OWNER).organisation());
  }
}
