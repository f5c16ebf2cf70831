package org.kumiki.learning.descriptor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The volume that an atom of an element takes in its solid, in Å³: from the measured density where
 * the element is solid or liquid at room temperature ({@code densities.csv} beside this class,
 * whose header names the source), else that of its crystal as computed ({@link
 * ElementProperty#GROUND_STATE_VOLUME}); of an element without either, the mean over the others.
 * Stateless.
 */
final class AtomicVolume {
  /** Å³ that a mole of 1 g at 1 g/cm³ has for each atom: 10²⁴ over Avogadro's number. */
  static final double ANGSTROMS = 1e24 / 6.02214076e23;

  private static final double[] VOLUMES = load();

  private AtomicVolume() {}

  static double of(Element element) {
    return VOLUMES[element.ordinal()];
  }

  private static double[] load() {
    double[] volumes = new double[Element.values().length];
    Arrays.fill(volumes, Double.NaN);
    for (String line : lines()) {
      String[] cells = line.split(",", -1);
      Element element = Element.bySymbol(cells[0]).orElseThrow();
      double weight = ElementTable.standard().atomicWeight(element).orElseThrow();
      volumes[element.ordinal()] = weight / Double.parseDouble(cells[1]) * ANGSTROMS;
    }
    for (Element element : Element.values()) {
      if (Double.isNaN(volumes[element.ordinal()])) {
        OptionalDouble computed =
            ElementTable.standard().value(element, ElementProperty.GROUND_STATE_VOLUME);
        volumes[element.ordinal()] = computed.orElse(Double.NaN);
      }
    }
    double[] known = Arrays.stream(volumes).filter(Double::isFinite).toArray();
    double mean = Arrays.stream(known).reduce(0, Double::sum) / known.length;
    return Arrays.stream(volumes).map(volume -> Double.isNaN(volume) ? mean : volume).toArray();
  }

  private static List<String> lines() {
    try (InputStream file = AtomicVolume.class.getResourceAsStream("densities.csv")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      // Behind the comments comes one line of column names.
      return text.lines().filter(line -> !line.startsWith("#")).skip(1).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
