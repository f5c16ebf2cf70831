package org.kumiki.ontology.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.jena.datatypes.xsd.XSDDatatype;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem2.GraphMem2Fast;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

class RoundTripTest {
  private static final Node LABEL = SKOS.altLabel.asNode();

  @ParameterizedTest
  @EnumSource(VocabularyFormat.class)
  void theShippedVocabularyComesBackFromEachFormatAsItWas(VocabularyFormat format) {
    Graph shipped = Vocabulary.shipped().model().getGraph();
    Set<Triple> all = new HashSet<>(shipped.find().toList());
    assertEquals(all, read(write(shipped, format), format));
  }

  @Provide
  Arbitrary<Set<Triple>> statements() {
    Arbitrary<String> names =
        Arbitraries.of(
            "https://example.org/a", Names.TERM + "density", "urn:x:1", "http://e.org/#");
    Arbitrary<Node> values =
        Arbitraries.oneOf(
            Combinators.combine(texts(), Arbitraries.of("en", "ja", "ja-Hira", "zh-Hant-TW"))
                .as(NodeFactory::createLiteralLang),
            texts().map(NodeFactory::createLiteralString),
            Arbitraries.of("1", "-5", "+3.50", "1.0E-7", "not a number", "")
                .map(form -> NodeFactory.createLiteralDT(form, XSDDatatype.XSDdouble)),
            names.map(NodeFactory::createURI));
    Arbitrary<Node> properties =
        Arbitraries.of(LABEL, SKOS.definition.asNode(), NodeFactory.createURI("urn:own:property"));
    return Combinators.combine(names.map(NodeFactory::createURI), properties, values)
        .as(Triple::create)
        .set()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            " ",
            " leading and trailing ",
            "=1+1",
            "=HYPERLINK(\"http://e.org\";\"x\")",
            "-x",
            "@x",
            "\\",
            "\\n",
            "a\\",
            "one\ntwo",
            "tab\there",
            "\"quoted\", with comma; and <b>markup</b> & more",
            "引張強さ",
            "😀"),
        Arbitraries.strings().ofMaxLength(20).excludeChars('\u0000').filter(RoundTripTest::whole));
  }

  private static boolean whole(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  /** What a format cannot hold it refuses to write; what it writes is the same when it is read. */
  @Property(tries = 150)
  void anyStatementsComeBackFromEachFormatThatTakesThem(
      @ForAll("statements") Set<Triple> statements, @ForAll VocabularyFormat format) {
    Graph graph = new GraphMem2Fast();
    statements.forEach(graph::add);
    byte[] file;
    try {
      file = write(graph, format);
    } catch (UnreadableFile cannot) {
      assertTrue(
          format == VocabularyFormat.RDFXML || format == VocabularyFormat.EXCEL,
          () -> format + ": " + cannot.getMessage());
      return;
    }
    assertEquals(statements, read(file, format));
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"})
  void aSpreadsheetTakesNoValueForAFormula(String first) {
    Graph graph = new GraphMem2Fast();
    String label = first + "HYPERLINK(1)";
    graph.add(
        Triple.create(
            NodeFactory.createURI("urn:x:1"), LABEL, NodeFactory.createLiteralLang(label, "en")));
    for (VocabularyFormat format : List.of(VocabularyFormat.CSV, VocabularyFormat.EXCEL)) {
      byte[] file = write(graph, format);
      assertEquals(Set.copyOf(graph.find().toList()), read(file, format), "and it comes back");
    }
    String csv = new String(write(graph, VocabularyFormat.CSV), StandardCharsets.UTF_8);
    assertTrue(csv.contains(",\\") || csv.contains(",\"\\"), csv);
    assertFalse(csv.contains("," + label) || csv.contains(",\"" + label), csv);
  }

  @Test
  void excelRefusesWhatACellCannotHoldAndNamesAnotherFormat() {
    Graph graph = new GraphMem2Fast();
    Node text = NodeFactory.createLiteralLang("x".repeat(40_000), "en");
    graph.add(Triple.create(NodeFactory.createURI("urn:x:1"), LABEL, text));
    UnreadableFile refused =
        assertThrows(UnreadableFile.class, () -> write(graph, VocabularyFormat.EXCEL));
    assertTrue(refused.getMessage().contains("CSV"), refused.getMessage());
    assertEquals(1, read(write(graph, VocabularyFormat.CSV), VocabularyFormat.CSV).size());
  }

  static byte[] write(Graph graph, VocabularyFormat format) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VocabularyWriter.write(graph, format, out);
    return out.toByteArray();
  }

  static Set<Triple> read(byte[] file, VocabularyFormat format) {
    Set<Triple> read = new HashSet<>();
    VocabularyReader.read(
        () -> new ByteArrayInputStream(file),
        format,
        "ab".repeat(32),
        Names.SHARED,
        quad -> read.add(quad.asTriple()));
    return read;
  }
}
