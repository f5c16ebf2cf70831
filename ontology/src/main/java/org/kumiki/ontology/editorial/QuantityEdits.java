package org.kumiki.ontology.editorial;

import static org.kumiki.ontology.editorial.Terminology.KIND;
import static org.kumiki.ontology.editorial.Terminology.LOWER;
import static org.kumiki.ontology.editorial.Terminology.MEASURED;
import static org.kumiki.ontology.editorial.Terminology.TYPE;
import static org.kumiki.ontology.editorial.Terminology.UNIT;
import static org.kumiki.ontology.editorial.Terminology.UPPER;
import static org.kumiki.ontology.editorial.Terminology.iri;

import java.util.Optional;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.unit.UnitConverter;

/** What a term measures, and in what. */
final class QuantityEdits {
  /** Up to here a double holds every integer. */
  private static final double LARGEST_WHOLE = 0x1p53;

  private QuantityEdits() {}

  static Optional<Refusal> change(Edit.ChangeQuantity edit, WorkingCopy copy) {
    Optional<Refusal> refusal =
        Checks.first(
            () -> Checks.inUse(copy, edit.term()),
            () ->
                Checks.when(
                    !copy.has(edit.term(), TYPE, MEASURED),
                    () -> Obstacle.NO_QUANTITY.of(Checks.shown(edit.term()))),
            () -> fits(edit.quantity()));
    if (refusal.isEmpty()) {
      write(edit.term(), edit.quantity(), copy);
    }
    return refusal;
  }

  /** Whether kind and unit are known, and the unit measures the kind. */
  static Optional<Refusal> fits(Quantity quantity) {
    UnitConverter units = UnitConverter.shipped();
    Optional<String> ofUnit = units.dimensionOfUnit(quantity.unit());
    Optional<String> ofKind = units.dimensionOfKind(quantity.kind());
    String unit = Checks.shown(quantity.unit());
    String kind = Checks.shown(quantity.kind());
    return Checks.first(
        () -> Checks.when(ofUnit.isEmpty(), () -> Obstacle.UNKNOWN_UNIT.of(unit).at("unit")),
        () -> Checks.when(ofKind.isEmpty(), () -> Obstacle.UNKNOWN_KIND.of(kind).at("kind")),
        () ->
            Checks.when(
                !ofUnit.equals(ofKind), () -> Obstacle.UNIT_NOT_OF_KIND.of(unit, kind).at("unit")));
  }

  static void write(String term, Quantity quantity, WorkingCopy copy) {
    copy.clear(term, KIND);
    copy.clear(term, UNIT);
    copy.add(term, KIND, iri(quantity.kind()));
    copy.add(term, UNIT, iri(quantity.unit()));
    number(term, LOWER, quantity.lower(), copy);
    number(term, UPPER, quantity.upper(), copy);
  }

  /** A number that is the same stays as it was written. */
  private static void number(String term, Node property, double value, WorkingCopy copy) {
    boolean same =
        copy.objects(term, property).stream()
            .allMatch(
                node ->
                    node.isLiteral()
                        && node.getLiteralValue() instanceof Number number
                        && number.doubleValue() == value);
    if (!same || copy.objects(term, property).isEmpty()) {
      copy.clear(term, property);
      copy.add(term, property, literal(value));
    }
  }

  private static Node literal(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) <= LARGEST_WHOLE;
    return whole
        ? NodeFactory.createLiteralDT(Long.toString((long) value), XSDDatatype.XSDinteger)
        : NodeFactory.createLiteralDT(Double.toString(value), XSDDatatype.XSDdouble);
  }
}
