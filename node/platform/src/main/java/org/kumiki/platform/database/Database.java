package org.kumiki.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.postgres.EmbeddedPostgres;

/**
 * The service's database, migrated and ready: a pool of connections, and the server too where it is
 * our own. Exceptions carry no detail from the server, because details quote values. Safe for use
 * by many threads.
 */
public final class Database implements AutoCloseable {
  /** Under the 20 connections of the embedded server, with room for an administrator. */
  private static final int POOL_SIZE = 10;

  private static final long CONNECT_MILLIS = 10_000;
  private static final int VALID_SECONDS = 2;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final EmbeddedPostgres embedded;

  private Database(HikariDataSource pool, EmbeddedPostgres embedded) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.embedded = embedded;
  }

  /**
   * Starts or reaches the server and brings the schema up to date.
   *
   * @param lock the service's data folder, held for as long as the database is open
   * @param migrations where Flyway finds its scripts, for example {@code classpath:db/node}
   * @throws CommandFailure if the server cannot be reached or the schema cannot be migrated
   */
  public static Database open(DatabaseSettings settings, FolderLock lock, String migrations) {
    if (settings instanceof DatabaseSettings.External external) {
      String password = PrivateFile.read(external.passwordFile()).strip();
      return migrated(pool(external.url(), external.user(), password), null, migrations);
    }
    DatabaseSettings.Embedded own = (DatabaseSettings.Embedded) settings;
    EmbeddedPostgres server = EmbeddedPostgres.start(lock, own.binaryCache());
    try {
      return migrated(pool(server.jdbcUrl(), server.user(), server.password()), server, migrations);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The way to the rows. */
  public Jdbi jdbi() {
    return jdbi;
  }

  /** The server, where it is our own. */
  public Optional<EmbeddedPostgres> embedded() {
    return Optional.ofNullable(embedded);
  }

  /** Whether a connection answers now. */
  public boolean isReachable() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(VALID_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Closes the connections, then the server if it is our own. */
  @Override
  public void close() {
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
  }

  private static Database migrated(
      HikariDataSource pool, EmbeddedPostgres server, String migrations) {
    try {
      Flyway.configure()
          .dataSource(pool)
          .locations(migrations)
          .failOnMissingLocations(true)
          .load()
          .migrate();
      return new Database(pool, server);
    } catch (FlywayException e) {
      pool.close();
      throw CommandFailure.refused(
          "the database schema could not be brought up to date",
          "check that this version of Kumiki is not older than the database",
          e);
    }
  }

  private static HikariDataSource pool(String url, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(POOL_SIZE);
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setPoolName("kumiki");
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("ApplicationName", "kumiki");
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw CommandFailure.refused(
          "the database does not answer or refuses the password",
          "check database.url, database.user and database.passwordFile",
          e);
    }
  }
}
