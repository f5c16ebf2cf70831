package org.kumiki.ontology.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.kumiki.ontology.change.CanonicalQuads;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

class ReleaseTermsTest {
  private final List<Quad> quads = new ArrayList<>();

  ReleaseTermsTest() {
    Vocabulary.shipped()
        .model()
        .getGraph()
        .find()
        .forEachRemaining(
            triple -> quads.add(new Quad(NodeFactory.createURI(Names.SHARED), triple)));
  }

  @Test
  void theTermsOfAReleaseAreThoseThatItWasMadeOf() {
    byte[] content = content();
    Vocabulary terms =
        ReleaseTerms.read(release(content, quads.size()), () -> new ByteArrayInputStream(content));
    assertEquals(Vocabulary.shipped().sha256(), terms.sha256());
  }

  @Test
  void aForeignThesaurusInItIsReadOver() {
    Quad foreign =
        Quad.create(
            NodeFactory.createURI(Names.GRAPH + "foreign"),
            NodeFactory.createURI("https://example.org/steel"),
            RDF.type.asNode(),
            SKOS.Concept.asNode());
    quads.add(foreign);
    byte[] content = content();
    Vocabulary terms =
        ReleaseTerms.read(release(content, quads.size()), () -> new ByteArrayInputStream(content));
    assertEquals(Vocabulary.shipped().sha256(), terms.sha256());
  }

  @Test
  void anotherContentIsRefusedByItsHash() {
    byte[] content = content();
    Release release = release(content, quads.size());
    content[content.length / 2] ^= 1;
    UnreadableRelease refused =
        assertThrows(
            UnreadableRelease.class,
            () -> ReleaseTerms.read(release, () -> new ByteArrayInputStream(content)));
    assertTrue(refused.getMessage().contains("fetch it again"), refused.getMessage());
  }

  @Test
  void anotherNumberOfStatementsIsRefused() {
    byte[] content = content();
    Release release = release(content, quads.size() - 1);
    assertThrows(
        UnreadableRelease.class,
        () -> ReleaseTerms.read(release, () -> new ByteArrayInputStream(content)));
  }

  private byte[] content() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CanonicalQuads.write(quads.iterator(), out::writeBytes);
    return out.toByteArray();
  }

  private Release release(byte[] content, long statements) {
    String sha256 = CanonicalQuads.sha256(quads.iterator());
    assertTrue(new String(content, StandardCharsets.UTF_8).endsWith(" .\n"));
    return new Release("alloys", 1, 1, statements, sha256, Release.NOTHING, 0);
  }
}
