package org.kumiki.ontology.change;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.rdfpatch.changes.RDFChangesBase;
import org.apache.jena.rdfpatch.text.RDFPatchReaderText;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.sparql.core.Quad;

/**
 * A patch as text, in the RDF Patch format of Apache Jena: {@code D} and {@code A} lines with
 * statements in canonical N-Quads, between {@code TX} and {@code TC}.
 */
public final class PatchText {
  /** More than a hand-made patch ever has; what is larger is imported as a file of statements. */
  public static final int LONGEST_FOREIGN_BYTES = 8 * 1024 * 1024;

  private PatchText() {}

  /** One way to write each patch. */
  public static String write(Patch patch) {
    StringBuilder text = new StringBuilder("TX .\n");
    patch.removed().forEach(quad -> text.append("D ").append(CanonicalQuads.line(quad)));
    patch.added().forEach(quad -> text.append("A ").append(CanonicalQuads.line(quad)));
    return text.append("TC .\n").toString();
  }

  /** Reads what {@link #write} wrote. */
  public static Patch read(String text) {
    return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads a stranger's patch: one transaction over named graphs, without prefixes or blank nodes.
   *
   * @param text read to its end or to the limit, not closed
   * @throws UnacceptableChange if it is something else, or too long
   */
  public static Patch readForeign(InputStream text) {
    try {
      byte[] bytes = text.readNBytes(LONGEST_FOREIGN_BYTES + 1);
      if (bytes.length > LONGEST_FOREIGN_BYTES) {
        throw new UnacceptableChange(
            "the patch is longer than "
                + LONGEST_FOREIGN_BYTES
                + " bytes; split it, or import a file of statements");
      }
      return read(new ByteArrayInputStream(bytes));
    } catch (IOException broken) {
      throw new UncheckedIOException("the patch could not be read", broken);
    }
  }

  private static Patch read(InputStream text) {
    Collector collector = new Collector();
    try {
      new RDFPatchReaderText(text, ErrorHandlerFactory.errorHandlerSimple()).apply(collector);
    } catch (RiotException wrong) {
      throw new UnacceptableChange(
          "this is no RDF Patch: " + wrong.getMessage() + "; correct it and send it again", wrong);
    }
    if (!collector.committed) {
      throw new UnacceptableChange("the patch ends before 'TC .'; send the whole of it");
    }
    return Patch.of(collector.removed, collector.added);
  }

  /** Takes one transaction and nothing that only other RDF Patch logs have. */
  private static final class Collector extends RDFChangesBase {
    final List<Quad> removed = new ArrayList<>();
    final List<Quad> added = new ArrayList<>();
    boolean begun;
    boolean committed;

    @Override
    public void add(Node graph, Node subject, Node predicate, Node object) {
      added.add(quad(graph, subject, predicate, object));
    }

    @Override
    public void delete(Node graph, Node subject, Node predicate, Node object) {
      removed.add(quad(graph, subject, predicate, object));
    }

    private Quad quad(Node graph, Node subject, Node predicate, Node object) {
      if (!begun || committed) {
        throw new UnacceptableChange("a statement stands outside 'TX .' and 'TC .'; move it");
      }
      if (graph == null || Quad.isDefaultGraph(graph)) {
        throw new UnacceptableChange("a statement names no graph; write the graph's IRI behind it");
      }
      return Quad.create(graph, subject, predicate, object);
    }

    @Override
    public void txnBegin() {
      if (begun) {
        throw new UnacceptableChange("the patch has two transactions; send them one by one");
      }
      begun = true;
    }

    @Override
    public void txnCommit() {
      committed = begun;
    }

    @Override
    public void txnAbort() {
      throw new UnacceptableChange("the patch takes itself back with 'TA .'; send what shall hold");
    }

    @Override
    public void addPrefix(Node graph, String prefix, String iri) {
      throw prefixes();
    }

    @Override
    public void deletePrefix(Node graph, String prefix) {
      throw prefixes();
    }

    private static UnacceptableChange prefixes() {
      return new UnacceptableChange(
          "the patch changes prefixes, which are fixed here; remove them");
    }
  }
}
