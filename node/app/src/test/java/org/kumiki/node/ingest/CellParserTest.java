package org.kumiki.node.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.node.ingest.Cell.Direction;

class CellParserTest {

  private static final CellParser POINT = parser(NumberNotation.POINT);
  private static final CellParser COMMA = parser(NumberNotation.COMMA);
  private static final CellParser UNDECIDED = parser(NumberNotation.UNDECIDED);

  private static CellParser parser(NumberNotation notation) {
    return new CellParser(notation, MissingMarks.defaults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "-0.5|-0.5",
        "+7|7",
        ".5|0.5",
        "5.|5",
        "007|7",
        "131.29399999999998|131.29399999999998",
        "9007199254740993|9007199254740992",
        "123456789012345678901234567890|1.2345678901234568E29",
        "1.2E+05|1.2E5",
        "1.2e-30|1.2E-30",
        "1.2×10^5|1.2E5",
        "1.2x10^-5|1.2E-5",
        "1.2×10⁵|1.2E5",
        "1.2 × 10⁻⁵|1.2E-5",
        "10^7|1E7",
        "10⁷|1E7",
        "1,234|1234",
        "1,234.5|1234.5",
        "1,234,567|1234567",
        "1 234.5|1234.5",
        "1\u00A0234|1234",
        "1'234.5|1234.5",
        "１２３．４|123.4",
        "－０．５|-0.5",
        "−3|-3",
        "–3|-3",
        "ー3|-3",
        "１，２３４|1234",
        "\u30001.5\u3000|1.5",
      })
  void numbersAreReadAsTheyAreWrittenWithADecimalPoint(String text, double expected) {
    assertEquals(new Cell.Number(expected), POINT.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,5|1.5",
        "1,234|1.234",
        "1.234|1234",
        "1.234,5|1234.5",
        "1 234,5|1234.5",
        "-0,25E-3|-0.00025",
        "１，５|1.5",
        "1,23456789012345678901|1.2345678901234567",
      })
  void numbersAreReadAsTheyAreWrittenWithADecimalComma(String text, double expected) {
    assertEquals(new Cell.Number(expected), COMMA.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,234", "1.234", "-7.874"})
  void whatReadsTwoWaysIsNoNumberUntilTheMarkIsDecided(String text) {
    assertEquals(new Cell.Text(text), UNDECIDED.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1234|1234",
        "1.5|1.5",
        "1,5|1.5",
        "0,125|0.125",
        "1.234,5|1234.5",
        "1,234.5|1234.5"
      })
  void whatReadsOneWayOnlyIsANumberWithoutADecision(String text, double expected) {
    assertEquals(new Cell.Number(expected), UNDECIDED.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2 MPa",
        "12±3",
        "12(3)",
        "1,5",
        "1,23",
        "12,34,567",
        "1,234,5",
        "0,123",
        "▲5",
        "(5)",
        "5%",
        "５％",
        "1e999",
        "1e-999",
        "0x1F",
        "1d",
        "1f",
        "Infinity",
        "∞",
        "1-5",
        "1.2.3",
        "--5",
        "+-5",
        "1e",
        "e5",
        ".",
        "+",
        "1.2×105",
        "1.2×10-5",
        "5²",
        "10m⁵",
        "①",
        "½",
        "2024-01-05",
        "12:30",
        "なし",
        "Na",
        "Nd",
        "InN",
        "１２a"
      })
  void whatIsNoPlainNumberStaysAText(String text) {
    assertEquals(new Cell.Text(text), POINT.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "\u3000", "-", "−", "–", "—", "ー", "－", "n.d.", "N.D.", "ND", "nd", "Ｎ．Ｄ．", "N/A",
        "NA", "NaN", "#N/A", "null", "未測定", " 測定不可 "
      })
  void theUsualMarksMeanThatNothingWasMeasured(String text) {
    assertEquals(new Cell.Missing(), POINT.parse(text));
  }

  @Test
  void aMarkOfTheMappingWinsEvenIfItLooksLikeANumber() {
    CellParser parser =
        new CellParser(NumberNotation.POINT, MissingMarks.defaultsAnd(Set.of("-999", "なし")));
    assertEquals(new Cell.Missing(), parser.parse("-999"));
    assertEquals(new Cell.Missing(), parser.parse("－９９９"));
    assertEquals(new Cell.Missing(), parser.parse("なし"));
    assertEquals(new Cell.Missing(), parser.parse("n.d."));
    assertEquals(new Cell.Number(-99), parser.parse("-99"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<0.1|BELOW|false|0.1",
        "＜0.1|BELOW|false|0.1",
        "< 0.1|BELOW|false|0.1",
        "≤5|BELOW|true|5",
        "≦ 5|BELOW|true|5",
        "<=5|BELOW|true|5",
        "＜＝５|BELOW|true|5",
        "0.1未満|BELOW|false|0.1",
        "5以下|BELOW|true|5",
        ">500|ABOVE|false|500",
        "＞５００|ABOVE|false|500",
        "≧500|ABOVE|true|500",
        ">=500|ABOVE|true|500",
        "500以上|ABOVE|true|500",
        "500超|ABOVE|false|500",
        "500を超える|ABOVE|false|500",
        ">1,234|ABOVE|false|1234",
        "<-5|BELOW|false|-5",
        ">10^7|ABOVE|false|1E7",
      })
  void aValueBeyondTheLimitIsKeptAsCensored(
      String text, Direction direction, boolean inclusive, double limit) {
    assertEquals(new Cell.Censored(direction, inclusive, limit), POINT.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "<LOD", "<0.1 ppm", "以上", "<5以下", "<1e999", "検出限界以下"})
  void aBoundWithoutANumberStaysAText(String text) {
    assertInstanceOf(Cell.Text.class, POINT.parse(text));
  }

  @Test
  void aColumnOfBothMarksGroupsNothing() {
    CellParser mixed = parser(new NumberNotation(DecimalMark.POINT, false));
    assertEquals(new Cell.Number(1.5), mixed.parse("1.5"));
    assertEquals(new Cell.Text("1,234"), mixed.parse("1,234"));
  }
}
