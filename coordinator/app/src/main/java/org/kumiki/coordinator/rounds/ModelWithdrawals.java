package org.kumiki.coordinator.rounds;

import java.util.Optional;
import java.util.Set;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.coordinator.registry.ModelStore;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Message.ModelWithdrawal;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;

/**
 * Withdraws models: the fact and the letters that tell every organisation that may hold the model
 * are one transaction, and both are the same signed message. Thread-safe.
 */
public final class ModelWithdrawals {
  private final RoundStore store;
  private final InboxStore inboxes;
  private final ModelStore models;
  private final RosterStore rosters;
  private final Signer signer;
  private final Waiters waiters;
  private final Announcements announcements;

  ModelWithdrawals(
      RoundStore store,
      InboxStore inboxes,
      ModelStore models,
      RosterStore rosters,
      Signer signer,
      Waiters waiters,
      Announcements announcements) {
    this.store = store;
    this.inboxes = inboxes;
    this.models = models;
    this.rosters = rosters;
    this.signer = signer;
    this.waiters = waiters;
    this.announcements = announcements;
  }

  /**
   * Withdraws a model for good.
   *
   * @param by who, for the record
   * @return false if it was withdrawn before: the first reason stays
   */
  public boolean withdraw(ModelStore.Registered model, ModelWithdrawal why, String by) {
    Study study = Study.decode(model.study());
    RosterSnapshot roster = rosters.inForce().orElseThrow();
    // Under the roster in force: its key is the one that nodes know this coordinator by now.
    Context context =
        new Context(roster.protocol(), roster.consortium(), roster.hash(), study.hash(), 0);
    SignedMessage message = SignedMessage.sign(context, why, signer);
    Set<String> concerned = models.concerned(study);
    return store
        .jdbi()
        .inTransaction(
            handle -> {
              if (!models.withdraw(handle, model.hash(), message, by)) {
                return false;
              }
              concerned.forEach(member -> inboxes.post(handle, member, message.encode()));
              announcements.announce(handle, concerned);
              handle.afterCommit(() -> waiters.wake(concerned));
              return true;
            });
  }

  /** The model of a study, if it has one. */
  public Optional<ModelStore.Registered> find(String hash) {
    return models.find(hash);
  }
}
