package org.kumiki.node.participation;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.disclosure.DisclosureGate;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.identity.PinnedRoster;
import org.kumiki.node.ledger.LedgerStore;
import org.kumiki.ontology.term.Vocabulary;

/** The parts of this room, wired: what controllers ask for, and the workers to start and stop. */
public final class Studies implements AutoCloseable {
  private final StudyStore store;
  private final RuleStore rules;
  private final QuestionStore questions;
  private final Consents consents;
  private final Participation participation;
  private final Outbox outbox;
  private final InboxWorker inbox;
  private final RosterWorker rosterWorker;
  private final CoordinatorChannel channel;

  /**
   * @param jdbi the node's database
   * @param roster nothing leaves before all have signed it
   * @param rosterSignature the file with this organisation's signature of it
   * @param spoolFolder for masked vectors
   */
  public Studies(
      Jdbi jdbi,
      DatasetStore datasets,
      LedgerStore ledger,
      LedgerHeads heads,
      PinnedRoster roster,
      Path rosterSignature,
      Signer signer,
      CoordinatorChannel channel,
      Path spoolFolder,
      Vocabulary vocabulary,
      Clock clock,
      SecureRandom random) {
    this.channel = channel;
    this.store = new StudyStore(jdbi);
    this.rules = new RuleStore(jdbi);
    Spool spool = new Spool(spoolFolder);
    this.outbox = new Outbox(store, channel, spool, random);
    this.questions = new QuestionStore(jdbi, roster.roster().minimumContributors(), random);
    DataEpochs epochs = new DataEpochs(jdbi);
    this.consents =
        new Consents(
            store,
            rules,
            new RowChoice(datasets, epochs, questions),
            epochs,
            new TermCheck(vocabulary),
            signer,
            outbox::wake);
    this.participation =
        new Participation(
            store,
            roster.roster(),
            signer,
            random,
            new DisclosureGate(ledger, questions, clock),
            heads,
            new LocalHalf(datasets, store, questions),
            spool,
            channel,
            consents,
            clock);
    this.inbox = new InboxWorker(store, channel, participation, outbox, random);
    this.rosterWorker = new RosterWorker(roster, channel, rosterSignature, outbox::start);
  }

  public StudyStore store() {
    return store;
  }

  public RuleStore rules() {
    return rules;
  }

  public QuestionStore questions() {
    return questions;
  }

  public Consents consents() {
    return consents;
  }

  /** What stands between this node and the coordinator; empty if it was reached at last. */
  public String connectionTrouble() {
    return channel.trouble();
  }

  /**
   * Puts things in order after whatever ended the last run, and starts the workers. The outbox is
   * the only way out, and starts when all organisations have signed the roster: until then
   * proposals are shown and decided on, and the answers wait.
   */
  public void start() throws IOException {
    participation.recover();
    consents.applyRules();
    rosterWorker.start();
    inbox.start();
  }

  @Override
  public void close() {
    rosterWorker.close();
    inbox.close();
    outbox.close();
  }
}
