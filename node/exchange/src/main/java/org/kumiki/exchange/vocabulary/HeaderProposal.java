package org.kumiki.exchange.vocabulary;

import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * A column header that no term fits, as a steward released it for the curators of the vocabulary.
 *
 * @param release the node's own number of this release, from 1; the same again is the same release
 * @param header as the column is called, 1 to 200 characters
 * @param unit as it is written, at most 60 characters; may be empty
 * @param cells what sort of cells the column has
 */
public record HeaderProposal(long release, String header, String unit, Cells cells) {
  /** Longer than any header of the data that the project was tried on. */
  public static final int MAX_HEADER = 200;

  /** Room for a unit with words around it. */
  public static final int MAX_UNIT = 60;

  /** What sort of cells a column has. */
  public enum Cells {
    UNKNOWN,
    NUMBERS,
    WORDS
  }

  public HeaderProposal {
    if (release < 1) {
      throw new WireFormatException("a released header has a number from 1");
    }
    boolean right =
        !header.isBlank()
            && header.length() <= MAX_HEADER
            && unit.length() <= MAX_UNIT
            && isPlain(header)
            && isPlain(unit);
    if (!right) {
      throw new WireFormatException(
          "a header has 1 to "
              + MAX_HEADER
              + " characters and its unit at most "
              + MAX_UNIT
              + ", none of them a control character");
    }
  }

  private static boolean isPlain(String text) {
    return text.codePoints().noneMatch(Character::isISOControl);
  }

  /** Version, release, header, unit, cells. */
  public byte[] encode() {
    return new WireWriter()
        .u16(ProtocolVersion.FIRST)
        .u64(release)
        .text(header)
        .text(unit)
        .u8(cells.ordinal())
        .toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws WireFormatException if it is anything else
   */
  public static HeaderProposal decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    ProtocolVersion.require(in.u16("version"));
    HeaderProposal proposal =
        new HeaderProposal(
            in.u64("release"),
            in.text("header", 4 * MAX_HEADER),
            in.text("unit", 4 * MAX_UNIT),
            cells(in.u8("cells")));
    in.end();
    return proposal;
  }

  private static Cells cells(int code) {
    if (code >= Cells.values().length) {
      throw new WireFormatException("cells are 0, unknown, 1, numbers, or 2, words");
    }
    return Cells.values()[code];
  }
}
