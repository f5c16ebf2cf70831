package org.kumiki.node.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  /** Of a mapping, in UTF-8: some hundreds of columns. */
  static final int MAX_MAPPING_BYTES = 64 << 10;

  /** With their mappings they take less than a small table each. */
  static final int MAX_TABLES = 1_000;

  /** Below the tables' folder. */
  static final String LEFT = "left";

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
   * @param account of whoever brings it; empty for the machine's owner, who has none
   * @param madeBy who, for people
   */
  public record Upload(String name, long declaredBytes, String account, String madeBy) {
    public Upload {
      // As it came from a browser, and as it goes to a terminal.
      String plain = name.replaceAll("\\p{Cntrl}", "");
      name = plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) : plain;
    }
  }

  /**
   * Opens the folder, removes what a killed process left of uploads, and puts aside what the
   * database knows nothing of: a killed process left it, or it is another database.
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
    files.removeBrokenUploads();
    int left = 0;
    for (RawStore.Stored file : files.all()) {
      if (store.find(file.sha256()).isPresent()) {
        room.keep(file.sha256(), file.bytes());
      } else {
        left++;
        Path aside = Files.createDirectories(folder.resolve(LEFT));
        Files.move(
            files.path(file.sha256()),
            aside.resolve(file.sha256()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (left > 0) {
      LOG.warn(
          "put {} tables of candidates aside in {}/{}, of which the database knows nothing: remove"
              + " them, or see whether it is the right database",
          left,
          folder,
          LEFT);
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
        keep(stored, upload);
      }
      return store.find(stored.sha256()).orElseThrow();
    }
  }

  private void keep(RawStore.Stored stored, Upload upload) throws IOException {
    boolean known = room.holds(stored.sha256());
    try {
      if (!known && room.tables() >= MAX_TABLES) {
        throw new CampaignRefused(
            "at most " + MAX_TABLES + " tables lie here: remove one that no campaign reads");
      }
      store.add(stored.sha256(), stored.bytes(), upload);
    } catch (RuntimeException e) {
      if (!known) {
        files.remove(stored.sha256());
      }
      throw e;
    }
    room.keep(stored.sha256(), stored.bytes());
  }

  /**
   * Refuses a mapping that cannot be kept, whether or not a table can be read by it.
   *
   * @throws CampaignRefused with one sentence
   */
  static String requireMapping(String mapping) {
    if (mapping.getBytes(StandardCharsets.UTF_8).length > MAX_MAPPING_BYTES) {
      throw new CampaignRefused(
          "a mapping has at most 64 KiB: leave out columns that no model reads");
    }
    if (mapping.indexOf('\0') >= 0) {
      throw new CampaignRefused("a mapping is text, and this one has a NUL: write it anew");
    }
    return mapping;
  }

  /** The mapping by which the table's page reads it from now on; campaigns keep theirs. */
  public void map(CandidateTable table, String mapping) {
    requireMapping(mapping);
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
    boolean brought = !table.account().isEmpty() && table.account().equals(person.username());
    return brought || person.roles().contains(Role.STEWARD);
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
