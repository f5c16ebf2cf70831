package org.kumiki.node.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.node.platform.ReleaseFolder;
import org.kumiki.ontology.change.CanonicalQuads;
import org.kumiki.ontology.release.Release;
import org.kumiki.ontology.release.SignedRelease;
import org.kumiki.ontology.release.UnreadableRelease;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.http.ProblemException;

/** Which releases a node keeps and uses, whatever a coordinator hands it. */
class VocabularyReleasesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SigningKey COORDINATOR = SigningKey.generate("key", RANDOM);
  private static final String DROPPED = Names.TERM + "vickersHardnessTest";
  private static final byte[] WHOLE = content(false);
  private static final byte[] SMALLER = content(true);

  private static final RosterSnapshot ROSTER =
      RosterSnapshot.first(
          "trial",
          new Organisation("coordinator", "Coordinator", COORDINATOR.publicKey()),
          List.of(member("acme"), member("birch"), member("cedar")));

  @TempDir Path folder;

  private static Organisation member(String name) {
    return new Organisation(name, name, SigningKey.generate(name, RANDOM).publicKey());
  }

  private VocabularyReleases releases() {
    return new VocabularyReleases(
        new ReleaseFolder(folder), () -> List.of(ROSTER), "trial", Vocabulary.shipped());
  }

  @Test
  void whatIsSignedIsKeptAndCountsOnlyWhenItIsChosen() throws Exception {
    VocabularyReleases releases = releases();
    SignedRelease first = signed(COORDINATOR, "trial", 1, WHOLE, Release.NOTHING);
    SignedRelease second = signed(COORDINATOR, "trial", 2, SMALLER, sha256(WHOLE));
    releases.take(List.of(first));
    releases.take(List.of(second));
    assertEquals(Optional.of(second), releases.missing());
    assertEquals(Optional.empty(), releases.newest());
    assertFalse(releases.use(2), "its content is not here yet");

    releases.takeContent(second, new ByteArrayInputStream(packed(SMALLER)));
    assertEquals(Optional.empty(), releases.missing());
    assertEquals(Optional.of(second), releases.newest());
    assertTrue(releases.current().concept(DROPPED).isPresent(), "nobody has chosen it");
    assertEquals(Optional.empty(), releases.inUse());

    assertTrue(releases.use(2));
    assertFalse(releases.current().concept(DROPPED).isPresent());
    // As after a restart.
    assertEquals(Optional.of(2), releases().inUse());
    assertEquals(List.of(first, second), releases().known());
  }

  @Test
  void whatTheCoordinatorOfNoRosterHasSignedIsNotKept() {
    SigningKey stranger = SigningKey.generate("key", RANDOM);
    refused(signed(stranger, "trial", 1, WHOLE, Release.NOTHING), "signature");
    SignedRelease good = signed(COORDINATOR, "trial", 1, WHOLE, Release.NOTHING);
    Release other =
        new Release("trial", 1, 7, 1, sha256(SMALLER), Release.NOTHING, 1_700_000_000_000L);
    refused(new SignedRelease(other, good.signature()), "signature");
    VocabularyReleases withoutRoster =
        new VocabularyReleases(new ReleaseFolder(folder), List::of, "trial", Vocabulary.shipped());
    assertFalse(withoutRoster.canVerify());
    assertThrows(UnreadableRelease.class, () -> withoutRoster.take(List.of(good)));
    assertEquals(List.of(), withoutRoster.known());
  }

  @Test
  void aReleaseThatDoesNotFollowOnTheLastIsNotKept() {
    refused(signed(COORDINATOR, "elsewhere", 1, WHOLE, Release.NOTHING), "elsewhere");
    refused(signed(COORDINATOR, "trial", 2, SMALLER, sha256(WHOLE)), "does not follow");
    VocabularyReleases releases = releases();
    releases.take(List.of(signed(COORDINATOR, "trial", 1, WHOLE, Release.NOTHING)));
    for (SignedRelease wrong :
        List.of(
            signed(COORDINATOR, "trial", 1, SMALLER, Release.NOTHING),
            signed(COORDINATOR, "trial", 3, SMALLER, sha256(WHOLE)),
            signed(COORDINATOR, "trial", 2, SMALLER, sha256(SMALLER)))) {
      assertThrows(UnreadableRelease.class, () -> releases.take(List.of(wrong)));
    }
    assertEquals(1, releases.known().size());
  }

  @Test
  void anotherContentThanTheSignedOneIsNotKept() throws Exception {
    VocabularyReleases releases = releases();
    SignedRelease first = signed(COORDINATOR, "trial", 1, WHOLE, Release.NOTHING);
    releases.take(List.of(first));
    assertThrows(
        UnreadableRelease.class,
        () -> releases.takeContent(first, new ByteArrayInputStream(packed(SMALLER))));
    byte[] packed = packed(WHOLE);
    byte[] half = java.util.Arrays.copyOf(packed, packed.length / 2);
    assertThrows(
        UnreadableRelease.class, () -> releases.takeContent(first, new ByteArrayInputStream(half)));
    assertEquals(Optional.of(first), releases.missing());
    assertFalse(releases.use(1));
    releases.takeContent(first, new ByteArrayInputStream(packed));
    assertTrue(releases.use(1));
    assertEquals(Vocabulary.shipped().sha256(), releases.current().sha256());
  }

  /** The key may have been replaced because somebody else has it. */
  @Test
  void aKeyThatWasReplacedSignsNoNewRelease() {
    SigningKey fresh = SigningKey.generate("key", RANDOM);
    RosterSnapshot successor =
        RosterSnapshot.first(
            "trial",
            new Organisation("coordinator", "Coordinator", fresh.publicKey()),
            List.of(member("acme"), member("birch"), member("cedar")));
    SignedRelease first = signed(COORDINATOR, "trial", 1, WHOLE, Release.NOTHING);
    SignedRelease leaked = signed(COORDINATOR, "trial", 2, SMALLER, sha256(WHOLE));
    SignedRelease good = signed(fresh, "trial", 3, WHOLE, sha256(SMALLER));
    SignedRelease stolen = signed(COORDINATOR, "trial", 4, SMALLER, sha256(WHOLE));
    releases().take(List.of(first));
    VocabularyReleases after =
        new VocabularyReleases(
            new ReleaseFolder(folder),
            () -> List.of(ROSTER, successor),
            "trial",
            Vocabulary.shipped());
    UnreadableRelease refused =
        assertThrows(UnreadableRelease.class, () -> after.take(List.of(leaked)));
    assertTrue(refused.getMessage().contains("replaced"), refused.getMessage());
    assertEquals(List.of(first), after.known());

    // The key in force signs on in the same chain: it knew of the second release.
    assertThrows(UnreadableRelease.class, () -> after.take(List.of(leaked, good, stolen)));
    assertEquals(List.of(first, leaked, good), after.known());
    SigningKey stranger = SigningKey.generate("key", RANDOM);
    SignedRelease fourth = signed(stranger, "trial", 4, SMALLER, sha256(WHOLE));
    SignedRelease fifth = signed(fresh, "trial", 5, WHOLE, sha256(SMALLER));
    assertThrows(UnreadableRelease.class, () -> after.take(List.of(fourth, fifth)));
    assertEquals(3, after.known().size());
  }

  /** A disk loses what it wants, also of a release that is not the newest. */
  @ParameterizedTest
  @ValueSource(strings = {"gone", "no gzip", "half", "another"})
  void aContentInUseThatIsDamagedIsFetchedAgainAndNothingIsDoneWithoutIt(String damage)
      throws Exception {
    VocabularyReleases before = releases();
    SignedRelease first = signed(COORDINATOR, "trial", 1, SMALLER, Release.NOTHING);
    SignedRelease second = signed(COORDINATOR, "trial", 2, WHOLE, sha256(SMALLER));
    before.take(List.of(first, second));
    before.takeContent(first, new ByteArrayInputStream(packed(SMALLER)));
    before.takeContent(second, new ByteArrayInputStream(packed(WHOLE)));
    assertTrue(before.use(1));
    damage(folder.resolve("1.nq.gz"), damage);

    ReleaseFolder disk = new ReleaseFolder(folder);
    assertEquals(Optional.empty(), disk.termsInUse(1));
    VocabularyReleases started = releases();
    assertEquals(Optional.of(1), started.inUse());
    assertEquals(Optional.of(first), started.missing(), "and not the newest, which is here");
    ProblemException not = assertThrows(ProblemException.class, started::inForce);
    assertTrue(not.getMessage().contains("release 1"), not.getMessage());

    started.takeContent(first, new ByteArrayInputStream(packed(SMALLER)));
    assertFalse(started.inForce().concept(DROPPED).isPresent());
    assertEquals(Optional.empty(), started.missing());
    assertTrue(disk.termsInUse(1).isPresent());
  }

  private static void damage(Path content, String how) throws IOException {
    byte[] whole = Files.readAllBytes(content);
    switch (how) {
      case "gone" -> Files.delete(content);
      case "no gzip" -> Files.write(content, new byte[100]);
      case "half" -> Files.write(content, Arrays.copyOf(whole, whole.length / 2));
      default -> Files.write(content, packed(WHOLE));
    }
  }

  private void refused(SignedRelease release, String why) {
    VocabularyReleases releases = releases();
    UnreadableRelease refused =
        assertThrows(UnreadableRelease.class, () -> releases.take(List.of(release)));
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
    assertEquals(List.of(), releases.known());
  }

  private static SignedRelease signed(
      SigningKey key, String consortium, int version, byte[] content, String previous) {
    long statements = content == WHOLE ? quads(false).size() : quads(true).size();
    Release release =
        new Release(
            consortium,
            version,
            version,
            statements,
            sha256(content),
            previous,
            1_700_000_000_000L);
    return new SignedRelease(release, key.sign(release.signedBytes()).toByteArray());
  }

  private static List<Quad> quads(boolean without) {
    Node graph = NodeFactory.createURI(Names.SHARED);
    return Vocabulary.shipped()
        .model()
        .getGraph()
        .find()
        .filterDrop(
            triple ->
                without
                    && (triple.getSubject().hasURI(DROPPED) || triple.getObject().hasURI(DROPPED)))
        .mapWith(triple -> new Quad(graph, triple))
        .toList();
  }

  private static byte[] content(boolean without) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CanonicalQuads.write(quads(without).iterator(), out::writeBytes);
    return out.toByteArray();
  }

  private static byte[] packed(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
