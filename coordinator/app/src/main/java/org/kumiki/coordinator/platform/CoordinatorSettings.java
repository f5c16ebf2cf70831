package org.kumiki.coordinator.platform;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kumiki.ontology.editorial.ReviewRule;
import org.kumiki.ontology.editorial.ReviewRule.Objections;
import org.kumiki.ontology.editorial.ReviewRules;
import org.kumiki.ontology.term.Names;
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
 * @param vocabulary who may read the vocabulary without signing in, by default nobody, and how many
 *     must agree to a change of it
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
   * @param review how many must agree to a change; by default two people of two organisations
   */
  public record VocabularySettings(
      @JsonProperty("public") boolean isPublic, ReviewSettings review) {}

  /**
   * How many must agree to a change of the vocabulary.
   *
   * @param reviewers people; by default 2
   * @param organisations of so many organisations; by default 2, or as many as reviewers
   * @param objections {@code block}, the default: one objection is enough to hold a change up; or
   *     {@code count}: more must be for than against
   * @param schemes other rules for single schemes, such as {@code ks:properties}
   */
  public record ReviewSettings(
      Integer reviewers,
      Integer organisations,
      String objections,
      Map<String, ReviewSettings> schemes) {
    private ReviewRule rule(ReviewRule otherwise) {
      int people = reviewers == null ? otherwise.reviewers() : reviewers;
      int from = Math.min(people, otherwise.organisations());
      Objections how =
          objections == null
              ? otherwise.objections()
              : Objections.valueOf(objections.toUpperCase(Locale.ROOT));
      return new ReviewRule(people, organisations == null ? from : organisations, how);
    }

    private ReviewRules rules() {
      ReviewRule standard = rule(ReviewRule.STANDARD);
      Map<String, ReviewRule> byScheme = new TreeMap<>();
      Optional.ofNullable(schemes)
          .orElse(Map.of())
          .forEach(
              (scheme, own) -> {
                if (own.schemes() != null) {
                  throw new IllegalArgumentException("a scheme's review has no schemes of its own");
                }
                byScheme.put(Names.expand(scheme), own.rule(standard));
              });
      return new ReviewRules(standard, byScheme);
    }
  }

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
    if (vocabulary != null && vocabulary.review() != null) {
      vocabulary.review().rules();
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

  /** How many must agree to a change of the vocabulary. */
  public ReviewRules reviewRules() {
    return vocabulary == null || vocabulary.review() == null
        ? ReviewRules.STANDARD
        : vocabulary.review().rules();
  }

  /** Where vectors and sums are, or {@code inDataFolder}. */
  public Path vectorsFolder(Path inDataFolder) {
    return Optional.ofNullable(vectors).orElse(inDataFolder);
  }
}
