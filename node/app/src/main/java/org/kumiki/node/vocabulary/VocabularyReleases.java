package org.kumiki.node.vocabulary;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.node.platform.ReleaseFolder;
import org.kumiki.ontology.release.Release;
import org.kumiki.ontology.release.SignedRelease;
import org.kumiki.ontology.release.UnreadableRelease;
import org.kumiki.ontology.term.Vocabulary;

/**
 * The vocabulary in use, and the releases that this node could use instead. Thread-safe.
 *
 * <p>Guarantees that nothing is kept which the coordinator has not signed with a key that a roster
 * of this node lists, in a chain from the first release on, each with the hash of the one before;
 * and that the vocabulary in use changes by {@link #use} alone.
 */
public final class VocabularyReleases {
  private final ReleaseFolder folder;
  private final Supplier<List<RosterSnapshot>> rosters;
  private final String consortium;
  private volatile Vocabulary current;

  /**
   * @param rosters all that this node has signed, the first first
   * @param current what the folder says is in use
   */
  public VocabularyReleases(
      ReleaseFolder folder,
      Supplier<List<RosterSnapshot>> rosters,
      String consortium,
      Vocabulary current) {
    this.folder = folder;
    this.rosters = rosters;
    this.consortium = consortium;
    this.current = current;
  }

  /** The vocabulary in use. */
  public Vocabulary current() {
    return current;
  }

  /** The release in use; empty while it is the shipped vocabulary. */
  public Optional<Integer> inUse() {
    return folder.pinned();
  }

  /** The releases that are known here, the first first. */
  public List<SignedRelease> known() {
    return folder.known();
  }

  /** The newest release whose content is here. */
  public Optional<SignedRelease> newest() {
    List<SignedRelease> here =
        known().stream().filter(one -> folder.hasContent(one.release().version())).toList();
    return here.isEmpty() ? Optional.empty() : Optional.of(here.get(here.size() - 1));
  }

  /** The newest release if its content has not been fetched yet. */
  public Optional<SignedRelease> missing() {
    List<SignedRelease> known = known();
    return known.isEmpty() || folder.hasContent(known.size())
        ? Optional.empty()
        : Optional.of(known.get(known.size() - 1));
  }

  /** Whether this node has a roster, without which no signature means anything. */
  public boolean canVerify() {
    return !rosters.get().isEmpty();
  }

  /**
   * Keeps the next release.
   *
   * @throws UnreadableRelease if it does not follow on the last one, or its signature does not hold
   */
  public synchronized void take(SignedRelease signed) {
    List<SignedRelease> known = known();
    String previous =
        known.isEmpty() ? Release.NOTHING : known.get(known.size() - 1).release().sha256();
    Release release = signed.release();
    if (!release.consortium().equals(consortium)) {
      throw new UnreadableRelease(
          "the release is of consortium " + release.consortium() + "; tell the operator");
    }
    if (release.version() != known.size() + 1 || !release.previousSha256().equals(previous)) {
      throw new UnreadableRelease(
          "release "
              + release.version()
              + " does not follow on the one that this node has; tell the operator");
    }
    if (!signed.holds(this::verifies)) {
      throw new UnreadableRelease(
          "the signature of release "
              + release.version()
              + " is not the coordinator's by any roster of this node; tell the operator");
    }
    folder.keep(signed);
  }

  private boolean verifies(byte[] message, byte[] signature) {
    return rosters.get().stream()
        .anyMatch(roster -> roster.coordinator().verifies(message, ByteString.of(signature)));
  }

  /** Keeps the content of a release. */
  public synchronized void takeContent(SignedRelease signed, InputStream packed)
      throws IOException {
    folder.keepContent(signed, packed);
  }

  /** The terms of a release whose content is here; empty if it is not. */
  public Optional<Vocabulary> terms(int version) {
    return version >= 1 && version <= known().size() && folder.hasContent(version)
        ? Optional.of(folder.terms(version))
        : Optional.empty();
  }

  /**
   * Uses a release from now on.
   *
   * @return false if its content is not here
   */
  public synchronized boolean use(int version) {
    Optional<Vocabulary> terms = terms(version);
    terms.ifPresent(
        vocabulary -> {
          folder.pin(version);
          current = vocabulary;
        });
    return terms.isPresent();
  }
}
