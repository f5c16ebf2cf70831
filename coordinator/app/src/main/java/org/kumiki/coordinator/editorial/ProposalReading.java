package org.kumiki.coordinator.editorial;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.coordinator.editorial.ProposalPage.Checks;
import org.kumiki.coordinator.editorial.ProposalPage.Defect;
import org.kumiki.coordinator.editorial.ProposalPage.May;
import org.kumiki.coordinator.editorial.ProposalPage.Size;
import org.kumiki.coordinator.editorial.ProposalPage.Talk;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.change.Conflict;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.editorial.ChangeNote;
import org.kumiki.ontology.editorial.Drafted;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.Proposal;
import org.kumiki.ontology.editorial.Stage;
import org.kumiki.ontology.editorial.Submission;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Puts together what the page of a proposal shows. Thread-safe. */
@Singleton
final class ProposalReading {
  /** More of one sort nobody reads on a page; a sheet may bring two thousand. */
  private static final int MOST_SHOWN = 100;

  private final VocabularyStore vocabulary;
  private final Proposals proposals;
  private final Discussion discussion;
  private final Impact impact;

  ProposalReading(
      VocabularyStore vocabulary, Proposals proposals, Discussion discussion, Impact impact) {
    this.vocabulary = vocabulary;
    this.proposals = proposals;
    this.discussion = discussion;
    this.impact = impact;
  }

  /** The last change of the vocabulary. */
  long lastChange() {
    return vocabulary.read(Snapshot::sequence);
  }

  /** A proposal that this person may see, or the problem that there is none. */
  StoredProposal find(Person person, long number) {
    return proposals
        .find(person, number)
        .orElseThrow(() -> StepProblem.of(EditorialRefusal.NO_SUCH_PROPOSAL.of()));
  }

  ProposalPage page(Person person, StoredProposal stored, Map<String, String> typed) {
    Proposal proposal = stored.proposal();
    Proposals.Look look = proposals.look(proposal);
    Patch patch = proposal.submitted().map(Submission::patch).orElse(look.drafted().patch());
    List<Edit> edits = proposal.content().edits();
    List<TermChange> changes = vocabulary.read(now -> TermChanges.of(now, patch));
    boolean open = open(proposal);
    List<Impact.OfTerm> touched = open ? impact.of(person, patch) : List.of();
    Checks checks = open ? checks(look) : new Checks(List.of(), List.of(), List.of());
    return new ProposalPage(
        stored,
        ChangeNote.read(proposal.content().reason()),
        vocabulary.read(now -> EditLines.of(now, edits, MOST_SHOWN)),
        EditWriter.write(edits.subList(0, Math.min(MOST_SHOWN, edits.size()))).stream()
            .map(edit -> !EditFields.hold(edit))
            .toList(),
        changes.subList(0, Math.min(MOST_SHOWN, changes.size())),
        new Size(edits.size(), changes.size(), touched.size()),
        checks,
        touched.subList(0, Math.min(MOST_SHOWN, touched.size())),
        new Talk(discussion.of(person, stored.number()), discussion.steps(person, stored.number())),
        open ? proposals.alike(edits, stored.number()) : List.of(),
        open ? proposals.remembered(edits, stored.number()) : List.of(),
        may(person, stored, checks),
        typed);
  }

  private static boolean open(Proposal proposal) {
    return switch (Stage.of(proposal)) {
      case DRAFT, IN_REVIEW, ACCEPTED -> true;
      case PUBLISHED, TAKEN_BACK, REJECTED, WITHDRAWN -> false;
    };
  }

  private Checks checks(Proposals.Look look) {
    Drafted drafted = look.drafted();
    return vocabulary.read(
        now ->
            new Checks(
                drafted.refusals(),
                drafted.findings().stream()
                    .map(one -> new Defect(Named.of(now, one.subject()), one))
                    .toList(),
                look.conflicts().stream()
                    .map(Conflict::term)
                    .map(iri -> Named.of(now, iri))
                    .toList()));
  }

  /** The same that {@link Proposals} and {@link Publishing} ask for, so that no button is vain. */
  private May may(Person person, StoredProposal stored, Checks checks) {
    Stage stage = Stage.of(stored.proposal());
    boolean own = proposals.isOwn(person, stored);
    boolean submitted = stage == Stage.IN_REVIEW || stage == Stage.ACCEPTED;
    boolean draft = stage == Stage.DRAFT;
    boolean curator = person.roles().contains(Role.CURATOR);
    return new May(
        own,
        own && draft,
        own && (draft || (submitted && !checks.changed().isEmpty())),
        own && submitted,
        own && (draft || submitted),
        curator && !own && stage == Stage.IN_REVIEW && checks.changed().isEmpty(),
        curator && stage == Stage.ACCEPTED && checks.changed().isEmpty(),
        person.roles().contains(Role.OPERATOR) && stage == Stage.PUBLISHED);
  }

  /** The person's own drafts, to which an edit can be added. */
  List<ProposalSummary> drafts(Person person) {
    return proposals.list(person, List.of(Stage.DRAFT));
  }

  Optional<Named> named(String iri) {
    return vocabulary.read(now -> now.concept(iri).map(concept -> Named.of(now, concept.iri())));
  }
}
