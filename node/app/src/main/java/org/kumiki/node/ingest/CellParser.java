package org.kumiki.node.ingest;

import java.util.Objects;
import java.util.Optional;

/**
 * Turns the text of one cell into a {@link Cell}. In this order: a missing mark, a number, a
 * censored number, and otherwise a text. It never guesses: {@code 12±3}, {@code 1.2 MPa}, {@code
 * ▲5} and {@code 1e999} are texts, which {@link FilePreview} reports as odd in a column of numbers.
 *
 * <p>Immutable and safe for concurrent use.
 */
public final class CellParser {

  private final NumberNotation notation;
  private final MissingMarks missing;

  public CellParser(NumberNotation notation, MissingMarks missing) {
    this.notation = Objects.requireNonNull(notation, "notation");
    this.missing = Objects.requireNonNull(missing, "missing");
  }

  public NumberNotation notation() {
    return notation;
  }

  public Cell parse(String text) {
    if (!missing.looksNumeric()) {
      double plain = PlainNumber.read(text, notation.decimal());
      if (!Double.isNaN(plain)) {
        return new Cell.Number(plain);
      }
    }
    String folded = FoldedText.of(text);
    if (missing.contains(folded)) {
      return Cell.Missing.MISSING;
    }
    double number = NumberReader.read(folded, notation);
    if (!Double.isNaN(number)) {
      return new Cell.Number(number);
    }
    return censored(folded).orElseGet(() -> new Cell.Text(text.strip()));
  }

  private Optional<Cell> censored(String folded) {
    Optional<Bound> bound = Bound.find(folded);
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    double limit = NumberReader.read(bound.get().limit(), notation);
    return Double.isNaN(limit)
        ? Optional.empty()
        : Optional.of(new Cell.Censored(bound.get().direction(), bound.get().inclusive(), limit));
  }
}
