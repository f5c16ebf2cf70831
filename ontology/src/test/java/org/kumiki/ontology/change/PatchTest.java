package org.kumiki.ontology.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {
  @Provide
  Arbitrary<Set<Quad>> states() {
    Arbitrary<String> subjects = Arbitraries.of("a", "b", "c", "d");
    Arbitrary<String> texts = Arbitraries.of("one", "two", "三", "\"\\\n\t\u0001😀");
    return Combinators.combine(subjects, texts, Arbitraries.of("en", "ja"))
        .as(Quads::label)
        .set()
        .ofMaxSize(12);
  }

  @Property(tries = 200)
  void aPatchMakesTheSecondStateOfTheFirstAndItsInverseTheFirstOfTheSecond(
      @ForAll("states") Set<Quad> before, @ForAll("states") Set<Quad> after) {
    Patch patch = Patch.between(before, after);
    assertEquals(after, Quads.apply(patch, before));
    assertEquals(before, Quads.apply(patch.inverse(), after));
  }

  @Property(tries = 200)
  void twoPatchesJoinedDoWhatTheyDoOneAfterTheOther(
      @ForAll("states") Set<Quad> one,
      @ForAll("states") Set<Quad> two,
      @ForAll("states") Set<Quad> three) {
    Patch joined = Patch.between(one, two).then(Patch.between(two, three));
    assertEquals(Patch.between(one, three), joined);
  }

  @Property(tries = 200)
  void itsPartsShareNoSubjectAndDoWhatTheWholeDoes(
      @ForAll("states") Set<Quad> before,
      @ForAll("states") Set<Quad> after,
      @ForAll @IntRange(min = 1, max = 5) int size) {
    Patch patch = Patch.between(before, after);
    Set<Quad> state = before;
    Set<String> seen = new HashSet<>();
    for (Patch part : patch.parts(size)) {
      part.subjects().forEach(subject -> assertTrue(seen.add(subject), subject));
      state = Quads.apply(part, state);
    }
    assertEquals(after, state);
    assertEquals(patch.subjects(), patch.bySubject().keySet());
  }

  @Property(tries = 200)
  void itsTextIsReadAsTheSamePatch(
      @ForAll("states") Set<Quad> before, @ForAll("states") Set<Quad> after) {
    Patch patch = Patch.between(before, after);
    assertEquals(patch, PatchText.read(PatchText.write(patch)));
  }

  /**
   * The log must be read for ever, also where a stranger's IRI is odd and is taken all the same.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "urn:x:1",
        "http://e.org/#",
        "http://e.org/a%zz",
        "http://E.org:80/../a//b?#x",
        "https://例え.jp/引張強さ",
        "tag:a",
        "mailto:x"
      })
  void whateverIsTakenIsReadAgain(String iri) {
    Patch patch =
        Quads.adding(
            Quad.create(Quads.iri(iri), Quads.iri(iri), Quads.iri(iri), Quads.iri(iri)),
            Quads.quad(
                "a",
                Quads.iri(iri),
                NodeFactory.createLiteralDT(
                    "no number",
                    org.apache.jena.datatypes.TypeMapper.getInstance().getSafeTypeByName(iri))));
    assertEquals(patch, PatchText.read(PatchText.write(patch)));
  }

  @Test
  void whatIsRemovedAndAddedAtOnceStaysAsItWas() {
    Quad label = Quads.label("a", "one", "en");
    assertTrue(Patch.of(List.of(label), List.of(label)).isEmpty());
  }

  @Test
  void languageTagsAreWrittenInOneWay() {
    Patch patch = Quads.adding(Quads.label("a", "いち", "JA-hira"), Quads.label("a", "one", "EN-gb"));
    Set<String> tags =
        patch.added().stream()
            .map(quad -> quad.getObject().getLiteralLanguage())
            .collect(Collectors.toSet());
    assertEquals(Set.of("ja-Hira", "en-GB"), tags);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "relative/path",
        "https://example.org/a b",
        "https://example.org/<script>",
        "https://example.org/\"onload",
        "https://example.org/\n",
        "https:",
        ""
      })
  void anIriThatNamesNothingOrRunsSomethingIsRefused(String iri) {
    Quad quad = Quads.quad("a", SKOS.exactMatch.asNode(), Quads.iri(iri));
    assertThrows(UnacceptableChange.class, () -> Quads.adding(quad));
  }

  @Test
  void aBlankNodeIsRefusedWithTheNextStep() {
    Quad quad = Quads.quad("a", SKOS.related.asNode(), NodeFactory.createBlankNode());
    UnacceptableChange refused = assertThrows(UnacceptableChange.class, () -> Quads.adding(quad));
    assertTrue(refused.getMessage().contains("give it an IRI"), refused.getMessage());
  }

  @Test
  void aTextOfAMegabyteIsRefused() {
    refuse(NodeFactory.createLiteralLang("x".repeat(1 << 20), "en"));
  }

  @Test
  void aTextThatNoTextColumnCanHoldIsRefused() {
    refuse(NodeFactory.createLiteralLang("a\u0000b", "en"));
    refuse(NodeFactory.createLiteralLang("a\uD83D", "en"));
  }

  @Test
  void aLanguageThatIsNoneIsRefused() {
    refuse(NodeFactory.createLiteralLang("a", "en" + "-abcdefgh".repeat(5)));
  }

  private static void refuse(Node literal) {
    Quad quad = Quads.quad("a", SKOS.definition.asNode(), literal);
    assertThrows(UnacceptableChange.class, () -> Quads.adding(quad));
  }
}
