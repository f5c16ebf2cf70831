package org.kumiki.coordinator.editorial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.kumiki.exchange.vocabulary.HeaderProposal;
import org.kumiki.ontology.editorial.Content;
import org.kumiki.ontology.editorial.Participant;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/**
 * Headers that members' stewards have released because no term fits. Curators meet each once,
 * however many members use it, and do not learn whose it is; its own organisation sees what became
 * of it. Thread-safe.
 */
public final class ReleasedHeaders {
  private static final int MOST_SHOWN = 500;
  private static final String OPEN = " proposal IS NULL AND set_aside_by IS NULL ";

  private final Jdbi jdbi;
  private final Proposals proposals;
  private final Participants participants;
  private final Clock clock;

  public ReleasedHeaders(Jdbi jdbi, Proposals proposals, Participants participants, Clock clock) {
    this.jdbi = jdbi;
    this.proposals = proposals;
    this.participants = participants;
    this.clock = clock;
  }

  /**
   * A header that waits for a curator.
   *
   * @param number of the first release of it
   * @param unit as written; may be empty
   * @param cells what sort of cells the column has
   * @param receivedAtMillis when it first came, milliseconds since 1970 (UTC)
   * @param setAsideBefore why an equal one was set aside earlier; empty if none was
   */
  public record Waiting(
      long number,
      String header,
      String unit,
      HeaderProposal.Cells cells,
      long receivedAtMillis,
      List<String> setAsideBefore) {
    public Waiting {
      setAsideBefore = List.copyOf(setAsideBefore);
    }
  }

  /**
   * What became of a header that the person's own organisation released.
   *
   * @param release the node's own number
   * @param proposal the proposal that was made of it; 0 while there is none
   * @param setAside why nothing comes of it; empty otherwise
   */
  public record Own(
      long release,
      String header,
      String unit,
      long receivedAtMillis,
      long proposal,
      String setAside) {}

