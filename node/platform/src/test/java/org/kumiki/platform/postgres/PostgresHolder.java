package org.kumiki.platform.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/**
 * {@code FOLDER CACHE}: starts PostgreSQL, commits a row, prints the postmaster, waits; or says why
 * not.
 */
public final class PostgresHolder {
  private PostgresHolder() {}

  public static void main(String[] arguments) throws Exception {
    FolderLock lock = DataFolder.open(Path.of(arguments[0])).lock();
    EmbeddedPostgres server;
    try {
      server = EmbeddedPostgres.start(lock, Path.of(arguments[1]));
    } catch (CommandFailure refused) {
      System.out.println(refused.line());
      return;
    }
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (word text)");
      statement.execute("INSERT INTO kept VALUES ('committed')");
      System.out.println(server.pid());
      System.in.read();
    }
  }
}
