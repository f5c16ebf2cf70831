package org.kumiki.coordinator.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.ontology.editorial.ReviewRule;
import org.kumiki.ontology.editorial.ReviewRule.Objections;
import org.kumiki.ontology.editorial.ReviewRules;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.settings.Settings;

class CoordinatorSettingsTest {
  private static final Path SAMPLES = Path.of(System.getProperty("kumiki.root"), "docs", "samples");

  @TempDir Path folder;

  @Test
  void theBasicSampleListensOnAllAddressesWithTheEmbeddedDatabase() {
    CoordinatorSettings settings =
        Settings.read(SAMPLES.resolve("coordinator-basic.yml"), CoordinatorSettings.class);
    assertEquals("0.0.0.0", settings.listen());
    assertEquals(8443, settings.port());
    assertEquals(8081, settings.apiPort());
    assertInstanceOf(DatabaseSettings.Embedded.class, settings.databaseSettings(folder));
    assertEquals(folder, settings.vectorsFolder(folder));
    assertFalse(settings.vocabularyIsPublic());
    assertEquals(ReviewRules.STANDARD, settings.reviewRules());
  }

  @Test
  void theAdvancedSampleNamesEverySetting() {
    CoordinatorSettings settings =
        Settings.read(SAMPLES.resolve("coordinator-advanced.yml"), CoordinatorSettings.class);
    assertInstanceOf(DatabaseSettings.External.class, settings.databaseSettings(folder));
    assertEquals(Path.of("/var/lib/kumiki/postgresql-programs"), settings.programs());
    assertEquals(Path.of("/srv/kumiki-vectors"), settings.vectorsFolder(folder));
    assertEquals(2, settings.approvals());
    assertEquals("kumiki-coordinator", settings.people().clientId());
    assertEquals("steel", settings.people().organisation());
    assertEquals(443, settings.people().https().port());
    assertTrue(settings.vocabularyIsPublic());
    assertEquals(
        new ReviewRules(
            ReviewRule.STANDARD,
            Map.of(Names.SCHEME + "properties", new ReviewRule(3, 2, Objections.BLOCK))),
        settings.reviewRules());
  }

  @Test
  void aReviewByMoreOrganisationsThanPeopleIsRefused() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("kumiki.yml"),
            "consortium: a\naddress: https://host:80\n"
                + "vocabulary: {review: {reviewers: 1, organisations: 2}}\n");
    CommandFailure refusal =
        assertThrows(CommandFailure.class, () -> Settings.read(file, CoordinatorSettings.class));
    assertTrue(refusal.line().contains("reviewers"), refusal.line());
  }

  @Test
  void anAddressWithoutTlsIsRefused() throws Exception {
    Path file =
        Files.writeString(folder.resolve("kumiki.yml"), "consortium: a\naddress: http://host:80\n");
    CommandFailure refusal =
        assertThrows(CommandFailure.class, () -> Settings.read(file, CoordinatorSettings.class));
    assertTrue(refusal.line().contains("https://host:port"), refusal.line());
  }
}
