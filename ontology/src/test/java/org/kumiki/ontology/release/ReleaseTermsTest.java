package org.kumiki.ontology.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
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

  /** A mebibyte that unpacks to a gibibyte, or to one line of it, is not read to its end. */
  @Test
  void aContentThatIsLongerThanWhatWasSignedIsReadNoFurther() {
    byte[] content = content();
    Release release = release(content, quads.size());
    for (String tail : List.of("<urn:a> <urn:b> <urn:c> <urn:d> .\n", "x")) {
      Endless endless = new Endless(content, tail.getBytes(StandardCharsets.UTF_8));
      UnreadableRelease refused =
          assertThrows(UnreadableRelease.class, () -> ReleaseTerms.read(release, () -> endless));
      assertTrue(refused.getMessage().contains("longer"), refused.getMessage());
    }
  }

  /** Goes on repeating its tail, and fails the test rather than to fill the memory. */
  private static final class Endless extends InputStream {
    private final byte[] head;
    private final byte[] tail;
    private long at;

    Endless(byte[] head, byte[] tail) {
      this.head = head;
      this.tail = tail;
    }

    @Override
    public int read() {
      if (at > head.length + (64L << 20)) {
        throw new IllegalStateException("read on and on");
      }
      byte next =
          at < head.length ? head[(int) at] : tail[(int) ((at - head.length) % tail.length)];
      at++;
      return next & 0xff;
    }
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
