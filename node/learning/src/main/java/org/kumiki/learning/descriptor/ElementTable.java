package org.kumiki.learning.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Elemental properties that ship with Kumiki: 118 elements × 22 properties, with gaps.
 *
 * <p>Source: {@code elements.csv} beside this class, compiled from matminer's Magpie tables; the
 * header of that file says how. Units: {@link ElementProperty#unit()}. The table is public and the
 * same at every member, so whatever is derived from it alone (bounds, means) says nothing about
 * anybody's data. Immutable and safe for use by several threads.
 */
public final class ElementTable {
  private static final ElementTable STANDARD = load();

  private final double[][] values; // [property][element], NaN where the source gives none
  private final String sha256;

  private ElementTable(double[][] values, String sha256) {
    this.values = values;
    this.sha256 = sha256;
  }

  /** The one table of this release. */
  public static ElementTable standard() {
    return STANDARD;
  }

  /** The value, or empty where the source gives none. */
  public OptionalDouble value(Element element, ElementProperty property) {
    double value = valueOrNaN(element, property);
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Atomic weight in u; empty for the elements from 113 on, for which the table has none. */
  public OptionalDouble atomicWeight(Element element) {
    return value(element, ElementProperty.ATOMIC_WEIGHT);
  }

  /** Mean over the elements that have a value: what matminer puts in place of a missing one. */
  public double mean(ElementProperty property) {
    // Not DoubleStream.average: its compensation has changed between JDKs, and with it the last
    // bit.
    return present(property).reduce(0, Double::sum) / present(property).count();
  }

  /** Smallest value of any element. */
  public double lowest(ElementProperty property) {
    return present(property).min().orElseThrow();
  }

  /** Largest value of any element. */
  public double highest(ElementProperty property) {
    return present(property).max().orElseThrow();
  }

  /** SHA-256 of the file in hexadecimal: a model's card names the table it was trained with. */
  public String sha256() {
    return sha256;
  }

  double valueOrNaN(Element element, ElementProperty property) {
    return values[property.ordinal()][element.ordinal()];
  }

  private DoubleStream present(ElementProperty property) {
    return Arrays.stream(values[property.ordinal()]).filter(value -> !Double.isNaN(value));
  }

  private static ElementTable load() {
    try (InputStream file = ElementTable.class.getResourceAsStream("elements.csv")) {
      byte[] bytes = file.readAllBytes();
      String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new ElementTable(parse(new String(bytes, StandardCharsets.UTF_8)), digest);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }

  private static double[][] parse(String file) {
    List<String> lines = file.lines().filter(line -> !line.startsWith("#")).toList();
    checkHeader(lines.get(0).split(",", -1));
    double[][] values = new double[ElementProperty.values().length][Element.values().length];
    for (Element element : Element.values()) {
      String[] cells = lines.get(element.atomicNumber()).split(",", -1);
      if (cells.length != values.length + 1 || !cells[0].equals(element.name())) {
        throw new IllegalStateException("elements.csv: no complete row for " + element);
      }
      for (int p = 0; p < values.length; p++) {
        String cell = cells[p + 1];
        values[p][element.ordinal()] = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
      }
    }
    return values;
  }

  private static void checkHeader(String[] header) {
    List<String> expected =
        Arrays.stream(ElementProperty.values()).map(ElementProperty::magpieName).toList();
    if (!List.of(header).subList(1, header.length).equals(expected)) {
      throw new IllegalStateException("elements.csv: columns differ from ElementProperty");
    }
  }
}
