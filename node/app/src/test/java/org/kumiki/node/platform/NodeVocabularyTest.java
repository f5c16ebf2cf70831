package org.kumiki.node.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.ontology.term.DraftTerm;
import org.kumiki.ontology.term.Role;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;

/** Terms beyond the shipped ones lie in the node's own folder. */
class NodeVocabularyTest {
  private static final DraftTerm TERM = new DraftTerm("springiness", Role.PROPERTY, 0, 1);

  @TempDir Path temporary;

  private NodeFolder folder() {
    return NodeFolder.open(temporary.resolve("node"));
  }

  private Path write(String name, String turtle) throws IOException {
    Files.createDirectories(folder().vocabularyFolder());
    return Files.writeString(folder().vocabularyFolder().resolve(name), turtle);
  }

  @Test
  void withoutFilesItIsTheShippedOne() {
    assertEquals(
        Vocabulary.shipped().concepts().size(), NodeVocabulary.read(folder()).concepts().size());
  }

  @Test
  void aTurtleFileAddsItsTermsAndOtherFilesAreLeftAlone() throws IOException {
    write("draft.ttl", Vocabulary.draft(List.of(TERM)).turtle());
    write("notes.txt", "not Turtle");
    assertTrue(NodeVocabulary.read(folder()).concept(TERM.iri()).isPresent());
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Path broken = write("broken.ttl", "<https://example.org/x> a ");
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> NodeVocabulary.read(folder()));
    assertTrue(failure.line().contains(broken.toString()), failure::line);
  }
}
