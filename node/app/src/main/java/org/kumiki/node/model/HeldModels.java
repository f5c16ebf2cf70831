package org.kumiki.node.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kumiki.exchange.study.Audience;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.node.participation.ModelWithdrawals.Withdrawn;
import org.kumiki.node.participation.StudyStore;
import org.kumiki.node.participation.StudyStore.Entry;

/**
 * The models that lie here, as far as their studies' rights let this organisation use them.
 * Thread-safe.
 */
public final class HeldModels {
  /** Said wherever a model is used that this node did not compute. */
  public static final String FETCHED = "fetched: computed by others, on the coordinator's word";

  private final StudyStore studies;
  private final Function<String, Optional<Withdrawn>> withdrawals;
  private final String organisation;

  /**
   * @param withdrawals why the model of a study was withdrawn, by its hash
   * @param organisation this one
   */
  public HeldModels(
      StudyStore studies, Function<String, Optional<Withdrawn>> withdrawals, String organisation) {
    this.studies = studies;
    this.withdrawals = withdrawals;
    this.organisation = organisation;
  }

  public Optional<Entry> find(String hash) {
    return studies.find(hash);
  }

  /** All models that this organisation may use, the newest study first. */
  public List<Entry> usable() {
    return studies.all().stream().filter(Comparison::hasModel).filter(this::mayUse).toList();
  }

  /** Whether the study's rights let this organisation use its model, if it has made one. */
  public boolean mayUse(Entry entry) {
    return allowed(entry.study().rights().use(), entry.study());
  }

  /** Whether a model is here that others have computed. */
  public boolean fetched(String studyHash) {
    return studies.find(studyHash).filter(Entry::fetched).isPresent();
  }

  /**
   * The model of a study, for predicting, suggesting and learning from it.
   *
   * @throws IllegalArgumentException in one sentence, if there is none or its rights forbid it
   */
  public RegressionModel toUse(Entry entry) {
    require(entry.study().rights().use(), entry.study(), "use");
    return Comparison.model(entry);
  }

  /**
   * The same, for other programs of this house.
   *
   * @throws IllegalArgumentException likewise
   */
  public RegressionModel toExport(Entry entry) {
    require(entry.study().rights().export(), entry.study(), "export");
    return Comparison.model(entry);
  }

  /** Why a study's model was withdrawn; empty if it was not. */
  public Optional<Withdrawn> withdrawn(String studyHash) {
    return withdrawals.apply(studyHash);
  }

  private void require(Audience who, Study study, String what) {
    if (!allowed(who, study)) {
      throw new IllegalArgumentException(
          "the study's rights let only "
              + who
              + " "
              + what
              + " its model, and this organisation is not among them");
    }
  }

  private boolean allowed(Audience who, Study study) {
    return who.includes(organisation, study.cohort());
  }
}
