package org.kumiki.node.platform;

import java.nio.file.Path;
import java.util.Optional;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.people.PeopleSettings;
import org.kumiki.platform.proxy.ProxySettings;

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
 * @param people how people sign in; by default nobody does but the owner of the folder's token
 * @param candidateTableBytes what private tables of candidates may take on the disk together; by
 *     default 2 GiB
 */
public record NodeSettings(
    String organisation,
    String node,
    Integer apiPort,
    ExternalDatabase database,
    Path programs,
    ProxySettings proxy,
    SigningKeySettings signingKey,
    PeopleSettings people,
    Long candidateTableBytes) {
  /** The default port of the people's listener. */
  public static final int DEFAULT_API_PORT = 8082;

  /** Eight tables of the largest size. */
  public static final long DEFAULT_CANDIDATE_TABLE_BYTES = 2L << 30;

  /** An external database: {@code jdbc:postgresql:…}, role and a file with its password. */
  public record ExternalDatabase(String url, String user, Path passwordFile) {}

  /** Settings where nobody signs in. */
  public NodeSettings(
      String organisation,
      String node,
      Integer apiPort,
      ExternalDatabase database,
      Path programs,
      ProxySettings proxy) {
    this(organisation, node, apiPort, database, programs, proxy, null, null, null);
  }

  public NodeSettings {
    if (organisation == null || node == null) {
      throw new IllegalArgumentException("organisation and node are needed");
    }
    apiPort = apiPort == null ? DEFAULT_API_PORT : apiPort;
    candidateTableBytes =
        candidateTableBytes == null ? DEFAULT_CANDIDATE_TABLE_BYTES : candidateTableBytes;
    if (candidateTableBytes < 0) {
      throw new IllegalArgumentException(
          "candidateTableBytes is a number of bytes, 0 to allow no table");
    }
  }

  /** Where the rows are, by default inside {@code dataFolder}. */
  public DatabaseSettings databaseSettings(Path dataFolder) {
    return database == null
        ? new DatabaseSettings.Embedded(
            Optional.ofNullable(programs).orElse(dataFolder.resolve("postgresql-programs")))
        : new DatabaseSettings.External(database.url(), database.user(), database.passwordFile());
  }
}
