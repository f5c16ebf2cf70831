package org.kumiki.coordinator.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.kumiki.ontology.change.ChangeSet;
import org.kumiki.ontology.change.EntryDigest;
import org.kumiki.ontology.change.LogEntry;
import org.kumiki.ontology.change.Origin;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.change.PatchText;

/** The tables of the log. Every method works in the caller's transaction. */
final class ChangeLog {
  /** About 300 kB of text: quickly parsed where one term's history is asked. */
  private static final int PART_STATEMENTS = 2_000;

  private static final int ROWS_AT_ONCE = 5_000;
  private static final int PARTS_AT_ONCE = 10;
  private static final String HEAD =
      "SELECT sequence, id, kind, account, name, organisation, at_millis, reason, proposal, undoes,"
          + " statements, previous_hash, hash FROM vocabulary_change ";

  static final RowMapper<EntryHead> TO_HEAD =
      (row, context) ->
          new EntryHead(
              row.getLong("sequence"),
              row.getObject("id", UUID.class),
              new Origin(
                  Origin.Kind.valueOf(row.getString("kind")),
                  row.getString("account"),
                  row.getString("name"),
                  row.getString("organisation"),
                  row.getLong("at_millis"),
                  row.getString("reason"),
                  Optional.ofNullable(row.getString("proposal")),
                  Optional.ofNullable(row.getObject("undoes", Long.class))),
              row.getInt("statements"),
              row.getString("previous_hash"),
              row.getString("hash"));

  private ChangeLog() {}

  /** One who appends at a time, in all processes on this database. */
  static void takeTurns(Handle handle) {
    handle.execute("SELECT pg_advisory_xact_lock(hashtext('vocabulary'))");
  }

  static void append(Handle handle, LogEntry entry) {
    ChangeSet change = entry.change();
    Origin origin = change.origin();
    handle
        .createUpdate(
            "INSERT INTO vocabulary_change (sequence, id, kind, account, name, organisation,"
                + " at_millis, reason, proposal, undoes, statements, previous_hash, hash) VALUES"
                + " (:sequence, :id, :kind, :account, :name, :organisation, :atMillis, :reason,"
                + " :proposal, :undoes, :statements, :previousHash, :hash)")
        .bind("sequence", entry.sequence())
        .bind("id", change.id())
        .bind("kind", origin.kind().name())
        .bind("account", origin.account())
        .bind("name", origin.name())
        .bind("organisation", origin.organisation())
        .bind("atMillis", origin.atMillis())
        .bind("reason", origin.reason())
        .bind("proposal", origin.proposal().orElse(null))
        .bind("undoes", origin.undoes().orElse(null))
        .bind("statements", change.patch().size())
        .bind("previousHash", entry.previousHash())
        .bind("hash", entry.hash())
        .execute();
    appendSubjects(handle, entry.sequence(), change, appendParts(handle, entry));
  }

  /** Which part each subject is in. */
  private static Map<String, Integer> appendParts(Handle handle, LogEntry entry) {
    Map<String, Integer> partOf = new HashMap<>();
    int number = 0;
    for (Patch part : entry.change().patch().parts(PART_STATEMENTS)) {
      handle
          .createUpdate(
              "INSERT INTO vocabulary_change_part (sequence, part, patch)"
                  + " VALUES (:sequence, :part, :patch)")
          .bind("sequence", entry.sequence())
          .bind("part", number)
          .bind("patch", PatchText.write(part))
          .execute();
      for (String subject : part.subjects()) {
        partOf.put(subject, number);
      }
      number++;
    }
    return partOf;
  }

