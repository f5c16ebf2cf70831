package org.kumiki.ontology.mapping;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.jena.rdf.model.Model;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

/**
 * A mapping resolved against one header row: which column holds which term, and how its cells
 * become values in the term's unit. Immutable. Its terms are known, its units fit, and its
 * description conforms to the dataset shapes.
 *
 * @param dataset a name for the dataset; optional
 * @param encoding the character encoding of the data file, or {@code auto}
 * @param missing marks that mean "not reported", beside the usual ones
 * @param columns the mapped columns, in the order of the data file
 * @param ignored headers left out on purpose
 * @param unmapped headers that nobody mapped; they stay where they are
 * @param elements whether and how the element columns make up the composition
 */
public record MappingPlan(
    Optional<String> dataset,
    String encoding,
    List<String> missing,
    List<MappedColumn> columns,
    List<String> ignored,
    List<String> unmapped,
    Optional<ElementColumns> elements)
    implements MappingResult {

  public MappingPlan {
    missing = List.copyOf(missing);
    columns = List.copyOf(columns);
    ignored = List.copyOf(ignored);
    unmapped = List.copyOf(unmapped);
  }

  /**
   * Resolves a mapping for a data file without a unit row.
   *
   * @see #of(MappingFile, Vocabulary, List, List)
   */
  public static MappingResult of(MappingFile file, Vocabulary vocabulary, List<String> headers) {
    return of(file, vocabulary, headers, List.of());
  }

  /**
   * Resolves a mapping. The unit of a column is what the mapping says; else what its header and the
   * unit row say, which must agree; else, for a term without a unit, none is needed.
   *
   * @param vocabulary the terms that columns may be mapped to
   * @param headers the header row of the data file; may have empty cells
   * @param unitRow the row of units below it; empty if there is none
   */
  public static MappingResult of(
      MappingFile file, Vocabulary vocabulary, List<String> headers, List<String> unitRow) {
    return new PlanBuilder(file, vocabulary, headers, unitRow).build();
  }

  /**
   * Resolves the same mapping for rows that are to be predicted: mapped columns that the file does
   * not have, such as the target, are left out, and no property is needed.
   */
  public static MappingResult ofCandidates(
      MappingFile file, Vocabulary vocabulary, List<String> headers, List<String> unitRow) {
    return new PlanBuilder(file.onlyWith(headers), vocabulary, headers, unitRow).buildCandidates();
  }

  /** How the IRIs of element terms of a basis begin; the element's symbol follows. */
  public static String elementPrefix(Basis basis) {
    return Names.TERM + (basis == Basis.MASS ? "massFraction-" : "atomicFraction-");
  }

  /** The column of a term, by its IRI, full or short. */
  public Optional<MappedColumn> column(String term) {
    String iri = Names.expand(term);
    return columns.stream().filter(column -> column.concept().iri().equals(iri)).findFirst();
  }

  /** The dataset described in RDF: columns with header, term, role and unit. Private. */
  public Model describe() {
    return DatasetDescription.of(this);
  }

  @Override
  public <T> T fold(Function<MappingPlan, T> plan, Function<MappingRefusal, T> refusal) {
    return plan.apply(this);
  }
}
