package org.kumiki.exchange.vocabulary;

import java.util.List;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * Which terms a member's columns are mapped to, as its steward released it; nothing else about the
 * columns. The coordinator reads it; other members see it only in bands over several of them.
 *
 * @param release the node's own number of this release, from 1; a later one replaces the report
 * @param terms IRIs, strictly ascending; none to take an earlier report back
 */
public record UsageReport(long release, List<String> terms) {
  /** More terms than a vocabulary of materials has measured properties. */
  public static final int MAX_TERMS = 10_000;

  /** As long as an IRI of the vocabulary may be, in UTF-8. */
  private static final int MAX_TERM_BYTES = 3_200;

  public UsageReport {
    if (release < 1 || terms.size() > MAX_TERMS) {
      throw new WireFormatException(
          "a usage report has a number from 1 and at most " + MAX_TERMS + " terms");
    }
    for (int i = 0; i < terms.size(); i++) {
      if (i > 0 && terms.get(i - 1).compareTo(terms.get(i)) >= 0) {
        throw new WireFormatException("the terms are not in strictly ascending order");
      }
    }
    terms = List.copyOf(terms);
  }

  /** Version, release, terms. */
  public byte[] encode() {
    return new WireWriter()
        .u16(ProtocolVersion.FIRST)
        .u64(release)
        .list(terms, WireWriter::text)
        .toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws WireFormatException if it is anything else
   */
  public static UsageReport decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    ProtocolVersion.require(in.u16("version"));
    UsageReport report =
        new UsageReport(
            in.u64("release"), in.list("terms", MAX_TERMS, r -> r.text("term", MAX_TERM_BYTES)));
    in.end();
    return report;
  }
}
