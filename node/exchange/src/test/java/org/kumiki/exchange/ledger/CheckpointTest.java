package org.kumiki.exchange.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.LedgerHead;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/** Heads and notes: two forms of one signed value, one way to write each. */
class CheckpointTest {
  private static final JsonNode NOTE = Vectors.own("ledger", "note");
  private static final LedgerOrigin ORIGIN = new LedgerOrigin("trial", "alpha");
  private static final SigningKey ALPHA =
      SigningKey.fromSecret("alpha", Vectors.hex(NOTE.get("secret")));
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(ORIGIN, 8, ByteString.fromHex(NOTE.get("root").asText()));
  private static final SigningKey BETA = SigningKey.generate("beta", new SecureRandom());
  private static final RosterSnapshot ROSTER = roster("trial", ALPHA);

  @Test
  void aHeadIsSignedAndWrittenAsTheVectorSays() {
    LedgerHead head = CHECKPOINT.sign(ALPHA);
    assertEquals(NOTE.get("signature").asText(), head.signature().hex());
    CheckpointNote note = CheckpointNote.of(head, ORIGIN, ALPHA.publicKey());
    assertEquals(NOTE.get("keyId").asText(), note.keyIds().get(0).hex());
    assertEquals(NOTE.get("note").asText(), note.format());
    assertTrue(note.verifies(ROSTER));
    assertTrue(Checkpoint.verifies(head, ROSTER, "alpha"));
  }

  /** Tools of others check the first line and pass over the second; here both must hold. */
  @Test
  void aNoteOfBothKeysHasALineOfEach() {
    JsonNode vector = Vectors.own("ledger", "note-2");
    SigningKey alpha = SigningKey.fromSecret("alpha", Vectors.hex(vector.get("secret")));
    assertEquals(vector.get("publicKey").asText(), alpha.publicKey().hex());
    CheckpointNote note = CheckpointNote.parse(vector.get("note").asText());
    assertEquals(vector.get("keyIds").get(0).asText(), note.keyIds().get(0).hex());
    assertEquals(vector.get("keyIds").get(1).asText(), note.keyIds().get(1).hex());
    assertEquals(vector.get("signature").asText(), note.head().signature().hex());
    assertEquals(vector.get("note").asText(), note.format());
    RosterSnapshot roster = roster("trial", alpha);
    assertTrue(note.verifies(roster));
    LedgerHead own = CHECKPOINT.sign(alpha);
    assertTrue(CheckpointNote.of(own, ORIGIN, alpha.publicKey()).verifies(roster));

    assertFalse(note.verifies(ROSTER), "alpha is listed with one key there");
    CheckpointNote first = CheckpointNote.of(CHECKPOINT.sign(ALPHA), ORIGIN, ALPHA.publicKey());
    String[] lines = vector.get("note").asText().split("(?<=\\n)");
    assertEquals(6, lines.length);
    String half = String.join("", Arrays.copyOf(lines, 5));
    assertFalse(CheckpointNote.parse(half).verifies(roster), "Ed25519 alone");
    assertTrue(first.verifies(ROSTER));
  }

  @Test
  void aNoteIsReadBackAndVerified() {
    CheckpointNote note = CheckpointNote.parse(NOTE.get("note").asText());
    assertEquals(CHECKPOINT, note.checkpoint());
    assertEquals(CHECKPOINT.sign(ALPHA), note.head());
    assertTrue(note.verifies(ROSTER));
  }

