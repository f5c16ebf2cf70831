package org.kumiki.trial.federation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kumiki.trial.federation.TestRows.Row;

/**
 * A member's file: its own headers, units, separator and encoding, and the mapping that says what
 * they mean.
 *
 * @param rows what the written cells say, in the units of the terms
 */
record TestTable(byte[] bytes, String mapping, List<Row> rows) {
  /** Standard gravity is exact: 1 kgf is 9.80665 N. */
  private static final double MPA_OF_KGF_PER_MM2 = 9.80665;

  /** Exact pound-force over exact square inch. */
  private static final double MPA_OF_KSI = 6.894757293168361;

  private static final double KELVIN_OF_0_CELSIUS = 273.15;

  /** How a lab writes its table. */
  private record Notation(
      Charset charset, String separator, List<String> headers, Quantity[] units) {}

  /** A unit as written, and what one of it is in the term's unit. */
  private record Quantity(String unit, double factor, double offset) {
    String write(double value) {
      return String.format(Locale.ROOT, "%.6f", (value - offset) / factor);
    }

    double read(String cell) {
      return Double.parseDouble(cell) * factor + offset;
    }
  }

  private static final Quantity HV = new Quantity(null, 1, 0);
  private static final Quantity KELVIN = new Quantity("K", 1, 0);
  private static final Quantity CELSIUS = new Quantity("degC", 1, KELVIN_OF_0_CELSIUS);
  private static final Quantity MPA = new Quantity("MPa", 1, 0);
  private static final Quantity KGF = new Quantity("kgf/mm2", MPA_OF_KGF_PER_MM2, 0);
  private static final Quantity KSI = new Quantity("ksi", MPA_OF_KSI, 0);

  /** UTF-8, commas, °C and MPa. */
  static TestTable english(List<Row> rows) {
    return of(
        new Notation(
            StandardCharsets.UTF_8,
            ",",
            List.of("Sample", "Hv", "Test temp", "UTS"),
            new Quantity[] {HV, CELSIUS, MPA}),
        rows);
  }

  /** What Excel on a Japanese Windows saves: CP932; °C and kgf/mm². */
  static TestTable japanese(List<Row> rows) {
    return of(
        new Notation(
            Charset.forName("windows-31j"),
            ",",
            List.of("試料番号", "ビッカース硬さ", "試験温度(℃)", "引張強さ(kgf/mm2)"),
            new Quantity[] {HV, CELSIUS, KGF}),
        rows);
  }

  /** Tabs, K and ksi. */
  static TestTable imperial(List<Row> rows) {
    return of(
        new Notation(
            StandardCharsets.UTF_8,
            "\t",
            List.of("id", "hardness HV10", "T_test", "Rm"),
            new Quantity[] {HV, KELVIN, KSI}),
        rows);
  }

  private static TestTable of(Notation notation, List<Row> rows) {
    StringBuilder text = new StringBuilder();
    text.append(String.join(notation.separator(), notation.headers())).append("\r\n");
    List<Row> written = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      double[] values = rows.get(i).all();
      double[] read = new double[values.length];
      text.append("S-").append(i + 1);
      for (int j = 0; j < values.length; j++) {
        String cell = notation.units()[j].write(values[j]);
        read[j] = notation.units()[j].read(cell);
        text.append(notation.separator()).append(cell);
      }
      text.append("\r\n");
      written.add(new Row(read[0], read[1], read[2]));
    }
    return new TestTable(
        text.toString().getBytes(notation.charset()), mapping(notation), List.copyOf(written));
  }

  private static String mapping(Notation notation) {
    String[] terms = {
      "kt:sampleIdentifier", "kt:vickersHardness", "kt:testTemperature", "kt:tensileStrength"
    };
    StringBuilder yaml = new StringBuilder("columns:\n");
    for (int i = 0; i < terms.length; i++) {
      String unit = i == 0 ? null : notation.units()[i - 1].unit();
      yaml.append("  \"").append(notation.headers().get(i)).append("\": {term: ").append(terms[i]);
      yaml.append(unit == null ? "" : ", unit: \"" + unit + "\"").append("}\n");
    }
    return yaml.toString();
  }
}
