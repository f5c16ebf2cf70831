package org.kumiki.platform.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.cli.CommandFailure;

class SettingsTest {
  record Listener(int port) {}

  record Sample(String organisation, Listener people) {
    Sample {
      organisation = organisation == null ? "nobody" : organisation;
      if (organisation.isBlank()) {
        throw new IllegalArgumentException("organisation must not be blank");
      }
    }
  }

  @TempDir Path temp;

  private Path file(String text) throws Exception {
    return Files.writeString(temp.resolve("kumiki.yml"), text);
  }

  private String refusal(String text) throws Exception {
    Path file = file(text);
    return assertThrows(CommandFailure.class, () -> Settings.read(file, Sample.class)).line();
  }

  @Test
  void aFileBecomesARecordAndWhatIsLeftOutItsDefault() throws Exception {
    assertEquals(
        new Sample("alpha", new Listener(8080)),
        Settings.read(file("organisation: alpha\npeople:\n  port: 8080\n"), Sample.class));
    assertEquals(new Sample("nobody", null), Settings.read(file(""), Sample.class));
  }

  @Test
  void aMisspeltKeyIsNamedWithItsLineAndTheKnownOnes() throws Exception {
    String line = refusal("organisation: alpha\npeople:\n  prot: 8080\n");

    assertTrue(line.contains("line 3: unknown key 'prot'"), line);
    assertTrue(line.contains("known here: port"), line);
  }

  @Test
  void aKeyGivenTwiceIsRefused() throws Exception {
    assertTrue(refusal("organisation: a\norganisation: b\n").contains("line 2"));
  }

  @Test
  void aValueOfTheWrongKindIsNamedAndNotRepeated() throws Exception {
    String line = refusal("people:\n  port: canary\n");

    assertTrue(line.contains("'people.port'"), line);
    assertTrue(!line.contains("canary"), line);
    assertTrue(refusal("people:\n  port:\n").contains("people.port"));
  }

  @Test
  void whatARecordRefusesIsToldInItsWords() throws Exception {
    assertTrue(refusal("organisation: ' '\n").contains("organisation must not be blank"));
  }

  @Test
  void anAbsentFileIsNamed() {
    Path absent = temp.resolve("absent.yml");

    assertTrue(
        assertThrows(CommandFailure.class, () -> Settings.read(absent, Sample.class))
            .line()
            .contains("absent.yml"));
  }

  @Property(tries = 300)
  void anyTextIsReadOrRefused(@ForAll String text) throws Exception {
    Path file = Files.createTempFile("settings", ".yml");
    try {
      Files.writeString(file, text);
      Settings.read(file, Sample.class);
    } catch (CommandFailure refused) {
      assertTrue(refused.line().lines().count() == 1);
    } finally {
      Files.delete(file);
    }
  }
}