  @TestFactory
  Stream<DynamicTest> aNoteInAnyOtherFormIsRefused() {
    return Vectors.files("ledger").stream()
        .map(Vectors::read)
        .filter(vector -> vector.get("verdict").asText().equals("invalid"))
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.get("description").asText(),
                    () ->
                        assertThrows(
                            WireFormatException.class,
                            () -> CheckpointNote.parse(vector.get("note").asText()))));
  }

  @Property(tries = 500)
  void aNoteWithAnotherCharacterAnywhereIsRefusedOrDoesNotVerify(
      @ForAll @IntRange(max = 10_000) int place, @ForAll char character) {
    StringBuilder text = new StringBuilder(NOTE.get("note").asText());
    int position = place % text.length();
    boolean same = text.charAt(position) == character;
    text.setCharAt(position, character);
    assertEquals(same, verifies(text.toString()));
  }

  /** Pieces of a note in another order, or with something between, reach deep into the parser. */
  @Property(tries = 2000)
  void aTextOfAnySortIsANoteThatIsWrittenTheSameOrRefused(
      @ForAll Random random, @ForAll String between) {
    String note = NOTE.get("note").asText();
    int begin = random.nextInt(note.length());
    int end = begin + random.nextInt(note.length() - begin + 1);
    String text =
        random.nextBoolean()
            ? note.substring(0, begin) + between + note.substring(end)
            : note.substring(0, end) + note.substring(begin);
    try {
      assertEquals(text, CheckpointNote.parse(text).format());
    } catch (WireFormatException expected) {
      assertFalse(expected.getMessage().isBlank());
    }
  }

  @Test
  void aLongTextIsRefusedBeforeItIsRead() {
    String text = NOTE.get("note").asText() + "x".repeat(1 << 20);
    assertThrows(WireFormatException.class, () -> CheckpointNote.parse(text));
  }

  @Test
  void aHeadVerifiesForItsOwnerItsConsortiumAndItsValuesAlone() {
    LedgerHead head = CHECKPOINT.sign(ALPHA);
    assertFalse(Checkpoint.verifies(head, ROSTER, "beta"));
    assertFalse(Checkpoint.verifies(head, ROSTER, "nobody"));
    assertFalse(Checkpoint.verifies(head, ROSTER, "coordinator"));
    assertFalse(Checkpoint.verifies(head, roster("other", ALPHA), "alpha"));
    assertFalse(
        Checkpoint.verifies(
            head, roster("trial", SigningKey.generate("alpha", new SecureRandom())), "alpha"));
    LedgerHead longer = new LedgerHead(9, head.root(), head.signature());
    assertFalse(Checkpoint.verifies(longer, ROSTER, "alpha"));
    LedgerHead other = new LedgerHead(8, LedgerTree.EMPTY_ROOT, head.signature());
    assertFalse(Checkpoint.verifies(other, ROSTER, "alpha"));
  }

  @Test
  void aNoteUnderAnotherKeyIdDoesNotVerify() {
    CheckpointNote note = CheckpointNote.of(CHECKPOINT.sign(ALPHA), ORIGIN, BETA.publicKey());
    assertFalse(note.verifies(ROSTER));
  }

  @Test
  void nobodySignsTheLedgerOfAnother() {
    assertThrows(IllegalArgumentException.class, () -> CHECKPOINT.sign(BETA));
  }

  /** Published examples of golang.org/x/mod/sumdb/note and of sum.golang.org, type 0x01. */
  @Test
  void keyIdsAreThoseOfOtherPrograms() {
    byte[] peter = publicKey("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    assertEquals("c74f20a3", keyId("PeterNeumann", peter));
    byte[] sumdb = publicKey("Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
    assertEquals("033de0ae", keyId("sum.golang.org", sumdb));

    byte[] signed =
        Base64.getDecoder()
            .decode(
                "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6K"
                    + "E6RyyBwJnAM=");
    byte[] text =
        ("If you think cryptography is the answer to your problem,\n"
                + "then you don't know what your problem is.\n")
            .getBytes(StandardCharsets.US_ASCII);
    assertTrue(Ed25519.verify(signed, 4, peter, 0, text, 0, text.length));
  }

  @Test
  void aHeadCrossesTheWireIn104BytesAndBack() {
    LedgerHead head = CHECKPOINT.sign(ALPHA);
    WireWriter out = new WireWriter(1);
    head.write(out);
    byte[] bytes = out.toByteArray();
    assertEquals(104, bytes.length);
    WireReader in = new WireReader(bytes, 1);
    assertEquals(head, LedgerHead.read(in));
    in.end();
    byte[] cut = Arrays.copyOf(bytes, 103);
    assertThrows(WireFormatException.class, () -> LedgerHead.read(new WireReader(cut, 1)));
    bytes[0] = -1;
    assertThrows(WireFormatException.class, () -> LedgerHead.read(new WireReader(bytes, 1)));
  }

  @Test
  void aHeadThatMayBeAbsentHasOneFormEither() {
    for (Optional<LedgerHead> head :
        List.of(Optional.<LedgerHead>empty(), Optional.of(CHECKPOINT.sign(ALPHA)))) {
      WireWriter out = new WireWriter(1);
      LedgerHead.writeOptional(out, head);
      WireReader in = new WireReader(out.toByteArray(), 1);
      assertEquals(head, LedgerHead.readOptional(in));
      in.end();
    }
    assertThrows(
        WireFormatException.class,
        () -> LedgerHead.readOptional(new WireReader(new byte[] {2}, 1)));
  }

  private static boolean verifies(String text) {
    try {
      return CheckpointNote.parse(text).verifies(ROSTER);
    } catch (WireFormatException e) {
      return false;
    }
  }

  private static String keyId(String name, byte[] publicKey) {
    return CheckpointNote.keyIds(name, ByteString.of(publicKey)).get(0).hex();
  }

  private static byte[] publicKey(String typeAndKey) {
    byte[] bytes = Base64.getDecoder().decode(typeAndKey);
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }

  private static RosterSnapshot roster(String consortium, SigningKey alpha) {
    SecureRandom random = new SecureRandom();
    return RosterSnapshot.first(
        consortium,
        organisation(SigningKey.generate("coordinator", random)),
        List.of(
            organisation(alpha),
            organisation(BETA),
            organisation(SigningKey.generate("gamma", random))));
  }

  private static Organisation organisation(SigningKey key) {
    return new Organisation(key.name(), key.name(), key.publicKey());
  }
}
