package org.kumiki.ontology.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.ontology.term.Vocabulary;

/** What others script against: the form of the answers, exit codes, and what goes where. */
class OntologyCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private record Run(int exit, String out, String err) {}

  private static Run run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = OntologyCommand.line(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
    return new Run(exit, out.toString(), err.toString());
  }

  private static Run runWith(String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return run(arguments);
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void searchAnswersOneArrayBestFirst() throws IOException {
    Run run = run("search", "引張強度", "--json");
    assertEquals(0, run.exit(), run.err());
    JsonNode first = JSON.readTree(run.out()).get(0);
    assertEquals("https://w3id.org/kumiki/term/tensileStrength", first.get("iri").asText());
    assertEquals("tensile strength", first.get("label").get("en").asText());
    assertEquals("引張強さ", first.get("label").get("ja").asText());
    assertEquals("引張強度", first.get("matched").asText());
    assertTrue(first.get("score").isNumber());
    assertEquals("[]", run("search", "qqqqqqqqqq", "--json").out().strip());
    assertEquals(0, run("search", "glass", "--lang", "ja").exit());
  }

  @Test
  void searchThatFindsNothingSaysSoBesideTheOutput() {
    Run run = run("search", "qqqqqqqqqq");
    assertEquals(0, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().contains("no term is found"), run.err());
  }

  @Test
  void suggestAnswersOneLineForEachHeaderBlankOnesToo() throws IOException {
    Run run = runWith("引張強さ[MPa]\n\nCr\t18.2\n@x", "suggest", "-", "--json");
    assertEquals(0, run.exit(), run.err());
    String[] lines = run.out().split("\n");
    assertEquals(4, lines.length);
    JsonNode answer = JSON.readTree(lines[0]);
    assertEquals("引張強さ[MPa]", answer.get("header").asText());
    JsonNode first = answer.get("candidates").get(0);
    assertEquals("https://w3id.org/kumiki/term/tensileStrength", first.get("iri").asText());
    assertEquals("http://qudt.org/vocab/unit/MegaPA", first.get("unit").asText());
    assertEquals(1.0, first.get("score").asDouble());
    assertTrue(first.get("why").isTextual());
    assertEquals("{\"header\":\"\",\"candidates\":[]}", lines[1].strip());
    JsonNode chromium = JSON.readTree(lines[2]);
    assertEquals("Cr", chromium.get("header").asText());
    assertTrue(chromium.get("candidates").get(0).get("unit").isNull());
    assertTrue(chromium.get("candidates").size() <= 10);
    assertEquals("@x", JSON.readTree(lines[3]).get("header").asText());
  }

  @Test
  void anExportIsTheVocabularyAndHasNoFinding() throws IOException {
    Run export = run("export");
    Path file = Files.writeString(folder.resolve("all.ttl"), export.out());
    try (InputStream turtle = Files.newInputStream(file)) {
      assertEquals(Vocabulary.shipped().sha256(), Vocabulary.parse(turtle, "all.ttl").sha256());
    }
    Run validate = run("validate", file.toString(), "--json");
    assertEquals(0, validate.exit(), validate.err());
    assertEquals("[]", validate.out().strip());
    for (String format : new String[] {"ntriples", "rdfxml", "jsonld"}) {
      assertTrue(run("export", "--format", format).out().length() > 100_000, format);
    }
  }

  @Test
  void validateNamesFileSubjectRuleAndStepAndExitsWithOne() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.ttl"), "this is no Turtle");
    Path looped =
        Files.writeString(
            folder.resolve("looped.ttl"),
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
                + "<https://example.org/a> a skos:Concept ; skos:broader <https://example.org/a>"
                + " ;\n"
                + " skos:prefLabel \"a\"@en, \"あ\"@ja .");
    Run run = run("validate", broken.toString(), looped.toString(), "--json");
    assertEquals(1, run.exit());
    assertEquals(1, run.err().lines().count(), run.err());
    JsonNode findings = JSON.readTree(run.out());
    assertEquals(2, findings.size());
    assertEquals("unreadable", findings.get(0).get("rule").asText());
    assertEquals(broken.toString(), findings.get(0).get("file").asText());
    assertEquals("cycle", findings.get(1).get("rule").asText());
    assertEquals("https://example.org/a", findings.get(1).get("subject").asText());
    assertTrue(findings.get(1).get("message").get("ja").isTextual());
    assertTrue(findings.get(1).get("suggestion").get("en").isTextual());
    assertTrue(run("validate", looped.toString()).out().contains("[cycle]"));
  }

  @Test
  void diffTellsWhatIsNewGoneAndChanged() throws IOException {
    String head = "@prefix e: <https://example.org/> .\n";
    Path a = Files.writeString(folder.resolve("a.ttl"), head + "e:x e:p 1 . e:y e:p 1 .");
    Path b = Files.writeString(folder.resolve("b.ttl"), head + "e:x e:p 2 . e:z e:p 1 .");
    Run run = run("diff", a.toString(), b.toString(), "--json");
    assertEquals(0, run.exit());
    JsonNode diff = JSON.readTree(run.out());
    assertEquals("https://example.org/z", diff.get("added").get(0).asText());
    assertEquals("https://example.org/y", diff.get("removed").get(0).asText());
    assertEquals("https://example.org/x", diff.get("changed").get(0).get("iri").asText());
    assertEquals("", run("diff", a.toString(), a.toString()).out());
  }

  @Test
  void failuresAreOneLineWithTheCauseAndTheNextStep() {
    Run missing = run("validate", folder.resolve("none.ttl").toString());
    assertEquals(1, missing.exit());
    assertTrue(missing.err().startsWith("kumiki: cannot read "), missing.err());
    Run usage = run("suggest");
    assertEquals(2, usage.exit());
    assertTrue(usage.err().contains("--help"), usage.err());
    assertEquals(2, run("search", "x", "--lang", "de").exit());
  }
}
