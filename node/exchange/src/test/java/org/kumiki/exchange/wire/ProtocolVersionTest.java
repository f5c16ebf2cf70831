package org.kumiki.exchange.wire;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolVersionTest {
  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "1, 2", "2, 1", "7,1,9", "2, 9"})
  void oneVersionInCommonIsEnough(String announcement) {
    assertDoesNotThrow(() -> ProtocolVersion.requireCommon(announcement));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3", "10, 11", "", "1.1", "01", "one", "1,", "1,,2", "1\r\nX: y", "100000"})
  void whoSpeaksNoVersionOfThisSideIsToldWhatItSpeaks(String announcement) {
    WireFormatException refusal =
        assertThrows(WireFormatException.class, () -> ProtocolVersion.requireCommon(announcement));
    assertTrue(refusal.getMessage().contains("spoken here (1, 2)"), refusal.getMessage());
  }

  @Test
  void thisSideAnnouncesEveryVersionUpToTheHighest() {
    assertEquals("1, 2", ProtocolVersion.announcement());
    assertTrue(ProtocolVersion.isAnnouncement(ProtocolVersion.announcement()));
    assertEquals(ProtocolVersion.CURRENT, ProtocolVersion.require(2));
    assertTrue(ProtocolVersion.isAnnounced("1,2", 2));
    assertFalse(ProtocolVersion.isAnnounced("1, 12", 2));
    assertFalse(ProtocolVersion.isAnnounced("anything", 2));
  }
}
