package org.kumiki.node.participation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Reason;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.participation.RowChoice.Choice;
import org.kumiki.node.participation.StudyStore.Decision;
import org.kumiki.node.participation.StudyStore.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A steward's decisions on studies. Nothing runs before one; an approval fixes the rows that take
 * part (none in a rehearsal), and the answer to the coordinator is "ready" or "declined" and no
 * more. Thread-safe.
 */
public final class Consents {
  private static final Logger LOG = LoggerFactory.getLogger(Consents.class);

  private static final String UNKNOWN = "no study with this hash was proposed here: check the hash";

  /** The sum of the flags is a disclosure of its own: part of the question, answered once. */
  private static final String FLAGS =
      "the coordinator and all members learn how many organisations can contribute and how many"
          + " have new data, once for a question and cohort";

  private final StudyStore studies;
  private final RuleStore rules;
  private final RowChoice choice;
  private final DataEpochs epochs;
  private final TermCheck terms;
  private final Signer signer;
  private final Runnable wakeOutbox;

  Consents(
      StudyStore studies,
      RuleStore rules,
      RowChoice choice,
      DataEpochs epochs,
      TermCheck terms,
      Signer signer,
      Runnable wakeOutbox) {
    this.studies = studies;
    this.rules = rules;
    this.choice = choice;
    this.epochs = epochs;
    this.terms = terms;
    this.signer = signer;
    this.wakeOutbox = wakeOutbox;
  }

  /** Refuses a study in words that depend on no row, and tells the coordinator "declined". */
  void refuse(Entry entry, String sentence) {
    studies
        .jdbi()
        .useTransaction(
            handle -> {
              if (studies.refuse(handle, entry.hash(), sentence)) {
                studies.queue(handle, Paths.MESSAGES, answer(entry, Decision.DECLINED));
              }
            });
    wakeOutbox.run();
  }

  /** What came of a steward's approval. */
  public sealed interface Answer {
    /**
     * @param notes which rows take part and what else a steward should know, each a sentence
     */
    record Approved(List<String> notes) implements Answer {}

    /** Why not. */
    record NotApproved(String sentence) implements Answer {}
  }

  /** Approves a study and fixes its rows. One that the query ledger forbids is declined. */
  public synchronized Answer approve(String hash, String by, Optional<String> dataset) {
    Optional<Entry> found = studies.find(hash);
    if (found.isEmpty()) {
      return new Answer.NotApproved(UNKNOWN);
    }
    Entry entry = found.get();
    Optional<String> wrong = terms.refuse(entry.study());
    if (wrong.isPresent()) {
      refuse(entry, wrong.get());
      return new Answer.NotApproved(wrong.get());
    }
    if (!entry.study().readsRows()) {
      return dataset.isPresent()
          ? new Answer.NotApproved("a rehearsal reads no dataset: approve it without one")
          : decided(entry, by, Optional.empty(), List.of());
    }
    Choice chosen = choice.choose(entry.study(), dataset);
    if (chosen instanceof Choice.Rows rows) {
      return decided(entry, by, Optional.of(rows.version()), rows.notes());
    }
    if (chosen instanceof Choice.Denied denied) {
      choice.denied(entry.study()).ifPresent(sentence -> refuse(entry, sentence));
      return new Answer.NotApproved(denied.sentence());
    }
    return new Answer.NotApproved(((Choice.Unfit) chosen).sentence());
  }

  private Answer decided(
      Entry entry, String by, Optional<DatasetVersion> version, List<String> notes) {
    return decide(entry, Decision.APPROVED, by, version)
        .<Answer>map(Answer.NotApproved::new)
        .orElse(new Answer.Approved(notes));
  }

  /** What a steward should know before deciding, each a sentence. */
  public List<String> notes(Entry entry) {
    if (!entry.study().readsRows()) {
      return List.of("a rehearsal reads no row: its numbers are made up by the program");
    }
    List<String> notes = new ArrayList<>();
    notes.add(FLAGS);
    if (entry.decision() == Decision.PENDING && !entry.ended()) {
      Choice chosen = choice.choose(entry.study(), Optional.empty());
      if (chosen instanceof Choice.Rows rows) {
        notes.addAll(rows.notes());
      } else if (chosen instanceof Choice.Denied denied) {
        notes.add(denied.sentence());
      } else {
        notes.add(((Choice.Unfit) chosen).sentence());
      }
    }
    return notes;
  }

  public Optional<String> decline(String hash, String by) {
    return studies
        .find(hash)
        .map(entry -> decide(entry, Decision.DECLINED, by, Optional.empty()))
        .orElse(Optional.of(UNKNOWN));
  }

  /**
   * Declines what the query ledger forbids, and approves what a standing rule covers and a dataset
   * can serve.
   */
  public synchronized void applyRules() {
    List<RuleStore.Rule> standing = rules.all();
    for (Entry entry : studies.all()) {
      if (entry.decision() == Decision.PENDING && !entry.ended()) {
        Optional<String> denied = denied(entry.study());
        if (denied.isPresent()) {
          refuse(entry, denied.get());
          continue;
        }
        standing.stream()
            .filter(rule -> rule.covers(entry.study()))
            .findFirst()
            .ifPresent(rule -> approve(entry.hash(), rule.name(), Optional.empty()));
      }
    }
  }

  /** What no steward can allow, in words that depend on no row. */
  private Optional<String> denied(Study study) {
    Optional<String> wrong = terms.refuse(study);
    if (wrong.isPresent()) {
      LOG.warn("study {} is refused: {}", study.hash(), wrong.get());
    }
    return wrong.isPresent() || !study.readsRows() ? wrong : choice.denied(study);
  }

  private Optional<String> decide(
      Entry entry, Decision decision, String by, Optional<DatasetVersion> version) {
    SignedMessage answer = answer(entry, decision);
    boolean decided =
        studies
            .jdbi()
            .inTransaction(
                handle -> {
                  Optional<Long> rows = version.map(DatasetVersion::id);
                  if (!studies.decide(handle, entry.hash(), decision, by, rows)) {
                    return false;
                  }
                  version.ifPresent(v -> bind(handle, v, entry));
                  studies.queue(handle, Paths.MESSAGES, answer);
                  return true;
                });
    wakeOutbox.run();
    return decided
        ? Optional.empty()
        : Optional.of("this study was decided before, or has ended: see 'kumiki node studies'");
  }

  /** Once this node has said yes an epoch may have begun, and a no is a departure from it. */
  private SignedMessage answer(Entry entry, Decision decision) {
    long epoch = entry.standing().epoch();
    boolean begun = entry.decision() == Decision.APPROVED || epoch > 0;
    Message body =
        decision == Decision.DECLINED && begun
            ? new Leave(Reason.DECLINED)
            : new Consent(decision == Decision.APPROVED);
    Context context =
        body instanceof Leave ? entry.study().context().withEpoch(epoch) : entry.study().context();
    return SignedMessage.sign(context, body, signer);
  }

  /** Fixes the version for the data epoch; approvals are one at a time, so none came between. */
  private void bind(Handle handle, DatasetVersion version, Entry entry) {
    if (!epochs.bind(handle, version.dataset(), entry.study().dataEpoch(), version.id())) {
      throw new IllegalStateException("another version is bound, though approvals queue");
    }
  }
}
