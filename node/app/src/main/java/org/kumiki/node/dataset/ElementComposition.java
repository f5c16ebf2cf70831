package org.kumiki.node.dataset;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.Element;
import org.kumiki.learning.descriptor.Parsed;
import org.kumiki.learning.descriptor.Unreadable;
import org.kumiki.ontology.mapping.Basis;
import org.kumiki.ontology.mapping.ElementColumns;
import org.kumiki.ontology.mapping.MappedColumn;
import org.kumiki.ontology.mapping.MappingPlan;
import org.kumiki.ontology.term.Names;

/**
 * The composition of a row out of its element columns, written as a formula in atomic amounts. What
 * cannot be one is counted by its reason code, with the first lines. Used for one pass.
 */
final class ElementComposition {
  static final String TERM = Names.TERM + "composition";
  private static final String HEADER = "element columns";

  /** Atomic-fraction terms are fractions of one; the arithmetic counts in percent. */
  private static final double PERCENT = 100;

  private static final int FIRST_LINES = 10;

  private final ElementColumns setting;
  private final Optional<Element> balance;
  private final Map<Element, Integer> places = new EnumMap<>(Element.class);
  private final Map<String, List<Long>> lines = new LinkedHashMap<>();
  private final Map<String, String> sentences = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private long values;

  private ElementComposition(MappingPlan plan, ElementColumns setting) {
    this.setting = setting;
    this.balance = setting.balance().map(ElementComposition::element);
    String prefix = MappingPlan.elementPrefix(setting.basis());
    int place = 0;
    for (MappedColumn column : plan.columns()) {
      if (column.concept().measured()) {
        String iri = column.concept().iri();
        if (iri.startsWith(prefix)) {
          places.put(element(iri.substring(prefix.length())), place);
        }
        place++;
      }
    }
  }

  /** Empty if the mapping does not make a composition of its element columns. */
  static Optional<ElementComposition> of(MappingPlan plan) {
    return plan.elements().map(setting -> new ElementComposition(plan, setting));
  }

  /** The column that it adds. */
  static StoredColumn column(int place) {
    return new StoredColumn(
        HEADER, TERM, "composition", false, place, null, null, Basis.ATOMIC.word());
  }

  /** A formula, or an empty text, which no descriptor reads. */
  String formula(double[] numbers, long line) {
    Map<Element, Double> percents = new EnumMap<>(Element.class);
    double unit = setting.basis() == Basis.ATOMIC ? PERCENT : 1;
    for (Map.Entry<Element, Integer> place : places.entrySet()) {
      double value = numbers[place.getValue()];
      if (Double.isNaN(value)) {
        find("ELEMENT_MISSING", "an element has no value: the row has no composition", line);
        return "";
      }
      percents.put(place.getKey(), unit * value);
    }
    Parsed parsed = parse(percents);
    if (parsed instanceof Composition composition) {
      values++;
      return written(composition);
    }
    Unreadable unreadable = (Unreadable) parsed;
    find(unreadable.code().name(), unreadable.message(), line);
    return "";
  }

  ImportReport.ColumnReport report() {
    List<ImportReport.Finding> found = new ArrayList<>();
    counts.forEach(
        (code, count) ->
            found.add(
                new ImportReport.Finding(
                    code, sentences.get(code), count, List.copyOf(lines.get(code)))));
    return new ImportReport.ColumnReport(
        HEADER, TERM, "composition", "組成", "composition", "", "", values, 0, 0, found);
  }

  private Parsed parse(Map<Element, Double> percents) {
    if (setting.basis() == Basis.MASS) {
      return balance.isPresent()
          ? Composition.fromMassPercent(percents, balance.get())
          : Composition.fromMassPercent(percents);
    }
    return balance.isPresent()
        ? Composition.fromAtomicPercent(percents, balance.get())
        : Composition.fromAtomicPercent(percents);
  }

  /** Amounts as plain decimals: an exponent would read as an element. */
  private static String written(Composition composition) {
    StringBuilder formula = new StringBuilder();
    composition
        .amounts()
        .forEach(
            (element, amount) ->
                formula.append(element.name()).append(BigDecimal.valueOf(amount).toPlainString()));
    return formula.toString();
  }

  private void find(String code, String sentence, long line) {
    sentences.putIfAbsent(code, sentence);
    counts.merge(code, 1L, Long::sum);
    List<Long> first = lines.computeIfAbsent(code, c -> new ArrayList<>());
    if (first.size() < FIRST_LINES) {
      first.add(line);
    }
  }

  private static Element element(String symbol) {
    return Element.bySymbol(symbol)
        .orElseThrow(
            () -> new ImportRefused("UNKNOWN_ELEMENT", "elements: there is no such element"));
  }
}
