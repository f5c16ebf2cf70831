package org.kumiki.platform.database;

import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.postgresql.Driver;

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
   * @param url {@code jdbc:postgresql:…}, without a password; to another machine over TLS only
   * @param user the role to connect as
   * @param passwordFile a file of mode 0600 that holds the password and nothing else
   */
  record External(String url, String user, Path passwordFile) implements DatabaseSettings {
    private static final Pattern LOOPBACK =
        Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1\\]?");

    public External {
      if (url == null || !url.startsWith("jdbc:postgresql:")) {
        throw new IllegalArgumentException("database.url must start with jdbc:postgresql:");
      }
      // A parameter in the URL would win over ours, and a password in it would be logged.
      if (url.contains("password=") || url.contains("logServerErrorDetail=")) {
        throw new IllegalArgumentException(
            "database.url must set neither password nor logServerErrorDetail");
      }
      requireSealedWay(url);
      if (user == null || user.isBlank() || passwordFile == null) {
        throw new IllegalArgumentException(
            "database.url needs database.user and database.passwordFile");
      }
    }

    /** Rows and a password cross the network: by itself the driver would do without TLS. */
    private static void requireSealedWay(String url) {
      Properties read = Driver.parseURL(url, new Properties());
      if (read == null) {
        throw new IllegalArgumentException("database.url is no address of a PostgreSQL server");
      }
      boolean here =
          Stream.of(read.getProperty("PGHOST", "localhost").split(","))
              .allMatch(LOOPBACK.asMatchPredicate());
      if (!here && !"verify-full".equals(read.getProperty("sslmode"))) {
        throw new IllegalArgumentException(
            "database.url leads to another machine: it must set sslmode=verify-full, and"
                + " sslrootcert to the certificate of the server's authority");
      }
    }
  }
}
