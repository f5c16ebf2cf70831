package org.kumiki.node.platform;

import java.nio.file.Path;
import java.util.Optional;
import org.kumiki.platform.database.DatabaseSettings;

/**
 * {@code kumiki.yml} of a node.
 *
 * @param organisation the member's identifier
 * @param node the node's identifier inside the organisation
 * @param apiPort people's listener on loopback; 0 takes any free one
 * @param database an external server; by default an embedded PostgreSQL in the data folder
 * @param programs where the embedded PostgreSQL's programs are unpacked; by default the data folder
 * @param proxy the HTTP proxy on the way to the coordinator; by default there is none
 * @param signingKey how the organisation's key is opened if its file is encrypted
 */
public record NodeSettings(
    String organisation,
    String node,
    Integer apiPort,
    ExternalDatabase database,
    Path programs,
    ProxySettings proxy,
    SigningKeySettings signingKey) {
  /** The default port of the people's listener. */
  public static final int DEFAULT_API_PORT = 8082;

  /** An external database: {@code jdbc:postgresql:…}, role and a file with its password. */
  public record ExternalDatabase(String url, String user, Path passwordFile) {}

  public NodeSettings {
    if (organisation == null || node == null) {
      throw new IllegalArgumentException("organisation and node are needed");
    }
    apiPort = apiPort == null ? DEFAULT_API_PORT : apiPort;
  }

  /** Where the rows are, by default inside {@code dataFolder}. */
  public DatabaseSettings databaseSettings(Path dataFolder) {
    return database == null
        ? new DatabaseSettings.Embedded(
            Optional.ofNullable(programs).orElse(dataFolder.resolve("postgresql-programs")))
        : new DatabaseSettings.External(database.url(), database.user(), database.passwordFile());
  }
}
