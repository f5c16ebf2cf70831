package org.kumiki.coordinator.vocabulary;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.postgres.EmbeddedPostgres;

/** A real PostgreSQL with the coordinator's tables, for the tests of one class. */
final class VocabularyDatabase implements AutoCloseable {
  private static final String TABLES =
      "vocabulary_change, vocabulary_change_part, vocabulary_change_subject, vocabulary_shipped,"
          + " vocabulary_shipped_source, vocabulary_held_back, vocabulary_release,"
          + " vocabulary_release_part";

  private final FolderLock lock;
  private final Database database;

  VocabularyDatabase(Path folder) {
    this.lock = DataFolder.open(folder.resolve("coordinator")).lock();
    this.database =
        Database.open(
            new DatabaseSettings.Embedded(folder.resolve("programs")),
            lock,
            "classpath:db/coordinator");
  }

  Jdbi jdbi() {
    return database.jdbi();
  }

  /** The server, for a process of its own. */
  EmbeddedPostgres server() {
    return database.embedded().orElseThrow();
  }

  /** Empties the log, which its triggers forbid to everybody else. */
  void empty() {
    withoutTriggers("TRUNCATE " + TABLES + " CASCADE");
  }

  /** What the owner of the database could do. */
  void withoutTriggers(String statement) {
    jdbi()
        .useTransaction(
            handle -> {
              triggers(handle, "DISABLE");
              handle.execute(statement);
              triggers(handle, "ENABLE");
            });
  }

  private static void triggers(Handle handle, String what) {
    for (String table : TABLES.split(", ")) {
      handle.execute("ALTER TABLE " + table + " " + what + " TRIGGER USER");
    }
  }

  @Override
  public void close() {
    database.close();
    lock.close();
  }
}
