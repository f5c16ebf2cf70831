package org.kumiki.node.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** What acme's node makes of the signatures that a coordinator hands it, against PostgreSQL. */
class PinnedRosterTest {
  private static final Map<String, SigningKey> KEYS = new TreeMap<>();
  private static final RosterSnapshot ROSTER = roster("Cedar Metals");
  private static final RosterSnapshot OTHER = roster("Cedar Mines");

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;

  private PinnedRoster pinned;

  private static RosterSnapshot roster(String cedar) {
    return RosterSnapshot.first(
        "trial",
        organisation("coordinator", "Coordinator"),
        List.of(
            organisation("acme", "Acme"),
            organisation("birch", "Birch"),
            organisation("cedar", cedar)));
  }

  private static Organisation organisation(String name, String displayName) {
    SigningKey key = KEYS.computeIfAbsent(name, n -> SigningKey.generate(n, new SecureRandom()));
    return new Organisation(name, displayName, key.publicKey());
  }

  @BeforeAll
  static void startPostgreSql() {
    lock = DataFolder.open(temporary.resolve("node")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/node");
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
    lock.close();
  }

  @BeforeEach
  void start() {
    database.jdbi().useHandle(handle -> handle.execute("TRUNCATE roster_signature"));
    pinned = restarted();
  }

  private static PinnedRoster restarted() {
    return new PinnedRoster(ROSTER, sign("acme", ROSTER), database.jdbi());
  }

  @Test
  void aNodeAwaitsEverySignatureButItsOwn() {
    assertFalse(pinned.complete());
    assertEquals(List.of("birch", "cedar"), pinned.missing());
    assertTrue(pinned.obstacle().orElseThrow().contains("birch, cedar"));
  }

  @Test
  void signaturesThatHeldAreKnownAfterARestartAndTheRestIsAwaited() {
    pinned.take(served(ROSTER, sign("birch", ROSTER)));
    assertEquals(List.of("cedar"), restarted().missing());
    // What was kept is not lost because a coordinator has lost it.
    pinned.take(served(ROSTER, sign("cedar", ROSTER)));
    assertTrue(pinned.complete());
    assertEquals(Optional.empty(), pinned.obstacle());
    assertTrue(restarted().complete());
  }

  @Test
  void aMemberThatSignedAnotherRosterIsNamedAndNothingOfItIsKept() {
    pinned.take(served(ROSTER, sign("birch", OTHER), sign("cedar", ROSTER)));
    assertEquals(
        Optional.of(
            "birch has signed another roster than the one pinned here: compare its words by"
                + " phone"),
        pinned.obstacle());
    assertFalse(pinned.complete());
    assertEquals(List.of("birch"), restarted().missing());
    pinned.take(served(ROSTER, sign("birch", ROSTER), sign("cedar", ROSTER)));
    assertTrue(pinned.complete());
  }

  @Test
  void aCoordinatorThatHandsOutAnotherRosterIsFoundOutBeforeAnybodySignsIt() {
    pinned.take(served(OTHER));
    assertTrue(pinned.obstacle().orElseThrow().contains("hands out another roster"));
    pinned.take(served(OTHER, sign("birch", OTHER), sign("cedar", OTHER)));
    assertEquals(List.of("birch", "cedar"), pinned.disputing());
    assertFalse(pinned.complete());
  }

  @Test
  void aSignatureInAnothersMouthDoesNotComplete() {
    NamedSignature forged = new NamedSignature("birch", sign("cedar", ROSTER).signature());
    pinned.take(served(ROSTER, forged, sign("cedar", ROSTER)));
    assertFalse(pinned.complete());
    assertEquals(List.of("birch"), pinned.disputing());
  }

  @Test
  void signaturesOfAnEarlierPinDoNotCountForThisOne() {
    PinnedRoster before = new PinnedRoster(OTHER, sign("acme", OTHER), database.jdbi());
    before.take(served(OTHER, sign("birch", OTHER), sign("cedar", OTHER)));
    assertTrue(before.complete());
    assertEquals(List.of("birch", "cedar"), restarted().missing());
  }

  private static SignedRoster served(RosterSnapshot roster, NamedSignature... signatures) {
    SignedRoster signed = SignedRoster.unsigned(roster);
    for (NamedSignature signature : signatures) {
      signed = signed.with(signature);
    }
    return signed;
  }

  private static NamedSignature sign(String name, RosterSnapshot roster) {
    byte[] bytes = SignedRoster.signedBytes(roster.hash());
    return new NamedSignature(name, KEYS.get(name).sign(bytes));
  }
}
