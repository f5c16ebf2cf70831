package org.kumiki.coordinator.vocabulary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.ontology.change.CanonicalQuads;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.release.Release;
import org.kumiki.ontology.release.SignedRelease;
import org.kumiki.ontology.term.UnreadableVocabulary;

/**
 * Signed states of the vocabulary. A release is made once and never changed; nodes pull it, verify
 * it under the coordinator's key in their roster, and use it when their steward says so.
 * Thread-safe.
 */
public final class ReleaseStore {
  /** What one row of content may hold: far below what the driver keeps in memory anyway. */
  private static final int PART_BYTES = 1 << 20;

  private static final String SELECT =
      "SELECT version, signed, note, released_by, released_at FROM vocabulary_release ";
  private static final RowMapper<Published> TO_PUBLISHED =
      (row, context) ->
          new Published(
              SignedRelease.parse(row.getString("signed")),
              row.getString("note"),
              row.getString("released_by"),
              row.getObject("released_at", OffsetDateTime.class));

  private final VocabularyStore store;
  private final String consortium;
  private final Signer signer;
  private final Clock clock;

  /**
   * @param signer the coordinator, by the key that the roster lists
   */
  public ReleaseStore(VocabularyStore store, String consortium, Signer signer, Clock clock) {
    this.store = store;
    this.consortium = consortium;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * A release with what people want to know of it.
   *
   * @param note what is new, in words
   */
  public record Published(
      SignedRelease signed, String note, String releasedBy, OffsetDateTime releasedAt) {
    public int version() {
      return signed.release().version();
    }
  }

  /** What came of the wish to release. */
  public sealed interface Outcome {
    record Released(Published release) implements Outcome {}

    /** Nothing has changed since the last one. */
    record NothingNew(int version) implements Outcome {}

    /** A term is incomplete, so that nodes could not read the release. */
    record Incomplete(String sentence) implements Outcome {}
  }

  /**
   * Freezes and signs the vocabulary as it is. Changes wait meanwhile.
   *
   * @param note what is new, in words
   * @param by who releases, for people
   */
  public Outcome release(String note, String by) {
    List<Outcome> outcome = new ArrayList<>();
    store.publish(
        UUID.randomUUID(),
        VocabularyStore.Findings.REFUSED,
        (handle, now) -> {
          outcome.add(release(handle, now, note, by));
          return Optional.empty();
        });
    return outcome.get(0);
  }

  private Outcome release(Handle handle, Snapshot now, String note, String by) {
    Optional<Published> last = latest(handle);
    if (last.filter(one -> one.signed().release().sequence() == now.sequence()).isPresent()) {
      return new Outcome.NothingNew(last.get().version());
    }
    try {
      now.requireComplete();
    } catch (UnreadableVocabulary incomplete) {
      return new Outcome.Incomplete(incomplete.getMessage());
    }
    Content content = Content.of(now);
    Release release =
        new Release(
            consortium,
            last.map(Published::version).orElse(0) + 1,
            now.sequence(),
            content.statements(),
            content.sha256(),
            last.map(one -> one.signed().release().sha256()).orElse(Release.NOTHING),
            clock.millis());
    SignedRelease signed =
        new SignedRelease(release, signer.sign(release.signedBytes()).toByteArray());
    insert(handle, signed, note, by, content.packed());
    return new Outcome.Released(find(handle, release.version()).orElseThrow());
  }

  private record Content(long statements, String sha256, byte[] packed) {
    static Content of(Snapshot now) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      MessageDigest digest = sha256Digest();
      long[] statements = {0};
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        CanonicalQuads.write(
            now.quads(),
            line -> {
              statements[0]++;
              digest.update(line);
              write(out, line);
            });
      } catch (IOException impossible) {
        throw new UncheckedIOException("memory does not fail", impossible);
      }
      return new Content(
          statements[0], HexFormat.of().formatHex(digest.digest()), packed.toByteArray());
    }

    private static void write(GZIPOutputStream out, byte[] line) {
      try {
        out.write(line);
      } catch (IOException impossible) {
        throw new UncheckedIOException("memory does not fail", impossible);
      }
    }

    private static MessageDigest sha256Digest() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException missing) {
        throw new IllegalStateException("every JDK has SHA-256", missing);
      }
    }
  }

  private static void insert(
      Handle handle, SignedRelease signed, String note, String by, byte[] packed) {
    Release release = signed.release();
    handle
        .createUpdate(
            "INSERT INTO vocabulary_release (version, sequence, sha256, signed, note, released_by)"
                + " VALUES (:version, :sequence, :sha256, :signed, :note, :by)")
        .bind("version", release.version())
        .bind("sequence", release.sequence())
        .bind("sha256", release.sha256())
        .bind("signed", signed.text())
        .bind("note", note)
        .bind("by", by)
        .execute();
    for (int at = 0; at < packed.length; at += PART_BYTES) {
      handle
          .createUpdate(
              "INSERT INTO vocabulary_release_part (version, part, content)"
                  + " VALUES (:version, :part, :content)")
          .bind("version", release.version())
          .bind("part", at / PART_BYTES)
          .bind("content", Arrays.copyOfRange(packed, at, Math.min(packed.length, at + PART_BYTES)))
          .execute();
    }
  }

  /** All releases, the newest first. */
  public List<Published> all() {
    return store
        .jdbi()
        .withHandle(
            handle ->
                handle.createQuery(SELECT + "ORDER BY version DESC").map(TO_PUBLISHED).list());
  }

  /** Releases after a version, the oldest first, at most 100. */
  List<Published> after(int version) {
    return store
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(SELECT + "WHERE version > :after ORDER BY version LIMIT 100")
                    .bind("after", version)
                    .map(TO_PUBLISHED)
                    .list());
  }

  /** The newest release; empty before the first. */
  public Optional<Published> latest() {
    return store.jdbi().withHandle(ReleaseStore::latest);
  }

  private static Optional<Published> latest(Handle handle) {
    return handle.createQuery(SELECT + "ORDER BY version DESC LIMIT 1").map(TO_PUBLISHED).findOne();
  }

  public Optional<Published> find(int version) {
    return store.jdbi().withHandle(handle -> find(handle, version));
  }

  private static Optional<Published> find(Handle handle, int version) {
    return handle
        .createQuery(SELECT + "WHERE version = :version")
        .bind("version", version)
        .map(TO_PUBLISHED)
        .findOne();
  }

  /** The content of a release: canonical N-Quads, gzip. */
  public Optional<byte[]> content(int version) {
    List<byte[]> parts =
        store
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT content FROM vocabulary_release_part WHERE version = :version"
                                + " ORDER BY part")
                        .bind("version", version)
                        .mapTo(byte[].class)
                        .list());
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    parts.forEach(whole::writeBytes);
    return Optional.of(whole.toByteArray());
  }

  /**
   * What leads from one release to another.
   *
   * @param patch empty if it is more than {@link NetEffect#MOST_STATEMENTS}
   */
  record Comparison(Optional<Patch> patch) {}

  /**
   * What has to be changed to come from one release to another, whichever is newer.
   *
   * @return empty if there is no such release
   */
  Optional<Comparison> between(int from, int to) {
    Optional<Published> one = find(from);
    Optional<Published> other = find(to);
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    long start = one.get().signed().release().sequence();
    long end = other.get().signed().release().sequence();
    Optional<Patch> forward =
        store.between(Math.min(start, end), Math.max(start, end), NetEffect.MOST_STATEMENTS);
    return Optional.of(new Comparison(start <= end ? forward : forward.map(Patch::inverse)));
  }
}
