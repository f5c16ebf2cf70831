package org.kumiki.coordinator.editorial;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.ontology.editorial.Participant;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.platform.people.Person;

/**
 * The thread of each proposal, plain texts, and the record of its steps. Who writes may hide name
 * and organisation from the others; the database keeps both. Thread-safe.
 */
public final class Discussion {
  /** A page. */
  public static final int LONGEST_TEXT = 4_000;

  private static final int MOST_SHOWN = 1_000;

  private final Jdbi jdbi;
  private final Proposals proposals;
  private final Participants participants;
  private final Clock clock;

  public Discussion(Jdbi jdbi, Proposals proposals, Participants participants, Clock clock) {
    this.jdbi = jdbi;
    this.proposals = proposals;
    this.participants = participants;
    this.clock = clock;
  }

  /**
   * A text of the thread.
   *
   * @param by who wrote it; empty for one who does not want to be named
   * @param own whether the person who looks wrote it
   * @param atMillis milliseconds since 1970 (UTC)
   */
  public record Comment(
      long number, Optional<Participant> by, boolean own, String text, long atMillis) {}

  /**
   * Something that was done to a proposal.
   *
   * @param stage where it stood then
   * @param reason in that person's words; may be empty
   * @param atMillis milliseconds since 1970 (UTC)
   */
  public record Done(StepName step, String stage, Participant by, String reason, long atMillis) {}

  /**
   * Writes into a thread.
   *
   * @param unnamed whether others shall see neither name nor organisation
   * @return why it was not written; empty if it was
   */
  public Optional<Refusal> write(Person person, long number, String text, boolean unnamed) {
    String written = text.strip();
    boolean plain =
        written.codePoints().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
    if (written.isEmpty() || written.length() > LONGEST_TEXT || !plain) {
      return Optional.of(EditorialRefusal.TEXT_LENGTH.of(LONGEST_TEXT));
    }
    if (proposals.find(person, number).isEmpty()) {
      return Optional.of(EditorialRefusal.NO_SUCH_PROPOSAL.of());
    }
    Participant by = participants.of(person);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO proposal_comment (proposal, account, name, organisation, unnamed,"
                        + " text, written_at) VALUES (:proposal, :account, :name, :organisation,"
                        + " :unnamed, :text, :at)")
                .bind("proposal", number)
                .bind("account", by.account())
                .bind("name", by.name())
                .bind("organisation", by.organisation())
                .bind("unnamed", unnamed)
                .bind("text", written)
                .bind("at", ProposalStore.at(clock.millis()))
                .execute());
    return Optional.empty();
  }

  /** The thread of a proposal that this person sees, the oldest text first. */
  public List<Comment> of(Person person, long number) {
    String account = participants.of(person).account();
    if (proposals.find(person, number).isEmpty()) {
      return List.of();
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT number, account, name, organisation, unnamed, text, written_at"
                        + " FROM proposal_comment WHERE proposal = :proposal"
                        + " ORDER BY number LIMIT :limit")
                .bind("proposal", number)
                .bind("limit", MOST_SHOWN)
                .map(
                    (row, context) ->
                        new Comment(
                            row.getLong("number"),
                            row.getBoolean("unnamed")
                                ? Optional.empty()
                                : Optional.of(
                                    new Participant(
                                        row.getString("account"),
                                        row.getString("name"),
                                        row.getString("organisation"))),
                            row.getString("account").equals(account),
                            row.getString("text"),
                            ProposalStore.millis(
                                row.getObject("written_at", OffsetDateTime.class))))
                .list());
  }

  /** What was done to a proposal that this person sees, the first step first. */
  public List<Done> steps(Person person, long number) {
    if (proposals.find(person, number).isEmpty()) {
      return List.of();
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT step, stage, account, name, organisation, reason, at"
                        + " FROM proposal_step WHERE proposal = :proposal ORDER BY version")
                .bind("proposal", number)
                .map(
                    (row, context) ->
                        new Done(
                            StepName.valueOf(row.getString("step")),
                            row.getString("stage"),
                            new Participant(
                                row.getString("account"),
                                row.getString("name"),
                                row.getString("organisation")),
                            row.getString("reason"),
                            ProposalStore.millis(row.getObject("at", OffsetDateTime.class))))
                .list());
  }
}
