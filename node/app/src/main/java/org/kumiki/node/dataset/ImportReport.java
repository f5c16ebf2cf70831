package org.kumiki.node.dataset;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What a file would become, or has become: for the steward of this node, with line numbers.
 *
 * @param unmapped headers that nobody mapped; they stay in the raw file
 */
@Serdeable
public record ImportReport(
    String encoding,
    String delimiter,
    long rows,
    List<ColumnReport> columns,
    List<String> ignored,
    List<String> unmapped) {
  /**
   * One mapped column.
   *
   * @param label of the term, English and Japanese
   * @param unit symbol that the file is written in, and that of the term; empty for texts
   * @param findings what is missing or odd, with the first lines where it stands
   */
  @Serdeable
  public record ColumnReport(
      String header,
      String term,
      String labelEn,
      String labelJa,
      String role,
      String unit,
      String termUnit,
      long values,
      long missing,
      long censored,
      List<Finding> findings) {}

  /**
   * Something odd.
   *
   * @param code {@code MISSING}, {@code NOT_A_NUMBER}, {@code OUTSIDE_DOMAIN}, {@code CENSORED} or
   *     the reason why a formula cannot be read
   * @param firstLines at most ten line numbers of the raw file
   */
  @Serdeable
  public record Finding(String code, String sentence, long count, List<Long> firstLines) {}
}
