package org.kumiki.ontology.editorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.jena.graph.compose.Delta;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.shape.ChangeCheck;
import org.kumiki.ontology.shape.Finding;

/**
 * What a draft comes to today. Immutable.
 *
 * @param patch what all edits that can be made do together, one after the other
 * @param basedOn for each term that the patch changes or relies on, its version today
 * @param refusals which edits cannot be made, and why; they are not in the patch
 * @param findings what the patch would make worse
 */
public record Drafted(
    Patch patch, Map<String, Long> basedOn, List<Refused> refusals, List<Finding> findings) {
  /** More nobody can review as one. */
  public static final int MOST_EDITS = 2_000;

  /**
   * An edit that cannot be made.
   *
   * @param edit its place in the draft, from 0; −1 for the draft as a whole
   */
  public record Refused(int edit, Refusal refusal) {}

  public Drafted {
    basedOn = Map.copyOf(basedOn);
    refusals = List.copyOf(refusals);
    findings = List.copyOf(findings);
  }

  /** Whether it may be submitted as it is. */
  public boolean complete() {
    return refusals.isEmpty() && findings.isEmpty();
  }

  /** Makes one patch of edits. */
  public static Drafted of(List<Edit> edits, Base base) {
    if (edits.size() > MOST_EDITS) {
      return nothing(new Refused(-1, Obstacle.TOO_MANY.of(edits.size(), MOST_EDITS)));
    }
    WorkingCopy copy = new WorkingCopy(base.shared(), base.versions());
    List<Refused> refusals = new ArrayList<>();
    for (int at = 0; at < edits.size(); at++) {
      WorkingCopy trial = copy.trial();
      Optional<Refusal> refusal = edits.get(at).fold(new Maker(trial));
      if (refusal.isEmpty() && trial.patch().isEmpty()) {
        refusal = Optional.of(Obstacle.NOTHING_CHANGES.of());
      }
      if (refusal.isPresent()) {
        refusals.add(new Refused(at, refusal.get()));
      } else {
        copy.take(trial);
      }
    }
    Patch patch = copy.patch();
    if (patch.isEmpty() && refusals.isEmpty()) {
      refusals.add(new Refused(-1, Obstacle.NOTHING_CHANGES.of()));
    }
    Set<String> terms = new TreeSet<>(patch.subjects());
    terms.addAll(copy.reliedOn());
    return new Drafted(patch, base.versionsOf(terms), refusals, findings(patch, base));
  }

  private static Drafted nothing(Refused why) {
    return new Drafted(Patch.of(List.of(), List.of()), Map.of(), List.of(why), List.of());
  }

  private static List<Finding> findings(Patch patch, Base base) {
    Delta after = new Delta(base.all());
    patch.removed().forEach(quad -> after.delete(quad.asTriple()));
    patch.added().forEach(quad -> after.add(quad.asTriple()));
    return patch.isEmpty()
        ? List.of()
        : ChangeCheck.introduced(base.all(), after, patch.subjects());
  }

  /** Makes the statements of each sort of edit. */
  private record Maker(WorkingCopy copy) implements Edit.Cases<Optional<Refusal>> {
    @Override
    public Optional<Refusal> newTerm(Edit.NewTerm edit) {
      return NewTerms.add(edit, copy);
    }

    @Override
    public Optional<Refusal> addSynonym(Edit.AddSynonym edit) {
      return LabelEdits.add(edit, copy);
    }

    @Override
    public Optional<Refusal> dropSynonym(Edit.DropSynonym edit) {
      return LabelEdits.drop(edit, copy);
    }

    @Override
    public Optional<Refusal> changeLabel(Edit.ChangeLabel edit) {
      return LabelEdits.change(edit, copy);
    }

    @Override
    public Optional<Refusal> changeDefinition(Edit.ChangeDefinition edit) {
      return LabelEdits.define(edit, copy);
    }

    @Override
    public Optional<Refusal> changeScopeNote(Edit.ChangeScopeNote edit) {
      return LabelEdits.note(edit, copy);
    }

    @Override
    public Optional<Refusal> move(Edit.Move edit) {
      return PlaceEdits.move(edit, copy);
    }

    @Override
    public Optional<Refusal> merge(Edit.Merge edit) {
      return Merging.merge(edit, copy);
    }

    @Override
    public Optional<Refusal> split(Edit.Split edit) {
      return Splitting.split(edit, copy);
    }

    @Override
    public Optional<Refusal> deprecate(Edit.Deprecate edit) {
      return Retirement.deprecate(edit, copy);
    }

    @Override
    public Optional<Refusal> changeQuantity(Edit.ChangeQuantity edit) {
      return QuantityEdits.change(edit, copy);
    }

    @Override
    public Optional<Refusal> keepApart(Edit.KeepApart edit) {
      return PlaceEdits.keepApart(edit, copy);
    }

    @Override
    public Optional<Refusal> compareAgain(Edit.CompareAgain edit) {
      return PlaceEdits.compareAgain(edit, copy);
    }
  }
}
