package org.kumiki.platform.diagnosis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.diagnosis.CheckResult.Failure;
import org.kumiki.platform.diagnosis.CheckResult.Good;
import org.kumiki.platform.diagnosis.CheckResult.Warning;
import org.kumiki.platform.folder.PrivateFile;

/** Whether PostgreSQL can be reached and is of a version that was tried. */
public final class DatabaseCheck {
  public static final String NAME = "database";

  /** The one that Kumiki brings along, and with which it is tested. */
  private static final int TRIED = 17;

  private static final int CONNECT_SECONDS = 10;

  private DatabaseCheck() {}

  /**
   * @param folder the service's data folder
   * @param service whether the service runs: its own PostgreSQL lives and ends with it
   */
  public static CheckResult of(DatabaseSettings settings, Path folder, ServiceState service) {
    return settings instanceof DatabaseSettings.External external
        ? CheckResult.attempt(NAME, () -> external(external))
        : embedded(folder, service);
  }

  private static CheckResult embedded(Path folder, ServiceState service) {
    Path version = folder.resolve("postgresql").resolve("PG_VERSION");
    if (!Files.exists(version)) {
      return new Good(NAME, "PostgreSQL of its own; it is made at the first start");
    }
    try {
      int major = Integer.parseInt(Files.readString(version).strip());
      if (major != TRIED) {
        return new Failure(
            NAME,
            "the data in " + version.getParent() + " are of PostgreSQL " + major,
            "use the release of Kumiki that made them; this one brings PostgreSQL " + TRIED);
      }
      if (service instanceof ServiceState.Unhealthy) {
        return new Failure(
            NAME,
            "PostgreSQL of its own does not answer the service",
            "read " + folder.resolve("postgresql.log") + ", and start the service again");
      }
      String state = service instanceof ServiceState.Healthy ? "answers" : "stopped";
      return new Good(NAME, "PostgreSQL " + major + " of its own, " + state);
    } catch (IOException | NumberFormatException e) {
      return new Failure(
          NAME, "cannot read " + version, "check the disk and who owns the data folder");
    }
  }

  private static CheckResult external(DatabaseSettings.External settings) {
    Properties properties = new Properties();
    properties.setProperty("user", settings.user());
    properties.setProperty("password", PrivateFile.read(settings.passwordFile()).strip());
    properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
    properties.setProperty("loginTimeout", String.valueOf(CONNECT_SECONDS));
    properties.setProperty("logServerErrorDetail", "false");
    try (Connection connection = DriverManager.getConnection(settings.url(), properties)) {
      int major = connection.getMetaData().getDatabaseMajorVersion();
      return major == TRIED
          ? new Good(NAME, "PostgreSQL " + major + " answers")
          : new Warning(
              NAME,
              "the database is PostgreSQL " + major + ", and Kumiki was tried with " + TRIED,
              "use PostgreSQL " + TRIED);
    } catch (SQLException e) {
      return refused(settings, String.valueOf(e.getSQLState()));
    }
  }

  /** SQLSTATE classes (PostgreSQL, appendix A): 28 credentials, 3D no such database. */
  private static Failure refused(DatabaseSettings.External settings, String state) {
    if (state.startsWith("28")) {
      return new Failure(
          NAME,
          "the database refuses the user or the password",
          "check database.user and " + settings.passwordFile());
    }
    if (state.startsWith("3D")) {
      return new Failure(
          NAME, "the server has no such database", "make it, or correct database.url");
    }
    return new Failure(
        NAME, "the database cannot be reached", "check database.url, and that its server runs");
  }
}
