package org.kumiki.node.participation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
import org.kumiki.node.participation.Note.Topic;
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

  private final StudyStore studies;
  private final RuleStore rules;
  private final RowChoice choice;
  private final DataEpochs epochs;
  private final Function<Study, Optional<String>> check;
  private final Signer signer;
  private final Runnable wakeOutbox;

  /**
   * @param check what is wrong with a study, in one sentence that depends on no row
   */
  Consents(
      StudyStore studies,
      RuleStore rules,
      RowChoice choice,
      DataEpochs epochs,
      Function<Study, Optional<String>> check,
      Signer signer,
      Runnable wakeOutbox) {
    this.studies = studies;
    this.rules = rules;
    this.choice = choice;
    this.epochs = epochs;
    this.check = check;
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
     * @param notes which rows take part and what else a steward should know
     */
    record Approved(List<Note> notes) implements Answer {}

    /** Why not. */
    record NotApproved(List<Note> notes) implements Answer {
      static NotApproved because(Note note) {
        return new NotApproved(List.of(note));
      }
    }
  }

  /** Approves a study and fixes its rows. One that the query ledger forbids is declined. */
  public synchronized Answer approve(String hash, String by, Optional<String> dataset) {
    Optional<Entry> found = studies.find(hash);
    if (found.isEmpty()) {
      return Answer.NotApproved.because(Note.of(Topic.UNKNOWN));
    }
    Entry entry = found.get();
    Optional<String> wrong = check.apply(entry.study());
    if (wrong.isPresent()) {
      refuse(entry, wrong.get());
      return Answer.NotApproved.because(Note.of(Topic.REFUSED, wrong.get()));
    }
    if (!entry.study().readsRows()) {
      return dataset.isPresent()
          ? Answer.NotApproved.because(Note.of(Topic.REHEARSAL_WITHOUT_DATASET))
          : decided(entry, by, Optional.empty(), List.of());
    }
    Choice chosen = choice.choose(entry.study(), dataset);
    if (chosen instanceof Choice.Rows rows) {
      return decided(entry, by, Optional.of(rows.version()), rows.notes());
    }
    if (chosen instanceof Choice.Denied denied) {
      choice.denied(entry.study()).ifPresent(sentence -> refuse(entry, sentence));
      return Answer.NotApproved.because(denied.note());
    }
    return new Answer.NotApproved(((Choice.Unfit) chosen).notes());
  }

  private Answer decided(
      Entry entry, String by, Optional<DatasetVersion> version, List<Note> notes) {
    return decide(entry, Decision.APPROVED, by, version, Optional.empty())
        .<Answer>map(Answer.NotApproved::because)
        .orElse(new Answer.Approved(notes));
  }

  /**
   * What an approval would do now.
   *
   * @param notes what a steward should know
   * @param rows that would take part; empty if a study reads none, or none may
   * @param datasets that may answer, if the steward has to name one
   * @param possible whether an approval would be taken
   */
  public record Prospect(
      List<Note> notes, Optional<DatasetVersion> rows, List<String> datasets, boolean possible) {}

  /** What stands before the steward of a study that waits; of another the notes alone. */
  public Prospect prospect(Entry entry) {
    if (!entry.study().readsRows()) {
      return new Prospect(
          List.of(Note.of(Topic.REHEARSAL)), Optional.empty(), List.of(), entry.waits());
    }
    List<Note> notes = new ArrayList<>(List.of(Note.of(Topic.FLAGS)));
    if (!entry.waits()) {
      return new Prospect(notes, Optional.empty(), List.of(), false);
    }
    Choice chosen = choice.choose(entry.study(), Optional.empty());
    if (chosen instanceof Choice.Rows rows) {
      notes.addAll(rows.notes());
      return new Prospect(notes, Optional.of(rows.version()), List.of(), true);
    }
    if (chosen instanceof Choice.Denied denied) {
      notes.add(denied.note());
      return new Prospect(notes, Optional.empty(), List.of(), false);
    }
    notes.addAll(((Choice.Unfit) chosen).notes());
    List<String> open = choice.open(entry.study());
    return new Prospect(notes, Optional.empty(), open, !open.isEmpty());
  }

  /** What a steward should know before deciding, each a sentence. */
  public List<String> notes(Entry entry) {
    return prospect(entry).notes().stream().map(Note::sentence).toList();
  }

  /** Declines, or takes an approval back; empty if that is done, else why not. */
  public Optional<Note> decline(String hash, String by) {
    return decline(hash, by, Optional.empty());
  }

  /**
   * As {@link #decline(String, String)}.
   *
   * @param released a reason that the steward lets out to all who see the study; leaves after the
   *     answer, as it stands here
   */
  public Optional<Note> decline(String hash, String by, Optional<String> released) {
    return studies
        .find(hash)
        .map(entry -> decide(entry, Decision.DECLINED, by, Optional.empty(), released))
        .orElse(Optional.of(Note.of(Topic.UNKNOWN)));
  }

  /**
   * Declines what the query ledger forbids, and approves what a standing rule covers and a dataset
   * can serve.
   */
  public synchronized void applyRules() {
    List<RuleStore.Rule> standing = rules.all();
    for (Entry entry : studies.all()) {
      if (entry.waits()) {
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
    Optional<String> wrong = check.apply(study);
    if (wrong.isPresent()) {
      LOG.warn("study {} is refused: {}", study.hash(), wrong.get());
    }
    return wrong.isPresent() || !study.readsRows() ? wrong : choice.denied(study);
  }

  private Optional<Note> decide(
      Entry entry,
      Decision decision,
      String by,
      Optional<DatasetVersion> version,
      Optional<String> released) {
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
                  released.ifPresent(text -> studies.release(handle, entry.hash(), text));
                  return true;
                });
    wakeOutbox.run();
    return decided ? Optional.empty() : Optional.of(Note.of(Topic.DECIDED));
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
