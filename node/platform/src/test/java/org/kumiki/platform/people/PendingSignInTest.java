package org.kumiki.platform.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingSignInTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/\t/evil.example",
        "javascript:alert(1)",
        "",
        "/a\nb",
        "\\",
        "/%0d%0aLocation:x y"
      })
  void aSignInReturnsNowhereButHere(String path) {
    assertEquals("/", PendingSignIn.begin(path, Instant.EPOCH, RANDOM).returnTo());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/me", "/a/b?c=d&e=%20f"})
  void aSignInReturnsToThePageThatWasWanted(String path) {
    PendingSignIn pending = PendingSignIn.begin(path, Instant.EPOCH, RANDOM);
    assertEquals(path, pending.returnTo());
    assertEquals(Optional.of(pending), PendingSignIn.decode(pending.encode()));
  }

  @Test
  void whatTheBrowserKeepsCannotBeReadOrChangedOrMadeElsewhere() {
    Sealed sealed = new Sealed(RANDOM);
    String kept = sealed.seal("secret words");
    assertTrue(!kept.contains("secret"));
    assertEquals(Optional.of("secret words"), sealed.open(kept));
    for (int i = 0; i < kept.length(); i += 7) {
      char other = kept.charAt(i) == 'A' ? 'B' : 'A';
      String changed = kept.substring(0, i) + other + kept.substring(i + 1);
      assertEquals(Optional.empty(), sealed.open(changed), "changed at " + i);
    }
    assertEquals(Optional.empty(), new Sealed(RANDOM).open(kept));
    assertEquals(Optional.empty(), sealed.open(""));
    assertEquals(Optional.empty(), sealed.open("###"));
  }
}
