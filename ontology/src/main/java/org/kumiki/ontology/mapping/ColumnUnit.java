package org.kumiki.ontology.mapping;

import java.util.Optional;
import java.util.function.Function;
import org.kumiki.ontology.mapping.MappingProblem.Code;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.unit.Conversion;
import org.kumiki.ontology.unit.UnitConverter;

/** Which unit the cells of a measured column are in, and how they convert; or what is wrong. */
sealed interface ColumnUnit {

  /** The unit of the cells and the way to the term's unit. */
  record Fits(String iri, Conversion.Factor conversion) implements ColumnUnit {
    @Override
    public <T> T fold(Function<Fits, T> fits, Function<Wrong, T> wrong) {
      return fits.apply(this);
    }
  }

  /** No unit, or none that fits. */
  record Wrong(Code code, String message) implements ColumnUnit {
    @Override
    public <T> T fold(Function<Fits, T> fits, Function<Wrong, T> wrong) {
      return wrong.apply(this);
    }
  }

  <T> T fold(Function<Fits, T> fits, Function<Wrong, T> wrong);

  /**
   * Finds the unit of a column.
   *
   * @param inUnitRow the cell of the unit row; empty if there is none
   */
  static ColumnUnit of(ColumnMapping mapping, String header, String inUnitRow, Quantity quantity) {
    UnitConverter units = UnitConverter.shipped();
    Optional<String> inHeader = HeaderUnit.split(header).unit();
    Optional<String> inRow = Optional.of(withoutBrackets(inUnitRow)).filter(row -> !row.isEmpty());
    if (mapping.unit().isEmpty() && contradict(inHeader, inRow, units)) {
      return new Wrong(
          Code.UNIT_CONTRADICTORY,
          "the header says "
              + inHeader.get()
              + " and the unit row says "
              + inRow.get()
              + "; write the right one as unit in the mapping.");
    }
    Optional<String> written = mapping.unit().or(() -> inHeader).or(() -> inRow);
    if (written.isPresent()) {
      return converted(written.get(), quantity, units);
    }
    if (quantity.unit().equals(Names.QUDT_UNIT + "UNITLESS")) {
      return new Fits(quantity.unit(), Conversion.Factor.IDENTITY);
    }
    return new Wrong(
        Code.UNIT_MISSING,
        "neither the mapping nor the header says the unit; add it to the mapping, for example"
            + " unit: \""
            + units.symbol(quantity.unit())
            + "\".");
  }

  private static ColumnUnit converted(String written, Quantity quantity, UnitConverter units) {
    return units
        .convert(written, quantity)
        .fold(
            factor -> new Fits(units.recognise(written).orElseThrow(), factor),
            refused -> new Wrong(Code.valueOf(refused.reason().name()), refused.message()));
  }

  private static boolean contradict(
      Optional<String> header, Optional<String> row, UnitConverter units) {
    if (header.isEmpty() || row.isEmpty()) {
      return false;
    }
    Optional<String> first = units.recognise(header.get());
    Optional<String> second = units.recognise(row.get());
    return first.isPresent() && second.isPresent() && !first.equals(second);
  }

  private static String withoutBrackets(String cell) {
    String text = cell.strip();
    boolean wrapped =
        text.length() > 2
            && "[［〔(（".indexOf(text.charAt(0)) >= 0
            && "]］〕)）".indexOf(text.charAt(text.length() - 1)) >= 0;
    return wrapped ? text.substring(1, text.length() - 1).strip() : text;
  }
}
