package org.kumiki.exchange.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.ledger.LedgerEntry.Verdict;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;

/** Commitments, and how a restored ledger stands to the heads that others kept. */
class LedgerHeadsTest {
  private final MemoryLedger alpha = ledger("alpha");
  private final MemoryLedger beta = ledger("beta");

  @Test
  void aCommitmentIsTheOneOfTheVector() {
    JsonNode vector = Vectors.own("ledger", "entry");
    byte[] fields = Vectors.bytes(vector.get("fields"));
    NumberedEntry entry = numbered(7, "3 rows, fewer than 10");
    byte[] salt = Arrays.copyOf(fields, 32);
    assertEquals(vector.get("commitment").asText(), entry.commitment(salt).hex());
    assertEquals(vector.get("leafHash").asText(), entry.leafHash(salt).hex());
  }

  @Test
  void anotherSaltNumberOrReasonIsAnotherCommitment() {
    byte[] salt = new byte[32];
    byte[] other = new byte[32];
    other[31] = 1;
    ByteString commitment = numbered(7, "").commitment(salt);
    assertNotEquals(commitment, numbered(7, "").commitment(other));
    assertNotEquals(commitment, numbered(8, "").commitment(salt));
    assertNotEquals(commitment, numbered(7, "x").commitment(salt));
    assertThrows(IllegalArgumentException.class, () -> numbered(7, "").commitment(new byte[31]));
  }

  @Test
  void aLedgerThatOnlyGrewIsInOrder() {
    append(alpha, 3);
    LedgerHead seen = alpha.own();
    append(alpha, 2);
    assertTrue(alpha.confirm("beta", seen).inOrder());
    assertEquals("in order", alpha.status().sentence());
  }

  @Test
  void aRestoredCopyIsBehindWhatAnotherMemberHasSeen() {
    append(alpha, 12);
    MemoryLedger restored = alpha.copy();
    append(alpha, 3);
    LedgerStatus status = restored.confirm("beta", alpha.own());
    assertFalse(status.inOrder());
    assertEquals(
        "behind: this node's ledger has 12 entries, beta has seen 15: the database was restored"
            + " from an older copy; restore the newer one; until then nothing leaves",
        status.sentence());
    append(restored, 3);
    assertFalse(restored.confirm("gamma", restored.own()).inOrder(), "what was wrong stays wrong");
  }

  @Test
  void aRestoredCopyThatWasWrittenToIsForked() {
    append(alpha, 12);
    MemoryLedger restored = alpha.copy();
    append(alpha, 3);
    append(restored, 4);
    LedgerStatus status = restored.confirm("beta", alpha.own());
    assertEquals(new LedgerStatus.Forked("beta", 15), status);
  }

  @Test
  void onlyALargerHeadOfAPeerIsKept() {
    append(alpha, 2);
    LedgerHead two = alpha.own();
    MemoryLedger clone = alpha.copy();
    append(alpha, 1);
    append(clone, 1);
    assertEquals(Optional.empty(), beta.witnessed("alpha"));
    assertEquals(Witnessing.NEWER, beta.witness("alpha", alpha.own()));
    assertEquals(Witnessing.KNOWN, beta.witness("alpha", alpha.own()));
    assertEquals(Witnessing.OLDER, beta.witness("alpha", two));
    assertEquals(Witnessing.FORKED, beta.witness("alpha", clone.own()));
    assertEquals(Optional.of(alpha.own()), beta.witnessed("alpha"));
    assertTrue(beta.copy().witnessed("alpha").isPresent());
    assertEquals(3, alpha.entries().size());
  }

  private static NumberedEntry numbered(long number, String reason) {
    byte[] study = new byte[32];
    Arrays.fill(study, (byte) 0xab);
    return new NumberedEntry(
        number,
        Instant.parse("2026-01-02T03:04:05.123456Z"),
        new LedgerEntry(
            ByteString.of(study),
            3,
            2,
            "row count, counts and sums of 3 quantities — 引張強さ",
            40,
            5,
            Verdict.WITHHELD,
            reason));
  }

  private static void append(MemoryLedger ledger, int entries) {
    for (int i = 0; i < entries; i++) {
      ledger.append(numbered(1, "").entry());
    }
  }

  private static MemoryLedger ledger(String name) {
    SecureRandom random = new SecureRandom();
    return new MemoryLedger(
        "trial",
        SigningKey.generate(name, random),
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        random);
  }
}
