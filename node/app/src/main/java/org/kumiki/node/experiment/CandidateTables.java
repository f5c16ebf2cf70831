package org.kumiki.node.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kumiki.node.dataset.MappedFile;
import org.kumiki.node.ingest.RawStore;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Private tables of candidates, which scientists bring without the steward: nothing is loaded from
 * them, no study reads them, and a campaign reads no more of one than its features. They lie in a
 * folder of their own and take a bounded room together. Thread-safe.
 */
public final class CandidateTables {
  /** A million candidates of two hundred and fifty characters. */
  static final long MAX_BYTES = 256L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(CandidateTables.class);
  private static final int MAX_NAME = 200;

  private final RawStore files;
  private final CandidateTableStore store;
  private final CandidateRoom room;

  private CandidateTables(RawStore files, CandidateTableStore store, CandidateRoom room) {
    this.files = files;
    this.store = store;
    this.room = room;
  }

  /**
   * A table that comes.
   *
   * @param name as people call it
   * @param declaredBytes at most so many; 0 if nobody knows
   * @param account of whoever brings it
   * @param madeBy who, for people
   */
  public record Upload(String name, long declaredBytes, String account, String madeBy) {
    public Upload {
      name = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    }
  }

  /**
   * Opens the folder, and removes what a killed process left of uploads and removals.
   *
   * @param mostBytes what all of them may take together
   */
  public static CandidateTables open(Path folder, CandidateTableStore store, long mostBytes)
      throws IOException {
    return open(folder, store, new CandidateRoom(mostBytes, MAX_BYTES));
  }

  static CandidateTables open(Path folder, CandidateTableStore store, CandidateRoom room)
      throws IOException {
    RawStore files = new RawStore(folder);
    int left = files.removeBrokenUploads();
    for (RawStore.Stored file : files.all()) {
      if (store.find(file.sha256()).isPresent()) {
        room.keep(file.sha256(), file.bytes());
      } else {
        left++;
        files.remove(file.sha256());
      }
    }
    if (left > 0) {
      LOG.info("removed {} unfinished tables of candidates", left);
    }
    return new CandidateTables(files, store, room);
  }

  /** What they may take together. */
  public long mostBytes() {
    return room.mostBytes();
  }

  /** What they take now. */
  public long usedBytes() {
    return room.usedBytes();
  }

  /** The newest first. */
  public List<CandidateTable> all() {
    return store.all();
  }

  public Optional<CandidateTable> find(String sha256) {
    return store.find(sha256);
  }

  /**
   * Keeps a table as it is. The same bytes are kept once, as whoever brought them first named them.
   *
   * @throws CampaignRefused if it is too large or has no room; then nothing is kept, and nothing is
   *     written where the upload says how long it is
   */
  public CandidateTable put(Upload upload, InputStream bytes) throws IOException {
    try (CandidateRoom.Claim claim = room.claim(upload.declaredBytes())) {
      RawStore.Stored stored = files.put(claim.over(bytes));
      synchronized (this) {
        if (!files.contains(stored.sha256())) {
          throw new CampaignRefused(
              "the same table was removed while it was uploaded: upload it again");
        }
        store.add(stored.sha256(), stored.bytes(), upload);
        room.keep(stored.sha256(), stored.bytes());
      }
      return store.find(stored.sha256()).orElseThrow();
    }
  }

  /** The mapping by which the table's page reads it from now on; campaigns keep theirs. */
  public void map(CandidateTable table, String mapping) {
    store.map(table.sha256(), mapping);
  }

  /** Whether a table is here. */
  boolean contains(String sha256) {
    return sha256.matches("[0-9a-f]{64}") && files.contains(sha256);
  }

  /**
   * The rows of a table.
   *
   * @throws org.kumiki.node.dataset.ImportRefused with one sentence
   */
  MappedFile open(String sha256, String mapping, Vocabulary vocabulary) throws IOException {
    return MappedFile.openCandidates(files.path(sha256), mapping, vocabulary);
  }

  /** Whoever brought it removes it, or a steward. */
  public static boolean mayRemove(CandidateTable table, Person person) {
    return person.roles().contains(Role.STEWARD) || table.account().equals(person.username());
  }

  /**
   * Removes a table for good.
   *
   * @throws CampaignRefused if a campaign reads it
   */
  public synchronized void remove(CandidateTable table) throws IOException {
    if (!store.remove(table.sha256())) {
      throw new CampaignRefused(
          "a campaign reads this table, which stays with it: remove one that no campaign reads");
    }
    files.remove(table.sha256());
    room.remove(table.sha256());
  }
}
