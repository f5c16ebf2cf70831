package org.kumiki.node.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CellParserProperties {

  private static final CellParser POINT =
      new CellParser(NumberNotation.POINT, MissingMarks.defaults());
  private static final CellParser COMMA =
      new CellParser(NumberNotation.COMMA, MissingMarks.defaults());
  private static final CellParser UNDECIDED =
      new CellParser(NumberNotation.UNDECIDED, MissingMarks.defaults());

  @Property
  void everyDoubleComesBackToTheLastBit(@ForAll double value) {
    assertEquals(new Cell.Number(value), POINT.parse(Double.toString(value)));
    assertEquals(new Cell.Number(value), COMMA.parse(Double.toString(value).replace('.', ',')));
  }

  @Property
  void everyDecimalIsTheNearestDouble(@ForAll BigDecimal value) {
    assertEquals(new Cell.Number(value.doubleValue()), POINT.parse(value.toPlainString()));
  }

  @Property
  void fullWidthDigitsMeanTheSame(@ForAll int value) {
    StringBuilder wide = new StringBuilder();
    Integer.toString(value).chars().forEach(c -> wide.append((char) (c + 0xFEE0)));
    assertEquals(new Cell.Number(value), POINT.parse(wide.toString()));
  }

  @Property
  void anUndecidedNotationNeverContradictsBothOthers(@ForAll("numberLike") String text) {
    if (UNDECIDED.parse(text) instanceof Cell.Number) {
      Cell undecided = UNDECIDED.parse(text);
      Cell point = POINT.parse(text);
      Cell comma = COMMA.parse(text);
      boolean bothRead = point instanceof Cell.Number && comma instanceof Cell.Number;
      assertEquals(undecided, point instanceof Cell.Number ? point : comma);
      assertFalse(bothRead && !point.equals(comma));
    }
  }

  @Property
  void anyTextIsReadWithoutAnException(@ForAll String text) {
    POINT.parse(text);
    COMMA.parse(text);
    Oddity.of(text, UnitText::isUnit);
    UnitText.isBracketed(text);
  }

  @Property
  void whatLooksLikeANumberIsReadWithoutAnException(@ForAll("numberLike") String text) {
    POINT.parse(text);
    Oddity.of(text, UnitText::isUnit);
  }

  @Provide
  Arbitrary<String> numberLike() {
    return Arbitraries.strings()
        .withChars("0123456789.,' eE+-<>=×^⁵⁻～±()%KMPa以上未満ー")
        .ofMaxLength(14);
  }
}
