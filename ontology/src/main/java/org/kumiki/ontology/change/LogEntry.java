package org.kumiki.ontology.change;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.apache.jena.sparql.core.Quad;

/**
 * A change set at its place in the log.
 *
 * @param sequence 1, 2, 3, … without gaps
 * @param change what was changed
 * @param previousHash the hash of the entry before it; 64 zeros before the first
 * @param hash SHA-256, in hexadecimal, over the previous hash and all of this entry: who changes
 *     one entry changes the hash of each that follows
 */
public record LogEntry(long sequence, ChangeSet change, String previousHash, String hash) {
  /** What stands before the first entry. */
  public static final String NOTHING = "0".repeat(64);

  /** The change as the next entry. */
  public static LogEntry after(long sequence, String hash, ChangeSet change) {
    long next = sequence + 1;
    return new LogEntry(next, change, hash, hash(next, hash, change));
  }

  /** Whether the hash is that of what stands here. */
  public boolean isWhole() {
    return hash.equals(hash(sequence, previousHash, change));
  }

  private static String hash(long sequence, String previousHash, ChangeSet change) {
    MessageDigest digest = CanonicalQuads.digest();
    field(digest, "kumiki vocabulary change");
    field(digest, previousHash);
    field(digest, Long.toString(sequence));
    field(digest, change.id().toString());
    Origin origin = change.origin();
    field(digest, origin.kind().name());
    field(digest, origin.account());
    field(digest, origin.name());
    field(digest, origin.organisation());
    field(digest, Long.toString(origin.atMillis()));
    field(digest, origin.reason());
    field(digest, origin.proposal().orElse(""));
    field(digest, origin.undoes().map(String::valueOf).orElse(""));
    field(digest, Integer.toString(change.basedOn().size()));
    for (Map.Entry<String, Long> base : change.basedOn().entrySet()) {
      field(digest, base.getKey());
      field(digest, base.getValue().toString());
    }
    for (Quad quad : change.patch().removed()) {
      field(digest, "D " + CanonicalQuads.line(quad));
    }
    for (Quad quad : change.patch().added()) {
      field(digest, "A " + CanonicalQuads.line(quad));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** With its length, so that no two lists of fields run together. */
  private static void field(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
