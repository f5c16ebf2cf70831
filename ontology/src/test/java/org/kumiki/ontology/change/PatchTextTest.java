package org.kumiki.ontology.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.jena.rdfpatch.RDFPatchOps;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTextTest {
  private static final String S = "<https://w3id.org/kumiki/term/a>";
  private static final String P = "<http://www.w3.org/2004/02/skos/core#altLabel>";
  private static final String G = "<https://w3id.org/kumiki/graph/shared>";

  @Test
  void jenaAppliesWhatWeWrite() {
    Quad old = Quads.label("a", "old \"\\\n\u0001\u007F", "en");
    Quad now = Quads.label("a", "新しい 😀 \t", "ja");
    DatasetGraph dataset = DatasetGraphFactory.createTxnMem();
    dataset.add(old);
    String text = PatchText.write(Patch.of(List.of(old), List.of(now)));
    RDFPatchOps.applyChange(
        dataset, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    Set<Quad> left = new HashSet<>();
    dataset.find().forEachRemaining(left::add);
    assertEquals(Set.of(now), left);
  }

  @Test
  void aPatchThatJenaWroteIsRead() {
    String text =
        "H id <uuid:e5dd5bd8-3a8e-4d7e-9b1f-0a1b2c3d4e5f> .\nTX .\n" + line("A") + "TC .\n";
    assertEquals(Quads.adding(Quads.other("a", "x", "en")), read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "TX .\n",
        "TX .\nTA .\n",
        "TX .\nTC .\nTX .\nTC .\n",
        "TX .\nPA \"x\" <https://example.org/> .\nTC .\n",
        "TX .\nA " + S + " " + P + " \"x\"@en .\nTC .\n",
        "TX .\nA _:b " + P + " \"x\"@en " + G + " .\nTC .\n",
        "TX .\nA " + S + " " + P + " <<" + S + " " + P + " " + S + ">> " + G + " .\nTC .\n",
        "A " + S + " " + P + " \"x\"@en " + G + " .\nTX .\nTC .\n",
        "TX .\nTC .\nA " + S + " " + P + " \"x\"@en " + G + " .\n"
      })
  void anythingElseIsRefused(String text) {
    assertThrows(UnacceptableChange.class, () -> read(text));
  }

  @Test
  void aPatchWithoutEndIsRefusedBeforeItFillsTheMemory() {
    String text = "TX .\n" + line("A").repeat(100_000);
    UnacceptableChange refused = assertThrows(UnacceptableChange.class, () -> read(text));
    assertTrue(refused.getMessage().contains("split it"), refused.getMessage());
  }

  private static String line(String code) {
    return code + " " + S + " " + P + " \"x\"@en " + G + " .\n";
  }

  private static Patch read(String text) {
    return PatchText.readForeign(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
