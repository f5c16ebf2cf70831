package org.kumiki.exchange.roster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;

/** A consortium that speaks a version which this side does not know. */
class UnknownVersionTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "golden", "v1", "roster.roster.hex");

  private static RosterSnapshot roster(String hex) {
    return RosterSnapshot.decode(ByteString.fromHex(hex).toByteArray());
  }

  @Test
  void aRosterOfItIsRefusedInWordsThatNameBothVersions() throws IOException {
    String roster = Files.readString(GOLDEN).replaceAll("\\s", "");
    assertEquals(3, roster(roster).members().size());
    WireFormatException refused =
        assertThrows(WireFormatException.class, () -> roster("03e7" + roster.substring(4)));
    String said = refused.getMessage();
    assertTrue(said.contains("protocol version 999 is not understood here"), said);
    assertTrue(said.contains("this side speaks " + ProtocolVersion.announcement()), said);
  }
}
