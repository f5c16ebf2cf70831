package org.kumiki.platform.database;

import java.nio.file.Path;

/** Where a service keeps its rows. */
public sealed interface DatabaseSettings {

  /**
   * A PostgreSQL of our own in the data folder.
   *
   * @param binaryCache where its programs are unpacked; may be shared by many data folders
   */
  record Embedded(Path binaryCache) implements DatabaseSettings {
    public Embedded {
      if (binaryCache == null) {
        throw new IllegalArgumentException("The embedded database needs a folder for programs");
      }
    }
  }

  /**
   * A server that somebody else runs.
   *
   * @param url {@code jdbc:postgresql:…}, without a password
   * @param user the role to connect as
   * @param passwordFile a file of mode 0600 that holds the password and nothing else
   */
  record External(String url, String user, Path passwordFile) implements DatabaseSettings {
    public External {
      if (url == null || !url.startsWith("jdbc:postgresql:")) {
        throw new IllegalArgumentException("database.url must start with jdbc:postgresql:");
      }
      // A parameter in the URL would win over ours, and a password in it would be logged.
      if (url.contains("password=") || url.contains("logServerErrorDetail=")) {
        throw new IllegalArgumentException(
            "database.url must set neither password nor logServerErrorDetail");
      }
      if (user == null || user.isBlank() || passwordFile == null) {
        throw new IllegalArgumentException(
            "database.url needs database.user and database.passwordFile");
      }
    }
  }
}
