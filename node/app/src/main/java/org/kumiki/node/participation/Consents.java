package org.kumiki.node.participation;

import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.participation.StudyStore.Decision;
import org.kumiki.node.participation.StudyStore.Entry;

/**
 * A steward's decisions on studies. Nothing runs before one; an approval fixes the rows that take
 * part, and the answer to the coordinator is "ready" or "declined" and no more. Thread-safe.
 */
public final class Consents {
  private final StudyStore studies;
  private final RuleStore rules;
  private final DatasetStore datasets;
  private final Signer signer;
  private final Runnable wakeOutbox;

  Consents(
      StudyStore studies,
      RuleStore rules,
      DatasetStore datasets,
      Signer signer,
      Runnable wakeOutbox) {
    this.studies = studies;
    this.rules = rules;
    this.datasets = datasets;
    this.signer = signer;
    this.wakeOutbox = wakeOutbox;
  }

  /** Why a decision could not be taken; empty if it was. */
  public Optional<String> approve(String hash, String by, Optional<String> dataset) {
    Optional<Entry> entry = studies.find(hash);
    if (entry.isEmpty()) {
      return Optional.of("no study with this hash was proposed here: check the hash");
    }
    Optional<DatasetVersion> version =
        dataset.isPresent()
            ? datasets.newest(dataset.get()).filter(v -> serves(entry.get(), v))
            : datasets.versions().stream().filter(v -> serves(entry.get(), v)).findFirst();
    if (version.isEmpty()) {
      return Optional.of(
          "no dataset here has all terms of the study: load one that maps "
              + String.join(", ", missing(entry.get(), dataset)));
    }
    return decide(entry.get(), Decision.APPROVED, by, version.map(DatasetVersion::id));
  }

  public Optional<String> decline(String hash, String by) {
    return studies
        .find(hash)
        .map(entry -> decide(entry, Decision.DECLINED, by, Optional.empty()))
        .orElse(Optional.of("no study with this hash was proposed here: check the hash"));
  }

  /** Approves what a standing rule covers and a dataset can serve. */
  public void applyRules() {
    List<RuleStore.Rule> standing = rules.all();
    for (Entry entry : studies.all()) {
      if (entry.decision() == Decision.PENDING && !entry.ended()) {
        standing.stream()
            .filter(rule -> rule.covers(entry.study()))
            .findFirst()
            .ifPresent(rule -> approve(entry.hash(), rule.name(), Optional.empty()));
      }
    }
  }

  private Optional<String> decide(
      Entry entry, Decision decision, String by, Optional<Long> version) {
    SignedMessage answer =
        SignedMessage.sign(
            entry.study().context(), new Consent(decision == Decision.APPROVED), signer);
    boolean decided =
        studies
            .jdbi()
            .inTransaction(
                handle -> {
                  if (!studies.decide(handle, entry.hash(), decision, by, version)) {
                    return false;
                  }
                  studies.queue(handle, Paths.MESSAGES, answer);
                  return true;
                });
    wakeOutbox.run();
    return decided
        ? Optional.empty()
        : Optional.of("this study was decided before, or has ended: see 'kumiki node studies'");
  }

  private List<String> missing(Entry entry, Optional<String> dataset) {
    return dataset
        .flatMap(datasets::newest)
        .or(() -> datasets.versions().stream().findFirst())
        .map(v -> StudyRows.missingTerms(entry.study(), v.columns(), true))
        .orElse(
            StudyRows.missingTerms(entry.study(), List.of(), true));
  }

  private static boolean serves(Entry entry, DatasetVersion version) {
    return StudyRows.missingTerms(entry.study(), version.columns(), true).isEmpty();
  }
}
