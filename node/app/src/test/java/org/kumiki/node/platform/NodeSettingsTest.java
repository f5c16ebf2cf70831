package org.kumiki.node.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.proxy.ProxySettings;
import org.kumiki.platform.settings.Settings;

class NodeSettingsTest {
  private static final Path SAMPLES = Path.of(System.getProperty("kumiki.root"), "docs", "samples");

  @TempDir Path folder;

  @Test
  void theBasicSampleUsesTheEmbeddedDatabase() {
    NodeSettings settings = Settings.read(SAMPLES.resolve("node-basic.yml"), NodeSettings.class);
    assertEquals(new NodeSettings("acme", "node-1", 8082, null, null, null), settings);
    assertEquals(2L << 30, settings.candidateTableBytes());
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
    assertEquals(
        new ProxySettings(
            "http://proxy.acme.example:3128", "kumiki", Path.of("/etc/kumiki/proxy-password")),
        settings.proxy());
    assertEquals(
        Path.of("/run/credentials/kumiki-node.service/organisation-key"),
        settings.signingKey().passphraseFile());
    assertEquals("proxy.acme.example", settings.proxy().host());
    assertEquals(3128, settings.proxy().port());
    assertEquals("kumiki-node-acme", settings.people().clientId());
    assertEquals(2L << 30, settings.candidateTableBytes());
    assertEquals("https://node.acme.example", settings.people().address().toString());
  }

  private String refusal(String proxy) throws Exception {
    String text = "organisation: a\nnode: b\nproxy: " + proxy + "\n";
    Path file = Files.writeString(folder.resolve("kumiki.yml"), text);
    return assertThrows(CommandFailure.class, () -> Settings.read(file, NodeSettings.class)).line();
  }

  @Test
  void roomForTablesIsNoNegativeNumber() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("kumiki.yml"), "organisation: a\nnode: b\ncandidateTableBytes: -1\n");
    CommandFailure refused =
        assertThrows(CommandFailure.class, () -> Settings.read(file, NodeSettings.class));
    assertTrue(refused.line().contains("candidateTableBytes"), refused.line());
  }

  @Test
  void aProxyMayAskNobodyAndMayHaveAnIpv6Address() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("kumiki.yml"),
            "organisation: a\nnode: b\nproxy: {address: 'http://[2001:db8::1]:8080'}\n");
    ProxySettings proxy = Settings.read(file, NodeSettings.class).proxy();
    assertEquals("[2001:db8::1]", proxy.host());
    assertEquals(8080, proxy.port());
    assertNull(proxy.user());
  }

  @Test
  void aProxysAddressIsHostAndPortAndIsNotRepeatedWhenItIsNot() throws Exception {
    for (String address :
        List.of(
            "https://proxy:3128",
            "http://proxy",
            "http://proxy:0",
            "http://proxy:70000",
            "proxy:3128",
            "http://kumiki:canary@proxy:3128",
            "http://proxy:3128/path",
            "http://proxy:3128/?q",
            "http://:3128",
            "not a URI")) {
      String line = refusal("{address: '" + address + "'}");
      assertTrue(line.contains("proxy.address must be http://HOST:PORT"), line);
      assertFalse(line.contains("canary"), line);
    }
    assertTrue(refusal("{}").contains("proxy.address"));
  }

  @Test
  void aProxysUserAndPasswordFileComeTogether() throws Exception {
    String start = "{address: 'http://proxy:3128', ";
    assertTrue(refusal(start + "user: kumiki}").contains("together"));
    assertTrue(refusal(start + "passwordFile: /etc/x}").contains("together"));
    assertTrue(refusal(start + "user: 'a:b', passwordFile: /etc/x}").contains("proxy.user"));
    assertTrue(refusal(start + "user: '', passwordFile: /etc/x}").contains("proxy.user"));
    assertTrue(refusal(start + "password: canary}").contains("unknown key 'password'"));
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
