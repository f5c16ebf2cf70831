package org.kumiki.ontology.table;

/** A workbook that holds more than is read. */
public final class TooLarge extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Which of the limits was met. */
  public enum Limit {
    /** What it unpacks to. */
    BYTES,
    /** A cell stands too far to the right. */
    COLUMNS,
    /** Rows times columns. */
    CELLS
  }

  private final Limit limit;
  private final String where;

  TooLarge(Limit limit, String where) {
    super("the workbook is too large (" + limit + ")" + (where.isEmpty() ? "" : " at " + where));
    this.limit = limit;
    this.where = where;
  }

  /** The limit. */
  public Limit limit() {
    return limit;
  }

  /** The address of the cell, cut if it is long; empty if it is about no cell. */
  public String where() {
    return where;
  }
}