  /** Takes a header; the same release again changes nothing. */
  void take(String organisation, HeaderProposal header) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO released_header (organisation, release, header, unit, kind,"
                        + " folded, received_at) VALUES (:organisation, :release, :header, :unit,"
                        + " :kind, :folded, :at) ON CONFLICT (organisation, release) DO NOTHING")
                .bind("organisation", organisation)
                .bind("release", header.release())
                .bind("header", header.header())
                .bind("unit", header.unit())
                .bind("kind", header.cells().name())
                .bind("folded", folded(header))
                .bind("at", ProposalStore.at(clock.millis()))
                .execute());
  }

  /** Case counts in units, which are told apart by it. */
  private static String folded(HeaderProposal header) {
    String text = Normalizer.normalize(header.header(), Normalizer.Form.NFKC);
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")
        + "\n"
        + header.unit().strip();
  }

  /** Headers that wait for a curator, each once, the longest waiting first; to others none. */
  public List<Waiting> waiting(Person person) {
    if (!person.roles().contains(Role.CURATOR)) {
      return List.of();
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT DISTINCT ON (folded) number, header, unit, kind, received_at,"
                        + " ARRAY(SELECT DISTINCT set_aside_reason FROM released_header e"
                        + " WHERE e.folded = h.folded AND set_aside_reason IS NOT NULL) AS before"
                        + " FROM released_header h WHERE"
                        + OPEN
                        + "ORDER BY folded, number LIMIT :limit")
                .bind("limit", MOST_SHOWN)
                .map((row, context) -> waiting(row))
                .list()
                .stream()
                .sorted((one, other) -> Long.compare(one.number(), other.number()))
                .toList());
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    return new Waiting(
        row.getLong("number"),
        row.getString("header"),
        row.getString("unit"),
        HeaderProposal.Cells.valueOf(row.getString("kind")),
        ProposalStore.millis(row.getObject("received_at", OffsetDateTime.class)),
        List.of((String[]) row.getArray("before").getArray()));
  }

  /** What became of the headers of the person's organisation, the newest first. */
  public List<Own> own(Person person) {
    String organisation = participants.of(person).organisation();
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT release, header, unit, received_at, proposal, set_aside_reason"
                        + " FROM released_header WHERE organisation = :organisation"
                        + " ORDER BY number DESC LIMIT :limit")
                .bind("organisation", organisation)
                .bind("limit", MOST_SHOWN)
                .map(
                    (row, context) ->
                        new Own(
                            row.getLong("release"),
                            row.getString("header"),
                            row.getString("unit"),
                            ProposalStore.millis(
                                row.getObject("received_at", OffsetDateTime.class)),
                            row.getLong("proposal"),
                            Optional.ofNullable(row.getString("set_aside_reason")).orElse("")))
                .list());
  }

  /**
   * Makes a draft of what a curator thinks of a header: a new term, or a synonym of one. All equal
   * headers are taken up with it.
   */
  public Step takeUp(Person person, long number, Content content, long at) {
    Participant by = participants.of(person);
    Map<String, Long> seen = proposals.seenAt(content.edits(), at);
    return takeUp(person, number, handle -> proposals.begin(handle, by, content, seen));
  }

  /**
   * As {@link #takeUp(Person, long, Content, long)}, into a draft that is there: several headers
   * may mean one term.
   *
   * @param version of the draft, the one that was read
   * @param at the last change of the vocabulary that the author has seen
   */
  public Step takeUp(
      Person person, long number, long draft, long version, Content content, long at) {
    return takeUp(
        person, number, handle -> proposals.rewrite(person, draft, version, content, at, false));
  }

  /** The step and the header's mark are written in one transaction, or neither is. */
  private Step takeUp(Person person, long number, Function<Handle, Step> write) {
    if (!person.roles().contains(Role.CURATOR)) {
      return Step.refused(EditorialRefusal.NOT_A_CURATOR.of());
    }
    return jdbi.inTransaction(
        handle -> {
          Optional<String> folded = lock(handle, number);
          if (folded.isEmpty()) {
            return Step.refused(EditorialRefusal.NO_SUCH_HEADER.of());
          }
          Step step = write.apply(handle);
          if (step instanceof Step.Taken taken) {
            decide(handle, folded.get(), "proposal = :proposal")
                .bind("proposal", taken.proposal().number())
                .execute();
          }
          return step;
        });
  }

  /** Decides that nothing comes of a header; its stewards are told why. */
  public Optional<Refusal> setAside(Person person, long number, String reason) {
    if (!person.roles().contains(Role.CURATOR)) {
      return Optional.of(EditorialRefusal.NOT_A_CURATOR.of());
    }
    String why = reason.strip();
    if (why.isEmpty() || why.length() > Content.LONGEST_REASON) {
      return Optional.of(EditorialRefusal.TEXT_LENGTH.of(Content.LONGEST_REASON));
    }
    Participant by = participants.of(person);
    return jdbi.inTransaction(
        handle -> {
          Optional<String> folded = lock(handle, number);
          folded.ifPresent(
              equal ->
                  decide(handle, equal, "set_aside_by = :by, set_aside_reason = :reason")
                      .bind("by", by.account())
                      .bind("reason", why)
                      .execute());
          return folded.isPresent()
              ? Optional.empty()
              : Optional.of(EditorialRefusal.NO_SUCH_HEADER.of());
        });
  }

  private static Optional<String> lock(Handle handle, long number) {
    return handle
        .createQuery(
            "SELECT folded FROM released_header WHERE number = :number AND" + OPEN + "FOR UPDATE")
        .bind("number", number)
        .mapTo(String.class)
        .findOne();
  }

  private Update decide(Handle handle, String folded, String set) {
    return handle
        .createUpdate(
            "UPDATE released_header SET decided_at = :at, "
                + set
                + " WHERE folded = :folded AND"
                + OPEN)
        .bind("folded", folded)
        .bind("at", ProposalStore.at(clock.millis()));
  }
}
