package org.kumiki.node.participation;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.disclosure.ColumnDigest;
import org.kumiki.exchange.disclosure.Differencing;
import org.kumiki.exchange.disclosure.MultisetDigest;
import org.kumiki.exchange.disclosure.QueryLedger;
import org.kumiki.exchange.disclosure.Question;
import org.kumiki.exchange.disclosure.StatisticKey;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;

/**
 * The query ledger in PostgreSQL: every question that this node has started to answer. Admissions
 * queue behind one lock, and each commits before {@link #admit} returns. Thread-safe.
 */
public final class QuestionStore implements QueryLedger {
  private static final String COLUMNS =
      "number, at, study_hash, roster_hash, statistic_key, dataset, data_epoch, terms, conditions,"
          + " cohort, minimum_rows, maximum_rows, holdout, repeated";

  /**
   * Questions whose sums may have been opened. One that ended here after the flags alone has told
   * two counts, and no later answer can be subtracted from it.
   */
  private static final String MAY_HAVE_BEEN_ANSWERED =
      "EXISTS (SELECT 1 FROM study s WHERE s.hash = q.study_hash AND s.ended_at IS NULL)"
          + " OR EXISTS (SELECT 1 FROM ledger_entry e WHERE e.study_hash = q.study_hash"
          + " AND e.round > 1 AND e.verdict <> 'REFUSED')";

  private final Jdbi jdbi;
  private final IntSupplier minimum;
  private final SecureRandom random;

  /**
   * @param minimum 3 + c of the roster in force
   * @param random for the key of the digests, made once
   */
  public QuestionStore(Jdbi jdbi, IntSupplier minimum, SecureRandom random) {
    this.jdbi = jdbi;
    this.minimum = minimum;
    this.random = random;
  }

  /** A question as it stands in the ledger. */
  public record Row(
      long number,
      OffsetDateTime at,
      Question question,
      List<String> conditions,
      boolean repeated) {}

  @Override
  public Optional<String> admit(Study study, List<ColumnDigest> columns) {
    return jdbi.inTransaction(
        handle -> {
          handle
              .createQuery("SELECT pg_advisory_xact_lock(hashtext('question'))")
              .mapTo(String.class)
              .list();
          if (newDataAsAdmitted(handle, study).isPresent()) {
            return Optional.empty();
          }
          Question asked = Question.of(study, dataset(handle, study));
          List<Question> earlier = questions(handle);
          Optional<String> refusal = Differencing.refuse(asked, earlier, minimum.getAsInt());
          if (refusal.isEmpty()) {
            insert(handle, study, asked, columns, earlier);
          }
          return refusal;
        });
  }

  /** Why the study must not be answered from this dataset; depends on no row. */
  public Optional<String> refuse(Study study, String dataset) {
    List<Question> earlier = jdbi.withHandle(QuestionStore::questions);
    boolean admitted = earlier.stream().anyMatch(q -> q.studyHash().equals(study.hash()));
    return admitted
        ? Optional.empty()
        : Differencing.refuse(Question.of(study, dataset), earlier, minimum.getAsInt());
  }

  /** The earlier study that asked the same statistic of the same cohort. */
  public Optional<ByteString> repeated(Study study, String dataset) {
    return Differencing.repeated(
            Question.of(study, dataset), jdbi.withHandle(QuestionStore::questions))
        .map(Question::studyHash)
        .filter(hash -> !hash.equals(study.hash()));
  }

  /**
   * The second flag: whether this node has new data for the study. Once the study is admitted the
   * answer stays, so that a round that is run again adds up the same flags.
   */
  public boolean hasNewData(Study study, List<ColumnDigest> columns) {
    return jdbi.inTransaction(
        handle ->
            newDataAsAdmitted(handle, study)
                .orElseGet(
                    () ->
                        Differencing.hasNewData(
                            Question.of(study, dataset(handle, study)),
                            columns,
                            answered(handle))));
  }

