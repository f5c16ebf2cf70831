package org.kumiki.exchange.study;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.descriptor.CompositionDescriptor;

/** What a study reads of each row: a term of the vocabulary, never a column. */
public sealed interface Feature {
  /** Longest IRI of a term. */
  int MAX_IRI_BYTES = 300;

  /** IRI of the term. */
  String term();

  /** The numbers that one row gives, with their public bounds, in order. */
  List<Variable> variables();

  /**
   * A measured or set quantity.
   *
   * @param unit IRI of the term's unit; nodes convert to it
   * @param lower and {@code upper}: the term's declared domain in that unit
   */
  record NumericTerm(String term, String unit, double lower, double upper) implements Feature {
    public NumericTerm {
      requireIri(term);
      requireIri(unit);
      if (!(lower < upper) || !Double.isFinite(lower) || !Double.isFinite(upper)) {
        throw new WireFormatException("the domain of " + term + " is not lower < upper, finite");
      }
    }

    @Override
    public List<Variable> variables() {
      return List.of(new Variable(term, lower, upper));
    }
  }

  /**
   * A chemical composition, turned into numbers by a public descriptor whose bounds follow from the
   * element table alone.
   *
   * @param descriptor the id of one that studies may name; alone it is version 1
   */
  record CompositionTerm(String term, String descriptor) implements Feature {
    public CompositionTerm {
      requireIri(term);
      String id = descriptor;
      if (CompositionDescriptor.ofStudies().stream().noneMatch(known -> known.id().equals(id))) {
        throw new WireFormatException(
            "descriptor "
                + descriptor
                + " is unknown: this release has "
                + CompositionDescriptor.ofStudies().stream()
                    .map(CompositionDescriptor::definition)
                    .collect(Collectors.joining(" and ")));
      }
    }

    /**
     * As people name a descriptor, with its version or without.
     *
     * @throws WireFormatException if this release does not know it
     */
    public static CompositionTerm named(String term, String written) {
      return new CompositionTerm(
          term, CompositionDescriptor.byId(written).map(CompositionDescriptor::id).orElse(written));
    }

    /** Name and version: {@code magpie-v1}. */
    public String definition() {
      return CompositionDescriptor.byId(descriptor).orElseThrow().definition();
    }

    @Override
    public List<Variable> variables() {
      CompositionDescriptor table = CompositionDescriptor.byId(descriptor).orElseThrow();
      List<Variable> variables = new ArrayList<>();
      for (int i = 0; i < table.names().size(); i++) {
        variables.add(new Variable(table.names().get(i), table.lower()[i], table.upper()[i]));
      }
      return variables;
    }
  }

  /** Writes any feature behind a u8 kind. */
  static void write(WireWriter out, Feature feature) {
    if (feature instanceof NumericTerm numeric) {
      out.u8(1).text(numeric.term()).text(numeric.unit());
      out.f64(numeric.lower()).f64(numeric.upper());
    } else if (feature instanceof CompositionTerm composition) {
      out.u8(2).text(composition.term()).text(composition.descriptor());
    } else {
      throw new IllegalStateException("no encoding for " + feature.getClass());
    }
  }

  static Feature read(WireReader in) {
    int kind = in.u8("feature kind");
    return switch (kind) {
      case 1 ->
          new NumericTerm(
              in.text("term", MAX_IRI_BYTES),
              in.text("unit", MAX_IRI_BYTES),
              in.f64("lower"),
              in.f64("upper"));
      case 2 -> new CompositionTerm(in.text("term", MAX_IRI_BYTES), in.text("descriptor", 40));
      default -> throw new WireFormatException("feature kind " + kind + " is unknown");
    };
  }

  private static void requireIri(String iri) {
    if (iri.isBlank() || utf8Length(iri) > MAX_IRI_BYTES || !iri.contains(":")) {
      throw new WireFormatException(
          "a term or unit is named by its full IRI of at most " + MAX_IRI_BYTES + " bytes");
    }
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
