package org.kumiki.node.participation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.node.participation.StudyStore.Decision;
import org.kumiki.node.participation.StudyStore.Entry;

/**
 * A steward's decisions on studies. Nothing runs before one; an approval fixes the rows that take
 * part (none in a rehearsal), and the answer to the coordinator is "ready" or "declined" and no
 * more. Thread-safe.
 */
public final class Consents {
  /** Where several datasets fit, this name is meant. */
  private static final String MAIN = "main";

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

  /** Refuses a study in words that depend on no row, and tells the coordinator "declined". */
  void refuse(Entry entry, String sentence) {
    studies
        .jdbi()
        .useTransaction(
            handle -> {
              studies.refuse(handle, entry.hash(), sentence);
              studies.queue(handle, Paths.MESSAGES, answer(entry, Decision.DECLINED));
            });
    wakeOutbox.run();
  }

  /** Why a decision could not be taken; empty if it was. */
  public Optional<String> approve(String hash, String by, Optional<String> dataset) {
    Optional<Entry> entry = studies.find(hash);
    if (entry.isEmpty()) {
      return Optional.of("no study with this hash was proposed here: check the hash");
    }
    if (!entry.get().study().readsRows()) {
      return dataset.isPresent()
          ? Optional.of("a rehearsal reads no dataset: approve it without one")
          : decide(entry.get(), Decision.APPROVED, by, Optional.empty());
    }
    return approveRows(entry.get(), by, dataset);
  }

  private Optional<String> approveRows(Entry entry, String by, Optional<String> dataset) {
    List<DatasetVersion> fitting =
        newestOfEach().stream()
            .filter(v -> dataset.isEmpty() || v.dataset().equals(dataset.get()))
            .filter(v -> missing(entry, v).isEmpty())
            .toList();
    if (fitting.isEmpty()) {
      return Optional.of(unfit(entry, dataset));
    }
    Optional<DatasetVersion> version =
        fitting.size() == 1
            ? Optional.of(fitting.get(0))
            : fitting.stream().filter(v -> v.dataset().equals(MAIN)).findFirst();
    if (version.isEmpty()) {
      return Optional.of(
          "several datasets have all terms of the study: name one of "
              + String.join(", ", fitting.stream().map(DatasetVersion::dataset).toList()));
    }
    return decide(entry, Decision.APPROVED, by, version.map(DatasetVersion::id));
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
    SignedMessage answer = answer(entry, decision);
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

  /** Once an epoch has begun, a refusal is a departure from it. */
  private SignedMessage answer(Entry entry, Decision decision) {
    long epoch = entry.standing().epoch();
    Message body =
        decision == Decision.APPROVED || epoch == 0
            ? new Consent(decision == Decision.APPROVED)
            : new Leave(Reason.DECLINED);
    Context context =
        body instanceof Leave ? entry.study().context().withEpoch(epoch) : entry.study().context();
    return SignedMessage.sign(context, body, signer);
  }

  private List<DatasetVersion> newestOfEach() {
    Map<String, DatasetVersion> newest = new LinkedHashMap<>();
    datasets.versions().forEach(version -> newest.putIfAbsent(version.dataset(), version));
    return List.copyOf(newest.values());
  }

  private String unfit(Entry entry, Optional<String> dataset) {
    List<DatasetVersion> there =
        newestOfEach().stream()
            .filter(v -> dataset.isEmpty() || v.dataset().equals(dataset.get()))
            .toList();
    if (there.isEmpty()) {
      return dataset.isPresent()
          ? "there is no dataset " + dataset.get() + " here: see 'kumiki node load'"
          : "no dataset is loaded here: load one with 'kumiki node load'";
    }
    return "no dataset here has all terms of the study: "
        + there.get(0).dataset()
        + " lacks "
        + String.join(", ", missing(entry, there.get(0)));
  }

  private static List<String> missing(Entry entry, DatasetVersion version) {
    return StudyRows.missingTerms(entry.study(), version.columns(), true);
  }
}
