package org.kumiki.node.participation;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.disclosure.DisclosureGate;
import org.kumiki.exchange.ledger.LedgerHeads;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.identity.RosterAnswers;
import org.kumiki.node.identity.RosterPins;
import org.kumiki.node.ledger.LedgerStore;
import org.kumiki.ontology.term.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of this room, wired: what controllers ask for, and the workers to start and stop. */
public final class Studies implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Studies.class);

  private final StudyStore store;
  private final RuleStore rules;
  private final QuestionStore questions;
  private final HandReleases handReleases;
  private final Consents consents;
  private final RowPreviews previews;
  private final Participation participation;
  private final Outbox outbox;
  private final InboxWorker inbox;
  private final RosterPins rosters;
  private final RosterCourier courier;
  private final CoordinatorChannel channel;
  private final ModelWithdrawals withdrawals;
  private final ModelFetch fetch;

  /** The starting thread's, then the inbox's alone. */
  private boolean outboxStarted;

  /**
   * @param jdbi the node's database
   * @param rosters nothing leaves before all have signed the first one
   * @param answers the steward's, to what is offered
   * @param spoolFolder for masked vectors
   * @param vocabulary the one in use now
   */
  public Studies(
      Jdbi jdbi,
      DatasetStore datasets,
      LedgerStore ledger,
      LedgerHeads heads,
      RosterPins rosters,
      RosterAnswers answers,
      Signer signer,
      CoordinatorChannel channel,
      Path spoolFolder,
      Supplier<Vocabulary> vocabulary,
      Clock clock,
      SecureRandom random) {
    this.channel = channel;
    this.store = new StudyStore(jdbi);
    this.rules = new RuleStore(jdbi);
    Spool spool = new Spool(spoolFolder);
    this.outbox = new Outbox(store, channel, spool, random);
    this.handReleases = new HandReleases(jdbi, outbox::wake);
    this.rosters = rosters;
    this.courier = new RosterCourier(rosters, answers, channel);
    this.questions =
        new QuestionStore(
            jdbi, () -> rosters.inForce().orElseThrow().minimumContributors(), random);
    DataEpochs epochs = new DataEpochs(jdbi);
    TermCheck terms = new TermCheck(vocabulary);
    ModelCheck models = ModelCheck.of(store);
    this.consents =
        new Consents(
            store,
            rules,
            new RowChoice(datasets, epochs, questions),
            epochs,
            study -> terms.refuse(study).or(() -> models.refuse(study)),
            signer,
            outbox::wake);
    LocalHalf localHalf = new LocalHalf(datasets, store, questions);
    this.previews = new RowPreviews(localHalf);
    this.withdrawals = new ModelWithdrawals(jdbi, rosters);
    this.fetch = new ModelFetch(store, channel::get, rosters::chain, terms, signer.name());
    ModelCards cards = new ModelCards(store, channel);
    StudyRosters studyRosters = new StudyRosters(rosters);
    this.participation =
        new Participation(
            store,
            studyRosters,
            signer,
            random,
            new DisclosureGate(ledger, questions, clock),
            heads,
            localHalf,
            spool,
            channel,
            new Proposals(store, studyRosters, consents, signer.name()),
            cards,
            withdrawals,
            clock);
    this.inbox =
        new InboxWorker(
            store,
            channel,
            participation,
            cards,
            outbox,
            courier,
            this::startOutboxIfAllowed,
            random);
  }

  public StudyStore store() {
    return store;
  }

  public RuleStore rules() {
    return rules;
  }

  public HandReleases handReleases() {
    return handReleases;
  }

  public QuestionStore questions() {
    return questions;
  }

  public Consents consents() {
    return consents;
  }

  public ModelWithdrawals withdrawals() {
    return withdrawals;
  }

  /** Models that others have made and this organisation may use. */
  public ModelFetch fetch() {
    return fetch;
  }

  /** How many own rows a study would ask. */
  RowPreviews previews() {
    return previews;
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
    rosters.inForce().ifPresent(roster -> participation.rosterChanged());
    startOutboxIfAllowed();
    inbox.start();
  }

  private void startOutboxIfAllowed() {
    if (!outboxStarted && rosters.mayTakePart()) {
      outboxStarted = true;
      outbox.start();
    }
  }

  /**
   * Hands the steward's answer to what is offered over now.
   *
   * @return false if the coordinator has not taken it; the inbox tries again later
   */
  public boolean deliverRosterAnswer() {
    try {
      return courier.deliver();
    } catch (IOException e) {
      LOG.debug("the answer is handed over when the coordinator is reached");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Brings the coordinator something that proposes a roster, and returns why it does not take it.
   *
   * @param what the last part of its path
   */
  public Optional<String> proposeRoster(String what, byte[] body) {
    try {
      CoordinatorChannel.Answer answer = channel.post(Paths.ROSTER + "/" + what, body);
      return answer.taken() ? Optional.empty() : Optional.of(answer.problem());
    } catch (IOException e) {
      return Optional.of("the coordinator is not reached; try again later");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted; try again");
    }
  }

  @Override
  public void close() {
    inbox.close();
    outbox.close();
  }
}