  /** The key of this node's digests. */
  public byte[] digestKey() {
    byte[] fresh = new byte[MultisetDigest.KEY_BYTES];
    random.nextBytes(fresh);
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate("INSERT INTO digest_key (key) VALUES (:key) ON CONFLICT DO NOTHING")
              .bind("key", fresh)
              .execute();
          return handle.createQuery("SELECT key FROM digest_key").mapTo(byte[].class).one();
        });
  }

  /** All questions, oldest first. */
  public List<Row> all() {
    return jdbi.withHandle(QuestionStore::rows);
  }

  private static List<Row> rows(Handle handle) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM question ORDER BY number")
        .map((row, context) -> row(row))
        .list();
  }

  private static List<Question> questions(Handle handle) {
    return rows(handle).stream().map(Row::question).toList();
  }

  private static List<Differencing.Answered> answered(Handle handle) {
    List<Differencing.Answered> answered = new ArrayList<>();
    List<Row> rows =
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM question q WHERE "
                    + MAY_HAVE_BEEN_ANSWERED
                    + " ORDER BY number")
            .map((row, context) -> row(row))
            .list();
    for (Row row : rows) {
      answered.add(new Differencing.Answered(row.question(), columns(handle, row.number())));
    }
    return answered;
  }

  private static List<ColumnDigest> columns(Handle handle, long question) {
    return handle
        .createQuery(
            "SELECT term, first_digest, second_digest, row_count FROM question_column"
                + " WHERE question = :question")
        .bind("question", question)
        .map(
            (row, context) ->
                new ColumnDigest(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)))
        .list();
  }

  private static Optional<Boolean> newDataAsAdmitted(Handle handle, Study study) {
    return handle
        .createQuery("SELECT new_data FROM question WHERE study_hash = :hash")
        .bind("hash", study.hash().hex())
        .mapTo(Boolean.class)
        .findOne();
  }

  /** Of the version that was fixed with the approval. */
  private static String dataset(Handle handle, Study study) {
    return handle
        .createQuery(
            "SELECT v.dataset FROM study s JOIN dataset_version v ON v.id = s.dataset_version_id"
                + " WHERE s.hash = :hash")
        .bind("hash", study.hash().hex())
        .mapTo(String.class)
        .one();
  }

  private static void insert(
      Handle handle,
      Study study,
      Question asked,
      List<ColumnDigest> columns,
      List<Question> earlier) {
    long number =
        handle
            .createQuery(
                "INSERT INTO question (study_hash, roster_hash, statistic_key, dataset, data_epoch,"
                    + " terms, conditions, cohort, minimum_rows, maximum_rows, holdout, variables,"
                    + " repeated, new_data) VALUES (:study, :roster, :key, :dataset, :epoch, :terms,"
                    + " :conditions, :cohort, :minimum, :maximum, :holdout, :variables, :repeated,"
                    + " :new)"
                    + " RETURNING number")
            .bind("study", asked.studyHash().hex())
            .bind("roster", asked.rosterHash().hex())
            .bind("key", asked.key().hash().hex())
            .bind("dataset", asked.dataset())
            .bind("epoch", asked.dataEpoch())
            .bindArray("terms", String.class, asked.terms())
            .bindArray("conditions", String.class, conditions(study))
            .bindArray("cohort", String.class, asked.cohort())
            .bind("minimum", asked.minimumRows())
            .bind("maximum", asked.maximumRows())
            .bind("holdout", asked.holdout())
            .bind("variables", study.computation().variables().size())
            .bind("repeated", Differencing.repeated(asked, earlier).isPresent())
            .bind("new", Differencing.hasNewData(asked, columns, answered(handle)))
            .mapTo(Long.class)
            .one();
    for (ColumnDigest column : columns) {
      handle
          .createUpdate(
              "INSERT INTO question_column (question, term, first_digest, second_digest, row_count)"
                  + " VALUES (:question, :term, :first, :second, :rows)")
          .bind("question", number)
          .bind("term", column.term())
          .bind("first", column.first())
          .bind("second", column.second())
          .bind("rows", column.rows())
          .execute();
    }
  }

  private static List<String> conditions(Study study) {
    Stream<String> part =
        study.holdout() == 0
            ? Stream.of()
            : Stream.of((study.readsHeldOut() ? "held out: " : "without ") + study.holdout());
    return Stream.concat(
            study.conditions().stream()
                .map(c -> c.term().term() + " from " + c.from() + " to " + c.to())
                .sorted(),
            part)
        .toList();
  }

  private static Row row(ResultSet row) throws SQLException {
    Question question =
        new Question(
            ByteString.fromHex(row.getString("study_hash")),
            ByteString.fromHex(row.getString("roster_hash")),
            new StatisticKey(ByteString.fromHex(row.getString("statistic_key"))),
            row.getString("dataset"),
            row.getInt("data_epoch"),
            texts(row, "terms"),
            texts(row, "cohort"),
            row.getInt("minimum_rows"),
            row.getLong("maximum_rows"),
            row.getDouble("holdout"));
    return new Row(
        row.getLong("number"),
        row.getObject("at", OffsetDateTime.class),
        question,
        texts(row, "conditions"),
        row.getBoolean("repeated"));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
