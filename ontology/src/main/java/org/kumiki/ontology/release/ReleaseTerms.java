package org.kumiki.ontology.release;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.jena.atlas.RuntimeIOException;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.ModelFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandlerFactory;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.Vocabulary;

/**
 * The terms of a release that studies may name and columns be mapped to: concepts that have a role
 * of ours, with their labels and schemes. A large imported thesaurus in the same release is read
 * over and takes no memory.
 */
public final class ReleaseTerms {
  private ReleaseTerms() {}

  /**
   * Checks the content against the release, then reads its terms.
   *
   * @param content opens the canonical N-Quads; opened twice, each time read to the end and closed
   * @throws UnreadableRelease if the content is not the release's
   * @throws org.kumiki.ontology.term.UnreadableVocabulary if a term is incomplete
   */
  public static Vocabulary read(Release release, Supplier<InputStream> content) {
    Set<Node> concepts = new HashSet<>();
    Set<Node> usable = new HashSet<>();
    check(
        release,
        content,
        quad -> {
          if (quad.getPredicate().equals(RDF.type.asNode()) && quad.getObject().isURI()) {
            if (quad.getObject().equals(SKOS.Concept.asNode())) {
              concepts.add(quad.getSubject());
            } else if (Role.isRole(quad.getObject().getURI())) {
              usable.add(quad.getSubject());
            }
          }
        });
    concepts.removeAll(usable);
    Model model = ModelFactory.createDefaultModel();
    Graph graph = model.getGraph();
    parse(
        () -> new BoundedLines(content.get(), release.statements()),
        quad -> {
          boolean shared = quad.getGraph().hasURI(Names.SHARED);
          if (shared ? !concepts.contains(quad.getSubject()) : usable.contains(quad.getSubject())) {
            graph.add(quad.asTriple());
          }
        });
    return Vocabulary.of(model, "release " + release.version());
  }

  /** Whether content is a release's: hash and number of statements. */
  private static void check(
      Release release, Supplier<InputStream> content, Consumer<Quad> statement) {
    MessageDigest digest = sha256();
    long[] count = {0};
    parse(
        () -> new DigestInputStream(new BoundedLines(content.get(), release.statements()), digest),
        quad -> {
          count[0]++;
          statement.accept(quad);
        });
    boolean same = HexFormat.of().formatHex(digest.digest()).equals(release.sha256());
    if (!same || count[0] != release.statements()) {
      throw new UnreadableRelease(
          "the content is not that of release "
              + release.version()
              + ": its hash is another; fetch it again, and tell the operator if it stays so");
    }
  }

  private static void parse(Supplier<InputStream> content, Consumer<Quad> statement) {
    try (InputStream in = content.get()) {
      RDFParser.source(leftOpen(in))
          .lang(Lang.NQUADS)
          // What was written here was weighed before; an odd IRI is no reason not to read it.
          .checking(false)
          .errorHandler(ErrorHandlerFactory.errorHandlerSimple())
          .parse(
              new StreamRDFBase() {
                @Override
                public void quad(Quad quad) {
                  statement.accept(quad);
                }
              });
      // The hash is over all bytes, also those that a parser would leave.
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | RuntimeIOException broken) {
      throw new UnreadableRelease(
          "the content of a release cannot be read to its end: fetch it again", broken);
    } catch (RiotException wrong) {
      throw new UnreadableRelease(
          "the content of a release is no N-Quads: " + wrong.getMessage() + "; fetch it again",
          wrong);
    }
  }

  /** The parser closes what it reads, and then nobody could read on. */
  private static InputStream leftOpen(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return in.read(buffer, offset, length);
      }

      @Override
      public void close() {}
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
