package org.kumiki.exchange.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kumiki.exchange.wire.ByteString;

class RosterWordsTest {
  /** The examples of arXiv 0901.4016. */
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, lusab-babad",
    "63.84.220.193, gutih-tugad",
    "63.118.7.35, gutuk-bisog",
    "140.98.193.141, mudof-sakat",
    "64.255.6.200, haguz-biram",
    "128.30.52.45, mabiv-gibot",
    "147.67.119.2, natag-lisaf",
    "212.58.253.68, tibup-zujah",
    "216.35.68.215, tobog-higil",
    "216.68.232.21, todah-vobij",
    "198.81.129.136, sinid-makam",
    "12.110.110.204, budov-kuras"
  })
  void wordsAreThoseOfTheProposal(String address, String proquint) {
    String[] parts = address.split("\\.", -1);
    byte[] bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) Integer.parseInt(parts[i]);
    }
    assertEquals(proquint, String.join("-", RosterWords.words(ByteString.of(bytes))));
  }

  @Test
  void aRosterHasTenWordsAndEachOfItsFirst160BitsCounts() {
    ByteString hash = TestRosters.first("a", "b", "c").hash();
    String words = RosterWords.of(hash);
    assertTrue(words.matches("([a-z]{5} ){9}[a-z]{5}"), words);
    for (int bit = 0; bit < 160; bit++) {
      byte[] changed = hash.toByteArray();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertNotEquals(words, RosterWords.of(ByteString.of(changed)));
    }
  }
}
