package org.kumiki.node.ingest;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The words and signs that stand for "no value". Compared whole, after full-width characters and
 * dashes are folded, and <b>with case</b>: {@code NA} is missing and Na is sodium, {@code nd} is
 * missing and Nd is neodymium.
 *
 * <p>The defaults are few on purpose. なし ("none") is not among them, because it is a true value of
 * a treatment; whoever means it as missing adds it in the mapping.
 */
public final class MissingMarks {

  private static final Set<String> ALWAYS =
      Set.of(
          "", "-", "--", "---", "—", "―", "ー", "ｰ", "n.d.", "n.d", "nd", "N.D.", "N.D", "ND", "n/a",
          "N/A", "na", "NA", "NaN", "nan", "null", "NULL", "#N/A", "未測定", "測定不可", "検出せず", "不検出",
          "欠測");

  private static final MissingMarks DEFAULTS = new MissingMarks(ALWAYS);

  private final Set<String> marks;
  private final boolean looksNumeric;

  private MissingMarks(Set<String> marks) {
    this.marks = Set.copyOf(marks);
    this.looksNumeric =
        this.marks.stream()
            .anyMatch(mark -> !Double.isNaN(NumberReader.read(mark, NumberNotation.POINT)));
  }

  public static MissingMarks defaults() {
    return DEFAULTS;
  }

  /** The defaults and more, for example {@code -999} or なし. */
  public static MissingMarks defaultsAnd(Set<String> more) {
    Objects.requireNonNull(more, "more");
    if (more.isEmpty()) {
      return DEFAULTS;
    }
    Set<String> all = new HashSet<>(ALWAYS);
    more.forEach(mark -> all.add(FoldedText.of(mark)));
    return new MissingMarks(all);
  }

  boolean contains(String folded) {
    return marks.contains(folded);
  }

  /** Whether a mark such as {@code -999} could be taken for a number, so must be asked first. */
  boolean looksNumeric() {
    return looksNumeric;
  }
}
