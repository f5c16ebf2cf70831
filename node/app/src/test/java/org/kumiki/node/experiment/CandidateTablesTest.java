package org.kumiki.node.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.node.ingest.RawStore;

class CandidateTablesTest {
  @TempDir Path folder;

  @Test
  void aTableIsKeptUpToTheLimitAndBeyondItNothingIs() throws IOException {
    RawStore raw = new RawStore(folder);
    CandidateTables tables = new CandidateTables(raw, 8);
    assertTrue(raw.contains(tables.put(table("a,b\n1,2\n")).sha256()));
    CampaignRefused refusal =
        assertThrows(CampaignRefused.class, () -> tables.put(table("a,b\n1,2\n3")));
    assertTrue(refusal.getMessage().contains("at most 8 bytes"), refusal.getMessage());
    try (Stream<Path> kept = Files.list(folder)) {
      assertEquals(1, kept.count());
    }
  }

  private static ByteArrayInputStream table(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
