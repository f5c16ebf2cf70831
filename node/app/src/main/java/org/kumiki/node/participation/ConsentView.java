package org.kumiki.node.participation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kumiki.exchange.round.RoundPlan;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Rights;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.node.participation.StudyStore.RowCounts;

/**
 * All that a steward should have read before deciding on a study, and what came of it.
 *
 * @param plan the vectors that would leave
 * @param prospect what an approval would do now
 * @param version the rows that take part, or would
 * @param counts own rows by what becomes of them; empty while they are not counted
 * @param colluding c of the roster that the study names
 * @param released the reason that a steward has let out
 * @param typed a reason that was typed and not taken
 */
public record ConsentView(
    Entry entry,
    StudyRow row,
    RoundPlan plan,
    Consents.Prospect prospect,
    Optional<DatasetVersion> version,
    Optional<RowCounts> counts,
    List<TermView> features,
    Optional<TermView> target,
    List<TermView> conditions,
    int colluding,
    Optional<String> released,
    String typed) {
  public Study study() {
    return entry.study();
  }

  /** The organisations without this one. */
  public int others() {
    return study().cohort().size() - 1;
  }

  /** Numbers a row gives: a composition gives many. */
  public int variables() {
    return study().readsRows() ? study().computation().variables().size() : 0;
  }

  /** Whether a hold-out leaves one part with fewer own rows than the study's minimum. */
  public boolean partTooSmall() {
    return study().holdout() > 0
        && counts
            .filter(rows -> Math.min(rows.used(), rows.apart()) < study().minimumRows())
            .isPresent();
  }

  public Instant deadline() {
    return row.deadline();
  }

  /** Penalty and cut of a regression, else empty. */
  public Optional<Method.RidgeRegression> ridge() {
    return study().method() instanceof Method.RidgeRegression ridge
        ? Optional.of(ridge)
        : Optional.empty();
  }

  /** What a Gaussian process asks, else empty. */
  public Optional<Method.GaussianProcess> gaussian() {
    return study().method() instanceof Method.GaussianProcess gaussian
        ? Optional.of(gaussian)
        : Optional.empty();
  }

  /** What boosted trees ask, else empty. */
  public Optional<Method.BoostedTrees> boosted() {
    return study().method() instanceof Method.BoostedTrees boosted
        ? Optional.of(boosted)
        : Optional.empty();
  }

  /** What a network asks, else empty. */
  public Optional<Method.NeuralNetwork> network() {
    return study().method() instanceof Method.NeuralNetwork network
        ? Optional.of(network)
        : Optional.empty();
  }

  /** What a validation asks, else empty. */
  public Optional<Method.Validation> validation() {
    return study().method() instanceof Method.Validation validation
        ? Optional.of(validation)
        : Optional.empty();
  }

  /** Terms that the prediction must not fall with, and those that it must not rise with. */
  public List<String> rising() {
    return boosted().map(trees -> labels(trees.rising())).orElse(List.of());
  }

  public List<String> falling() {
    return boosted().map(trees -> labels(trees.falling())).orElse(List.of());
  }

  /** Terms whose values tell which rows are one material; empty where nobody asks. */
  public List<String> material() {
    return gaussian()
        .filter(gp -> gp.folds() > 1)
        .map(gp -> labels(gp.material()))
        .orElse(List.of());
  }

  /** Who may use the model, if not just those who take part; else empty. */
  public Optional<Rights> rights() {
    return Optional.of(study().rights()).filter(rights -> !rights.equals(Rights.PARTICIPANTS));
  }

  private List<String> labels(List<String> terms) {
    return features.stream()
        .filter(feature -> terms.contains(feature.iri()))
        .map(TermView::label)
        .toList();
  }

  /** The widths of a network's hidden layers, as people write them. */
  public String layers() {
    return network()
        .map(of -> of.hidden().stream().map(String::valueOf).collect(Collectors.joining(" – ")))
        .orElse("");
  }

  /** Why it ended, as a key of words; empty while it runs. */
  public String reason() {
    return entry.reason() == null ? "" : Reason.valueOf(entry.reason()).name();
  }

  /** Whether the steward may still take a yes back. */
  public boolean approved() {
    return row.decision().equals("approved") && !entry.ended();
  }
}
