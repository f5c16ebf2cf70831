package org.kumiki.ontology.term;

import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.jena.graph.Graph;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.sparql.graph.GraphReadOnly;

/**
 * A set of terms that a consortium shares. Immutable and safe to share between threads.
 *
 * <p>A vocabulary that parses has terms that a computation can use. Whether it also keeps the
 * curators' rules is for {@link org.kumiki.ontology.shape.ShapesCatalogue#vocabulary()} to say.
 */
public final class Vocabulary implements Terms {
  private static final List<String> SOURCES =
      List.of(
          "vocabulary.ttl",
          "properties.ttl",
          "composition.ttl",
          "processes.ttl",
          "conditions.ttl",
          "methods.ttl",
          "materials.ttl",
          "samples.ttl",
          "outcomes.ttl",
          "variants.ttl");

  private final Graph graph;
  private final Map<String, Concept> concepts;

  /** Made at the first question: it costs more than reading the statements. */
  private volatile String sha256;

  private Vocabulary(Model model, String name) {
    Map<String, Concept> byIri = new LinkedHashMap<>();
    for (Concept concept : new ConceptReader(model, name).concepts()) {
      byIri.put(concept.iri(), concept);
    }
    this.concepts = Collections.unmodifiableMap(byIri);
    requireNames(model, name);
    this.graph = new GraphReadOnly(model.getGraph());
  }

  /** The vocabulary that ships with Kumiki. Read once. */
  public static Vocabulary shipped() {
    return Shipped.VOCABULARY;
  }

  /** SHA-256, in hexadecimal, over the files of {@link #shipped()}, which are not parsed for it. */
  public static String shippedSources() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      SOURCES.forEach(source -> digest.update(TurtleText.shippedBytes(source)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  /**
   * A vocabulary written in Turtle.
   *
   * @param turtle read to its end, not closed
   * @param name names the source in messages
   * @throws UnreadableVocabulary if it is too long, not Turtle, or has an incomplete term
   */
  public static Vocabulary parse(InputStream turtle, String name) {
    return new Vocabulary(TurtleText.read(turtle, name), name);
  }

  /**
   * A vocabulary of statements that were read elsewhere.
   *
   * @param model from now on read only
   * @param name names the source in messages
   * @throws UnreadableVocabulary if it has an incomplete term
   */
  public static Vocabulary of(Model model, String name) {
    return new Vocabulary(model, name);
  }

  /** Draft terms, each once; two drafts with one label and different content are refused. */
  public static Vocabulary draft(List<DraftTerm> terms) {
    return new Vocabulary(DraftScheme.of(terms), "the draft terms");
  }

  /**
   * Both vocabularies together.
   *
   * @throws UnreadableVocabulary if the other one says something else about a term of this one
   */
  public Vocabulary plus(Vocabulary other) {
    for (Concept concept : other.concepts()) {
      Concept mine = concepts.get(concept.iri());
      if (mine != null && !mine.equals(concept)) {
        throw new UnreadableVocabulary(
            Names.shorten(concept.iri())
                + " is defined in both vocabularies, differently; rename one of the two");
      }
    }
    Model both = ModelFactory.createDefaultModel();
    both.add(model()).add(other.model());
    both.setNsPrefixes(model().getNsPrefixMap());
    return new Vocabulary(both, "the joined vocabulary");
  }

  @Override
  public Optional<Concept> concept(String iri) {
    return Optional.ofNullable(concepts.get(Names.expand(iri)));
  }

  /** All terms, by IRI. */
  public Collection<Concept> concepts() {
    return concepts.values();
  }

  /**
   * SHA-256, in hexadecimal, over the statements as N-Triples, sorted, each ended by a line feed:
   * the same for the same statements, however the Turtle was laid out.
   */
  public String sha256() {
    if (sha256 == null) {
      sha256 = sha256(graph);
    }
    return sha256;
  }

  /** The statements, for shapes and exports; read-only. */
  public Model model() {
    return ModelFactory.createModelForGraph(graph);
  }

  /** The vocabulary as Turtle, to be read again with {@link #parse}. */
  public String turtle() {
    StringWriter text = new StringWriter();
    RDFDataMgr.write(text, model(), Lang.TURTLE);
    return text.toString();
  }

  private static void requireNames(Model model, String name) {
    model
        .getGraph()
        .find()
        .forEachRemaining(
            triple -> {
              if (triple.getSubject().isBlank() || triple.getObject().isBlank()) {
                throw new UnreadableVocabulary(
                    name + " has a blank node, which no hash can name; give it an IRI");
              }
            });
  }

  private static String sha256(Graph graph) {
    TreeSet<String> lines = new TreeSet<>();
    graph
        .find()
        .forEachRemaining(
            triple ->
                lines.add(
                    NodeFmtLib.strNT(triple.getSubject())
                        + " "
                        + NodeFmtLib.strNT(triple.getPredicate())
                        + " "
                        + NodeFmtLib.strNT(triple.getObject())
                        + " ."));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String line : lines) {
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  /** Reads the shipped sources at first use. */
  private static final class Shipped {
    static final Vocabulary VOCABULARY = read();

    private static Vocabulary read() {
      Model all = ModelFactory.createDefaultModel();
      for (String source : SOURCES) {
        Model part = TurtleText.shipped(source);
        all.add(part);
        all.setNsPrefixes(part.getNsPrefixMap());
      }
      return new Vocabulary(all, "the shipped vocabulary");
    }
  }
}
