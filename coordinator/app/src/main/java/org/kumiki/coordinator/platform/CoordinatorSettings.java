package org.kumiki.coordinator.platform;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.Optional;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.people.PeopleSettings;

/**
 * {@code kumiki.yml} of a coordinator.
 *
 * @param consortium identifier of the consortium
 * @param address what nodes connect to, {@code https://host:port}; stands in invitations
 * @param listen host to bind the machines' listener to; by default all addresses
 * @param port of the machines' listener; 0 takes any free one
 * @param apiPort of the people's listener on loopback; 0 takes any free one
 * @param database an external server; by default an embedded PostgreSQL in the data folder
 * @param programs where the embedded PostgreSQL's programs are unpacked; by default the data folder
 * @param vectors masked vectors and sums; by default inside the data folder. Coordinators beside
 *     each other share it as they share the database
 * @param approvals how many people must approve a request for a certificate, 1 or 2; by default 1
 * @param people how people sign in; by default nobody does but the owner of the folder's token
 * @param vocabulary who may read the vocabulary without signing in; by default nobody
 */
public record CoordinatorSettings(
    String consortium,
    String address,
    String listen,
    Integer port,
    Integer apiPort,
    ExternalDatabase database,
    Path programs,
    Path vectors,
    Integer approvals,
    PeopleSettings people,
    VocabularySettings vocabulary) {
  /** The default port of the machines' listener. */
  public static final int DEFAULT_PORT = 8443;

  /** The default port of the people's listener. */
  public static final int DEFAULT_API_PORT = 8081;

  /** An external database: {@code jdbc:postgresql:…}, role and a file with its password. */
  public record ExternalDatabase(String url, String user, Path passwordFile) {}

  /**
   * {@code vocabulary: {public: true}}.
   *
   * @param isPublic whether term IRIs and releases answer everybody who reaches the service
   */
  public record VocabularySettings(@JsonProperty("public") boolean isPublic) {}

  public CoordinatorSettings {
    if (consortium == null || address == null || !address.startsWith("https://")) {
      throw new IllegalArgumentException("consortium and address (https://host:port) are needed");
    }
    listen = listen == null ? "0.0.0.0" : listen;
    port = port == null ? DEFAULT_PORT : port;
    apiPort = apiPort == null ? DEFAULT_API_PORT : apiPort;
    approvals = approvals == null ? 1 : approvals;
    if (approvals < 1 || approvals > 2) {
      throw new IllegalArgumentException("approvals is 1 or 2");
    }
  }

  /** Where the rows are, by default inside {@code dataFolder}. */
  public DatabaseSettings databaseSettings(Path dataFolder) {
    return database == null
        ? new DatabaseSettings.Embedded(
            Optional.ofNullable(programs).orElse(dataFolder.resolve("postgresql-programs")))
        : new DatabaseSettings.External(database.url(), database.user(), database.passwordFile());
  }

  /** Whether term IRIs and releases answer everybody. */
  public boolean vocabularyIsPublic() {
    return vocabulary != null && vocabulary.isPublic();
  }

  /** Where vectors and sums are, or {@code inDataFolder}. */
  public Path vectorsFolder(Path inDataFolder) {
    return Optional.ofNullable(vectors).orElse(inDataFolder);
  }
}
