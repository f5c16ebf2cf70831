package org.kumiki.platform.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.settings.Settings;

class PeopleSettingsTest {
  @TempDir Path folder;

  private record Whole(PeopleSettings people) {}

  private PeopleSettings read(String people) throws Exception {
    Path file = Files.writeString(folder.resolve("kumiki.yml"), "people:\n" + people);
    return Settings.read(file, Whole.class).people();
  }

  @Test
  void threeSettingsAreEnough() throws Exception {
    PeopleSettings settings =
        read(
            "  issuer: https://id.example.org/realms/steel\n  clientId: kumiki-coordinator\n"
                + "  clientSecretFile: people.secret\n");
    assertEquals(List.of("kumiki-programs"), settings.programs());
    assertEquals(null, settings.https());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  issuer: http://id.example.org/realms/steel\n  clientId: a\n  clientSecretFile: f\n",
        "  issuer: http://127.0.0.1.example.org/r\n  clientId: a\n  clientSecretFile: f\n",
        "  issuer: id.example.org\n  clientId: a\n  clientSecretFile: f\n",
        "  issuer: https://id/r?x=1\n  clientId: a\n  clientSecretFile: f\n",
        "  issuer: https://id/r\n  clientId: 'a b'\n  clientSecretFile: f\n",
        "  issuer: https://id/r\n  clientId: a\n",
        "  issuer: https://id/r\n  clientId: a\n  clientSecretFile: f\n"
            + "  address: http://kumiki.example.org\n",
        "  issuer: https://id/r\n  clientId: a\n  clientSecretFile: f\n"
            + "  address: https://kumiki.example.org/path\n",
        "  issuer: https://id/r\n  clientId: a\n  clientSecretFile: f\n"
            + "  https: {certificateFile: c, keyFile: k}\n"
      })
  void whatWouldSendSecretsInTheClearOrCannotWorkIsRefused(String people) {
    CommandFailure refused = assertThrows(CommandFailure.class, () -> read(people));
    assertTrue(refused.line().contains("people"), refused.line());
  }

  @Test
  void loopbackNeedsNoTls() throws Exception {
    read(
        "  issuer: http://127.0.0.1:8080/realms/demo\n  clientId: a\n  clientSecretFile: f\n"
            + "  address: http://localhost:8081\n");
  }
}
