package org.kumiki.ontology.change;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The hash of a {@link LogEntry}, from its parts one after the other, so that an import of a
 * million statements need not be in memory to be checked. For one thread.
 */
public final class EntryDigest {
  private final MessageDigest digest = CanonicalQuads.digest();

  /** Begins with what stands before the patch. */
  public EntryDigest(
      long sequence, String previousHash, UUID id, Origin origin, Map<String, Long> basedOn) {
    field("kumiki vocabulary change");
    field(previousHash);
    field(Long.toString(sequence));
    field(id.toString());
    field(origin.kind().name());
    field(origin.account());
    field(origin.name());
    field(origin.organisation());
    field(Long.toString(origin.atMillis()));
    field(origin.reason());
    field(origin.proposal().orElse(""));
    field(origin.undoes().map(String::valueOf).orElse(""));
    SortedMap<String, Long> sorted = new TreeMap<>(basedOn);
    field(Integer.toString(sorted.size()));
    sorted.forEach(
        (term, version) -> {
          field(term);
          field(version.toString());
        });
  }

  /** Adds the patch, or its {@linkplain Patch#parts parts} in their order. */
  public EntryDigest add(Patch part) {
    for (Patch one : part.bySubject().values()) {
      one.removed().forEach(quad -> field("D " + CanonicalQuads.line(quad)));
      one.added().forEach(quad -> field("A " + CanonicalQuads.line(quad)));
    }
    return this;
  }

  /** The hash; nothing can be added after it. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** With its length, so that no two lists of fields run together. */
  private void field(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }
}
