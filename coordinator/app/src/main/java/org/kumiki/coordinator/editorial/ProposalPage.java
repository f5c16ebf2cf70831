package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.ontology.editorial.ChangeNote;
import org.kumiki.ontology.editorial.Drafted;
import org.kumiki.ontology.editorial.Proposal;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.editorial.ReviewRule;
import org.kumiki.ontology.editorial.Stage;
import org.kumiki.ontology.editorial.Submission;
import org.kumiki.ontology.shape.Finding;

/**
 * A proposal as its page shows it to one person.
 *
 * @param note why, in both languages
 * @param edits what is wanted, in words; of many the first
 * @param fixed for each shown edit whether the form cannot hold it
 * @param changes what it comes to, term by term; of many the first
 * @param all how much there is of both
 * @param impact what it would touch; of many terms the first
 * @param may what this person may do now
 * @param typed what was typed into a form that was refused
 */
public record ProposalPage(
    StoredProposal stored,
    ChangeNote note,
    List<EditLine> edits,
    List<Boolean> fixed,
    List<TermChange> changes,
    Size all,
    Checks checks,
    List<Impact.OfTerm> impact,
    Talk talk,
    List<ProposalSummary> alike,
    List<Proposals.Remembered> remembered,
    May may,
    Map<String, String> typed) {

  /** How many edits, changed terms, and terms that something depends on there are in all. */
  public record Size(int edits, int changes, int impact) {}

  /**
   * What stands in the way.
   *
   * @param changed terms that others have changed since
   */
  public record Checks(List<Drafted.Refused> refusals, List<Defect> defects, List<Named> changed) {
    /** Whether nothing does. */
    public boolean clean() {
      return refusals.isEmpty() && defects.isEmpty() && changed.isEmpty();
    }

    /** Why an edit cannot be made; −1 for the draft as a whole. */
    public Optional<Refusal> of(int place) {
      return refusals.stream()
          .filter(one -> one.edit() == place)
          .findFirst()
          .map(Drafted.Refused::refusal);
    }
  }

  /** What would become worse, and of what. */
  public record Defect(Named term, Finding finding) {}

  /** The thread, and what was done. */
  public record Talk(List<Discussion.Comment> comments, List<Discussion.Done> steps) {}

  /** What a person may do to a proposal now. */
  public record May(
      boolean own,
      boolean write,
      boolean submit,
      boolean reopen,
      boolean withdraw,
      boolean vote,
      boolean publish,
      boolean undo) {
    /** Whether there is anything besides writing in the thread. */
    public boolean anything() {
      return submit || reopen || withdraw || vote || publish || undo;
    }
  }

  /** The proposal itself. */
  public Proposal proposal() {
    return stored.proposal();
  }

  /** Where it stands. */
  public Stage stage() {
    return Stage.of(stored.proposal());
  }

  /** The key of the words that say what is to be done now. */
  public String now() {
    boolean submitted = stage() == Stage.IN_REVIEW || stage() == Stage.ACCEPTED;
    if (submitted && !checks.changed().isEmpty()) {
      return may.own() ? "now.changed.own" : "now.changed";
    }
    return may.own() && stage() == Stage.IN_REVIEW ? "now.own" : "now." + stage().name();
  }

  /** The revision that reviewers look at; 0 before the first. */
  public int revision() {
    return proposal().submitted().map(Submission::revision).orElse(0);
  }

  /** How many must agree; empty for a draft. */
  public Optional<ReviewRule> rule() {
    return proposal().submitted().map(Submission::rule);
  }

  /** Its place in the log; 0 before it is published. */
  public long sequence() {
    if (proposal() instanceof Proposal.Published published) {
      return published.sequence();
    }
    return proposal() instanceof Proposal.TakenBack back ? back.before().sequence() : 0;
  }

  /** The change that took it back; 0 if none did. */
  public long undoneBy() {
    return proposal() instanceof Proposal.TakenBack back ? back.undoneBy() : 0;
  }

  /** The address of a step. */
  public String path(String step) {
    return ProposalPages.path(stored.number()) + (step.isEmpty() ? "" : "/" + step);
  }

  /** What was typed into a field. */
  public String value(String field) {
    return typed.getOrDefault(field, "");
  }
}
