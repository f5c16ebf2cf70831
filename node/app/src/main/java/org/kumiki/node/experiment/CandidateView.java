package org.kumiki.node.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of candidates as its page shows it; numbers are texts already.
 *
 * @param size of the file
 * @param removable whether whoever looks may remove it
 * @param mapping the mapping file's text; empty before there is one
 * @param unreadable why the table cannot be read by it, in English; empty if it can
 * @param models from which a campaign can start
 * @param chosen the code of the model that was chosen; empty for none
 * @param check which rows are candidates for that; empty without a model
 * @param impossible why it cannot be asked about these rows, in English; empty if it can
 * @param typed what was typed into the form that begins a campaign
 */
public record CandidateView(
    CandidateTable table,
    String size,
    boolean removable,
    String mapping,
    String unreadable,
    Optional<Read> read,
    List<Model> models,
    String chosen,
    Optional<Check> check,
    String impossible,
    Map<String, String> typed) {

  /** What was typed into a field. */
  public String typed(String field, String otherwise) {
    return typed.getOrDefault(field, otherwise);
  }

  /**
   * What was read.
   *
   * @param ignored headers that the mapping leaves out
   * @param unmapped headers that nobody mapped
   */
  public record Read(
      long rows,
      String encoding,
      String delimiter,
      List<Column> columns,
      List<String> ignored,
      List<String> unmapped) {}

  /** A mapped column; the units of the file and of the term. */
  public record Column(
      String header,
      String label,
      String unit,
      String termUnit,
      long values,
      long missing,
      List<Finding> findings) {}

  /**
   * Something odd.
   *
   * @param sentence in the reader's language, or else in English
   */
  public record Finding(String sentence, boolean translated, long count, String lines) {}

  /** A model in the list of those to choose from. */
  public record Model(String code, String text) {}

  /** How many rows are candidates, and why the others are none. */
  public record Check(String property, String unit, long candidates, List<Refused> refused) {}

  /** Rows that are no candidates. */
  public record Refused(String reason, long count, String lines) {}

  /**
   * All tables.
   *
   * @param used and {@code most}: room taken and allowed
   * @param datasets whose mappings may read a table
   */
  public record All(
      List<Line> tables,
      String used,
      String most,
      List<String> datasets,
      Map<String, String> typed) {
    /** What was typed into a field. */
    public String typed(String field) {
      return typed.getOrDefault(field, "");
    }
  }

  /** A table in the list of all. */
  public record Line(CandidateTable table, String size, boolean removable) {}
}
