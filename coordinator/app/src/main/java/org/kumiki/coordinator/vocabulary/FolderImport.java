package org.kumiki.coordinator.vocabulary;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.kumiki.ontology.change.ChangeSet;
import org.kumiki.ontology.change.Origin;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.change.UnacceptableChange;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.UnreadableVocabulary;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;

/**
 * Takes over Turtle files that lie in the data folder, each once, by its name: what becomes of its
 * terms later is the log's affair, and the file is not read again.
 */
public final class FolderImport {
  private static final Node GRAPH = NodeFactory.createURI(Names.SHARED);

  private final VocabularyStore store;
  private final Clock clock;

  public FolderImport(VocabularyStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Takes over the files that are new.
   *
   * @throws CommandFailure if one cannot be read, or says something else about a term that is here
   */
  public void bring(List<Path> files) {
    files.forEach(this::bring);
  }

  private void bring(Path file) {
    String name = file.getFileName().toString();
    UUID id = UUID.nameUUIDFromBytes(("folder " + name).getBytes(StandardCharsets.UTF_8));
    try {
      Vocabulary vocabulary =
          Vocabulary.parse(new ByteArrayInputStream(Files.readAllBytes(file)), name);
      Set<Quad> quads = new HashSet<>();
      vocabulary
          .model()
          .getGraph()
          .find()
          .forEachRemaining(triple -> quads.add(new Quad(GRAPH, triple)));
      store.publish(
          id,
          VocabularyStore.Findings.ACCEPTED,
          (handle, now) -> {
            requireNew(now, vocabulary);
            quads.removeIf(now::holds);
            return quads.isEmpty() ? Optional.empty() : Optional.of(change(now, id, name, quads));
          });
    } catch (IOException | UnreadableVocabulary | UnacceptableChange e) {
      throw CommandFailure.refused(
          "cannot read the vocabulary " + file + ": " + e.getMessage(), "correct the file", e);
    }
  }

  private static void requireNew(Snapshot now, Vocabulary vocabulary) {
    for (Concept concept : vocabulary.concepts()) {
      Optional<Concept> here = now.concept(concept.iri());
      if (here.isPresent() && !here.get().equals(concept)) {
        throw new UnreadableVocabulary(
            Names.shorten(concept.iri())
                + " is in the vocabulary already, differently; rename the one in the file");
      }
    }
  }

  private ChangeSet change(Snapshot now, UUID id, String name, Set<Quad> quads) {
    Map<String, Long> basedOn = new HashMap<>();
    Patch patch = Patch.of(List.of(), quads);
    patch.subjects().forEach(subject -> basedOn.put(subject, now.version(subject)));
    Origin origin =
        new Origin(
            Origin.Kind.IMPORT,
            "owner",
            "owner of the coordinator's folder",
            "kumiki",
            clock.millis(),
            "The file " + name + " in the data folder",
            Optional.empty(),
            Optional.empty());
    return new ChangeSet(id, origin, basedOn, patch);
  }
}