  private static void appendSubjects(
      Handle handle, long sequence, ChangeSet change, Map<String, Integer> partOf) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO vocabulary_change_subject (subject, sequence, part, based_on)"
                + " VALUES (:subject, :sequence, :part, :basedOn)");
    int rows = 0;
    for (Map.Entry<String, Long> base : change.basedOn().entrySet()) {
      batch
          .bind("subject", base.getKey())
          .bind("sequence", sequence)
          .bind("part", partOf.get(base.getKey()))
          .bind("basedOn", base.getValue())
          .add();
      rows++;
      if (rows % ROWS_AT_ONCE == 0) {
        batch.execute();
      }
    }
    if (rows % ROWS_AT_ONCE != 0) {
      batch.execute();
    }
  }

  /** The place of a change that came before. */
  static Optional<Long> find(Handle handle, UUID id) {
    return handle
        .createQuery("SELECT sequence FROM vocabulary_change WHERE id = :id")
        .bind("id", id)
        .mapTo(Long.class)
        .findOne();
  }

  /** The place of the last entry; 0 before the first. */
  static long last(Handle handle) {
    return handle
        .createQuery("SELECT coalesce(max(sequence), 0) FROM vocabulary_change")
        .mapTo(Long.class)
        .one();
  }

  /** The entries after a place, in order. */
  static List<EntryHead> after(Handle handle, long sequence) {
    return handle
        .createQuery(HEAD + "WHERE sequence > :after ORDER BY sequence")
        .bind("after", sequence)
        .map(TO_HEAD)
        .list();
  }

  static Optional<EntryHead> head(Handle handle, long sequence) {
    return handle
        .createQuery(HEAD + "WHERE sequence = :sequence")
        .bind("sequence", sequence)
        .map(TO_HEAD)
        .findOne();
  }

  /** Entries before a place, the newest first. */
  static List<EntryHead> before(Handle handle, long sequence, int limit) {
    return handle
        .createQuery(HEAD + "WHERE sequence < :before ORDER BY sequence DESC LIMIT :limit")
        .bind("before", sequence)
        .bind("limit", limit)
        .map(TO_HEAD)
        .list();
  }

  /** Entries before a place that say something else about one of some subjects, newest first. */
  static List<EntryHead> about(Handle handle, List<String> subjects, long sequence, int limit) {
    return handle
        .createQuery(
            HEAD
                + "WHERE sequence < :before AND sequence IN (SELECT sequence FROM"
                + " vocabulary_change_subject WHERE subject = ANY(:subjects) AND part IS NOT NULL)"
                + " ORDER BY sequence DESC LIMIT :limit")
        .bind("before", sequence)
        .bindArray("subjects", String.class, subjects)
        .bind("limit", limit)
        .map(TO_HEAD)
        .list();
  }

  /** What an entry does to some subjects. */
  static Patch patch(Handle handle, long sequence, List<String> subjects) {
    List<String> texts =
        handle
            .createQuery(
                "SELECT patch FROM vocabulary_change_part WHERE sequence = :sequence AND part IN"
                    + " (SELECT part FROM vocabulary_change_subject WHERE sequence = :sequence AND"
                    + " subject = ANY(:subjects)) ORDER BY part")
            .bind("sequence", sequence)
            .bindArray("subjects", String.class, subjects)
            .mapTo(String.class)
            .list();
    return Patch.joined(
        texts.stream().map(text -> PatchText.read(text).about(subjects::contains)).toList());
  }

  /**
   * Hands over what an entry does, part by part, and compares its hash.
   *
   * @throws AlteredLog if the entry is not the one that was appended
   */
  static void replay(Handle handle, EntryHead head, BiConsumer<Long, Patch> each) {
    EntryDigest digest =
        new EntryDigest(
            head.sequence(),
            head.previousHash(),
            head.id(),
            head.origin(),
            basedOn(handle, head.sequence()));
    handle
        .createQuery(
            "SELECT patch FROM vocabulary_change_part WHERE sequence = :sequence ORDER BY part")
        .bind("sequence", head.sequence())
        .setFetchSize(PARTS_AT_ONCE)
        .mapTo(String.class)
        .useIterator(
            texts ->
                texts.forEachRemaining(
                    text -> {
                      Patch part = PatchText.read(text);
                      digest.add(part);
                      each.accept(head.sequence(), part);
                    }));
    if (!digest.hex().equals(head.hash())) {
      throw new AlteredLog(head.sequence());
    }
  }

  /** A whole entry. */
  static LogEntry entry(Handle handle, EntryHead head) {
    List<Patch> parts = new ArrayList<>();
    replay(handle, head, (sequence, part) -> parts.add(part));
    Patch whole = Patch.joined(parts);
    ChangeSet change =
        new ChangeSet(head.id(), head.origin(), basedOn(handle, head.sequence()), whole);
    return new LogEntry(head.sequence(), change, head.previousHash(), head.hash());
  }

  private static Map<String, Long> basedOn(Handle handle, long sequence) {
    Map<String, Long> basedOn = new HashMap<>();
    handle
        .createQuery(
            "SELECT subject, based_on FROM vocabulary_change_subject WHERE sequence = :sequence")
        .bind("sequence", sequence)
        .setFetchSize(ROWS_AT_ONCE)
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .useIterator(
            rows -> rows.forEachRemaining(row -> basedOn.put(row.getKey(), row.getValue())));
    return basedOn;
  }
}
