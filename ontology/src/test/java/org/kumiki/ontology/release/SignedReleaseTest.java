package org.kumiki.ontology.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SignedReleaseTest {
  private static final Release RELEASE =
      new Release("alloys", 2, 17, 15_000, "ab".repeat(32), "cd".repeat(32), 1_700_000_000_000L);

  @Test
  void theSignedTextIsTheseLines() {
    assertEquals(
        "kumiki vocabulary release\nalloys\n2\n17\n15000\n"
            + "ab".repeat(32)
            + "\n"
            + "cd".repeat(32)
            + "\n1700000000000\n",
        RELEASE.text());
  }

  @Test
  void aSignatureHoldsForItsReleaseAndForNoOther() throws GeneralSecurityException {
    KeyPair keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(keys.getPrivate());
    signer.update(RELEASE.signedBytes());
    SignedRelease signed = new SignedRelease(RELEASE, signer.sign());
    assertTrue(SignedRelease.parse(signed.text()).holds((text, mark) -> verify(keys, text, mark)));
    Release other =
        new Release("alloys", 3, 17, 15_000, "ab".repeat(32), "cd".repeat(32), 1_700_000_000_000L);
    assertFalse(
        new SignedRelease(other, signed.signature())
            .holds((text, mark) -> verify(keys, text, mark)));
  }

  @Property(tries = 300)
  void anyOtherCharacterAnywhereIsRefusedOrAnotherRelease(
      @ForAll @IntRange(max = 300) int at, @ForAll char instead) {
    String text = new SignedRelease(RELEASE, new byte[64]).text();
    int place = at % text.length();
    String changed = text.substring(0, place) + instead + text.substring(place + 1);
    try {
      SignedRelease read = SignedRelease.parse(changed);
      assertEquals(changed, read.text());
      assertEquals(changed.equals(text), read.equals(SignedRelease.parse(text)));
    } catch (UnreadableRelease refused) {
      assertFalse(changed.equals(text));
    }
  }

  @Test
  void whatStandsBehindTheEndIsRefused() {
    String text = new SignedRelease(RELEASE, new byte[64]).text();
    for (String more : Arrays.asList("\n", " ", "x", text)) {
      assertThrows(UnreadableRelease.class, () -> SignedRelease.parse(text + more));
    }
    assertThrows(UnreadableRelease.class, () -> SignedRelease.parse(text.replace("\n", "\r\n")));
  }

  @Test
  void theFirstReleaseFollowsNoneAndEveryOtherOne() {
    assertThrows(UnreadableRelease.class, () -> release(1, "cd".repeat(32)));
    assertThrows(UnreadableRelease.class, () -> release(2, Release.NOTHING));
    assertEquals(1, release(1, Release.NOTHING).version());
  }

  private static Release release(int version, String previous) {
    return new Release("alloys", version, 1, 1, "ab".repeat(32), previous, 0);
  }

  private static boolean verify(KeyPair keys, byte[] text, byte[] mark) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(keys.getPublic());
      verifier.update(text);
      return verifier.verify(mark);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
