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
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;

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

  /** The vocabulary in use, or what stands in for it, to show its words to people. */
  public Vocabulary current() {
    return current;
  }

  /**
   * The vocabulary in use, to load rows and to answer studies by.
   *
   * @throws ProblemException while the content of the release in use is damaged or gone: what
   *     stands in for it may give a term another unit
   */
  public Vocabulary inForce() {
    Optional<Integer> gone = goneFromUse();
    if (gone.isPresent()) {
      throw new ProblemException(
          CommonProblem.UNAVAILABLE,
          "The content of release "
              + gone.get()
              + " of the vocabulary, which is in use, was damaged or is gone; it is fetched again"
              + " from the coordinator. Try again when it is here, or use another release");
    }
    return current;
  }

  /** The release in use if its content is not here. */
  private Optional<Integer> goneFromUse() {
    return inUse().filter(version -> !folder.hasContent(version));
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

  /** Whether the content of a release is here, so that it can be used. */
  public boolean hasContent(int version) {
    return folder.hasContent(version);
  }

  /** What has to be fetched next: the content of the release in use, then that of the newest. */
  public Optional<SignedRelease> missing() {
    List<SignedRelease> known = known();
    Optional<Integer> gone = goneFromUse().filter(version -> version <= known.size());
    if (gone.isPresent()) {
      return Optional.of(known.get(gone.get() - 1));
    }
    return known.isEmpty() || folder.hasContent(known.size())
        ? Optional.empty()
        : Optional.of(known.get(known.size() - 1));
  }

  /** Whether this node has a roster, without which no signature means anything. */
  public boolean canVerify() {
    return !rosters.get().isEmpty();
  }

  /**
   * Keeps the next releases, each of which was signed by a coordinator of some roster here. A
   * signature by a key that was replaced says nothing about when it was made: it counts if a later
   * release of the same chain, each link of which is a hash, bears one by the key in force.
   *
   * @param next the oldest first
   * @throws UnreadableRelease if one does not follow on the one before, or its signature does not
   *     hold; those before it are kept
   */
  public synchronized void take(List<SignedRelease> next) {
    int vouched = 0;
    for (int i = 0; i < next.size(); i++) {
      if (next.get(i).holds(this::verifiesNow)) {
        vouched = i + 1;
      }
    }
    next.subList(0, vouched).forEach(this::keep);
    if (vouched < next.size()) {
      int version = next.get(vouched).release().version();
      throw new UnreadableRelease(
          "the signature of release "
              + version
              + " is not the coordinator's by the roster in force; a key that was replaced counts"
              + " no more until a newer release is signed: tell the operator");
    }
  }

  private void keep(SignedRelease signed) {
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

  private boolean verifiesNow(byte[] message, byte[] signature) {
    List<RosterSnapshot> all = rosters.get();
    return !all.isEmpty()
        && all.get(all.size() - 1).coordinator().verifies(message, ByteString.of(signature));
  }

  private boolean verifies(byte[] message, byte[] signature) {
    return rosters.get().stream()
        .anyMatch(roster -> roster.coordinator().verifies(message, ByteString.of(signature)));
  }

  /** Keeps the content of a release; that of the one in use is used from now on. */
  public synchronized void takeContent(SignedRelease signed, InputStream packed)
      throws IOException {
    folder.keepContent(signed, packed);
    int version = signed.release().version();
    if (inUse().filter(one -> one == version).isPresent()) {
      current = folder.terms(version);
    }
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
