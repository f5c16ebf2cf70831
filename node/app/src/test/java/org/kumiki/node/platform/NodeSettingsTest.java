package org.kumiki.node.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.settings.Settings;

class NodeSettingsTest {
  private static final Path SAMPLES = Path.of(System.getProperty("kumiki.root"), "docs", "samples");

  @TempDir Path folder;

  @Test
  void theBasicSampleUsesTheEmbeddedDatabase() {
    NodeSettings settings = Settings.read(SAMPLES.resolve("node-basic.yml"), NodeSettings.class);
    assertEquals(new NodeSettings("acme", "node-1", 8082, null, null, null), settings);
    DatabaseSettings.Embedded embedded =
        assertInstanceOf(DatabaseSettings.Embedded.class, settings.databaseSettings(folder));
    assertEquals(folder.resolve("postgresql-programs"), embedded.binaryCache());
  }

  @Test
  void theAdvancedSampleNamesEverySetting() {
    NodeSettings settings = Settings.read(SAMPLES.resolve("node-advanced.yml"), NodeSettings.class);
    DatabaseSettings.External external =
        assertInstanceOf(DatabaseSettings.External.class, settings.databaseSettings(folder));
    assertEquals("kumiki", external.user());
    assertEquals(Path.of("/etc/kumiki/database-password"), external.passwordFile());
    assertEquals(Path.of("/var/lib/kumiki/postgresql-programs"), settings.programs());
  }

  @Test
  void theDefaultPortIs8082() throws Exception {
    Path file = Files.writeString(folder.resolve("kumiki.yml"), "organisation: a\nnode: b\n");
    assertEquals(8082, Settings.read(file, NodeSettings.class).apiPort());
  }

  @Test
  void aMisspeltKeyIsRefusedByName() throws Exception {
    Path file =
        Files.writeString(folder.resolve("kumiki.yml"), "organisation: a\nnode: b\napiport: 1\n");
    CommandFailure refusal =
        assertThrows(CommandFailure.class, () -> Settings.read(file, NodeSettings.class));
    assertTrue(refusal.line().contains("apiport"), refusal.line());
  }
}
