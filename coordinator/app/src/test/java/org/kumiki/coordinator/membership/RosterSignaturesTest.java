package org.kumiki.coordinator.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** Signatures of the roster against a real PostgreSQL. */
class RosterSignaturesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Map<String, SigningKey> KEYS = new TreeMap<>();

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static RosterSnapshot roster;

  private RosterSignatures signatures;

  @BeforeAll
  static void startPostgreSql() {
    lock = DataFolder.open(temporary.resolve("coordinator")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/coordinator");
    SecureRandom random = new SecureRandom();
    List<Organisation> organisations = new ArrayList<>();
    for (String name : List.of("acme", "birch", "cedar")) {
      KEYS.put(name, SigningKey.generate(name, random));
      organisations.add(new Organisation(name, name, KEYS.get(name).publicKey()));
    }
    SigningKey coordinator = SigningKey.generate("coordinator", random);
    roster =
        RosterSnapshot.first(
            "trial",
            new Organisation("coordinator", "Coordinator", coordinator.publicKey()),
            organisations);
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
    lock.close();
  }

  @BeforeEach
  void emptyTables() {
    database
        .jdbi()
        .useHandle(handle -> handle.execute("TRUNCATE roster, roster_signature, member CASCADE"));
    signatures = signatures();
    database
        .jdbi()
        .useHandle(
            handle ->
                rosters()
                    .enter(handle, new RosterSuccession(SignedRoster.unsigned(roster), List.of())));
  }

  @Test
  void signaturesAreGatheredUntilTheRosterIsComplete() {
    assertEquals(List.of("acme", "birch", "cedar"), current().missing());
    for (String name : List.of("cedar", "acme", "birch")) {
      assertFalse(current().obstacle().isEmpty());
      assertTrue(signatures.keep(right(name)));
      assertTrue(signatures.keep(right(name)), "the same again is as good");
    }
    assertEquals(roster, signatures().current().orElseThrow().requireComplete());
  }

  @Test
  void aSignatureOverAnotherRosterIsPassedOnUntilTheRightOneComes() {
    assertFalse(signatures.keep(wrong("birch")));
    assertEquals(List.of("birch"), current().disputing());
    assertTrue(signatures.keep(right("birch")));
    assertEquals(List.of(), current().disputing());
    assertEquals(List.of("acme", "cedar"), current().missing());
  }

  @Test
  void aRightSignatureIsNeverReplaced() {
    assertTrue(signatures.keep(right("acme")));
    assertFalse(signatures.keep(wrong("acme")));
    assertEquals(Optional.of(right("acme").signature()), current().signature("acme"));
  }

  @Test
  void anOrganisationThatIsNotListedSignsNothing() {
    assertFalse(signatures.keep(new NamedSignature("dune", right("acme").signature())));
    assertEquals(List.of(), current().signatures());
  }

  @Test
  void theMembershipTableRemembersWhatANodeAnnouncedLast() {
    MembershipStore members = new MembershipStore(database.jdbi());
    PeerIdentity acme = new PeerIdentity("trial", "acme", "node-1");
    Issuer issuer =
        Issuer.selfSigned(
            "trial", KeyPairs.generate(RANDOM), BigInteger.ONE, Instant.now(), 30, RANDOM);
    X509Certificate issued =
        issuer.issue(
            SigningRequest.create(KeyPairs.generate(RANDOM), RANDOM),
            new CertificateProfile.Node(acme, 7),
            Issuer.newSerial(RANDOM),
            Instant.now());
    members.admit(acme, issued);
    Fingerprint certificate = Fingerprint.of(issued);
    assertNull(members.all().get(0).protocolVersions());
    members.authenticate(acme, certificate, Optional.of("1, 2"));
    members.authenticate(acme, certificate, Optional.empty());
    assertEquals("1, 2", members.all().get(0).protocolVersions());
  }

  private SignedRoster current() {
    return signatures.current().orElseThrow();
  }

  private static RosterStore rosters() {
    return new RosterStore(database.jdbi());
  }

  private static RosterSignatures signatures() {
    return new RosterSignatures(database.jdbi(), rosters());
  }

  private static NamedSignature right(String name) {
    return sign(name, roster.hash());
  }

  private static NamedSignature wrong(String name) {
    return sign(name, ByteString.of(new byte[32]));
  }

  private static NamedSignature sign(String name, ByteString hash) {
    return new NamedSignature(name, KEYS.get(name).sign(SignedRoster.signedBytes(hash)));
  }
}
