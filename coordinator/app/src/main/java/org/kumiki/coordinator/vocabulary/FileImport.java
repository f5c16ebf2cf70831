package org.kumiki.coordinator.vocabulary;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.kumiki.ontology.change.ChangeSet;
import org.kumiki.ontology.change.Origin;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.change.UnacceptableChange;
import org.kumiki.ontology.format.VocabularyFormat;
import org.kumiki.ontology.format.VocabularyReader;
import org.kumiki.platform.people.Person;

/** Takes up files that curators send. Thread-safe; one file at a time is in memory. */
public final class FileImport {
  /** A thesaurus of several million statements, in its longest format. */
  private static final long LONGEST_BYTES = 1L << 30;

  private final VocabularyStore store;
  private final Path folder;
  private final java.time.Clock clock;

  /**
   * @param folder where a file lies while it is read
   */
  public FileImport(VocabularyStore store, Path folder, java.time.Clock clock) {
    this.store = store;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * What shall be done with a file.
   *
   * @param graph the IRI of the graph that it is for
   * @param replace whether what the graph says and the file does not is removed
   * @param basedOn the state that the file was exported from
   * @param acceptFindings whether defects are taken over
   * @param preview whether nothing is changed
   */
  public record Wish(
      VocabularyFormat format,
      String graph,
      boolean replace,
      Optional<Long> basedOn,
      boolean acceptFindings,
      boolean preview) {}

  /** What came of it, and how many statements would change. */
  public record Outcome(Publication publication, int statements) {}

  /** Who sends a file, and why. */
  public static Origin origin(Person person, String reason) {
    return new Origin(
        Origin.Kind.IMPORT,
        person.subject(),
        person.name(),
        person.organisations().stream().sorted().findFirst().orElse("kumiki"),
        0,
        reason,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Reads a file and makes a change of it.
   *
   * @param body read to its end
   * @param origin without its moment
   * @throws org.kumiki.ontology.format.UnreadableFile if it is not what it says
   * @throws UnacceptableChange if it has what no vocabulary takes
   */
  public synchronized Outcome take(InputStream body, Wish wish, Origin origin) {
    Path file = null;
    try {
      Files.createDirectories(folder);
      file = Files.createTempFile(folder, "import", ".part");
      String sha256 = spool(body, file);
      Set<Quad> quads = new HashSet<>();
      Path read = file;
      VocabularyReader.read(() -> opened(read), wish.format(), sha256, wish.graph(), quads::add);
      return publish(quads, wish, origin);
    } catch (IOException e) {
      throw new UncheckedIOException("the file could not be kept", e);
    } finally {
      delete(file);
    }
  }

  private Outcome publish(Set<Quad> quads, Wish wish, Origin origin) {
    UUID id = UUID.randomUUID();
    Origin now =
        new Origin(
            origin.kind(),
            origin.account(),
            origin.name(),
            origin.organisation(),
            clock.millis(),
            origin.reason(),
            origin.proposal(),
            origin.undoes());
    int[] statements = {0};
    VocabularyStore.Findings findings =
        wish.acceptFindings()
            ? VocabularyStore.Findings.ACCEPTED
            : VocabularyStore.Findings.REFUSED;
    VocabularyStore.Maker maker =
        (handle, state) -> {
          Patch patch = patch(state, quads, wish);
          statements[0] = patch.size();
          return patch.isEmpty()
              ? Optional.empty()
              : Optional.of(new ChangeSet(id, now, basedOn(state, patch, wish), patch));
        };
    Publication publication =
        wish.preview() ? store.preview(findings, maker) : store.publish(id, findings, maker);
    return new Outcome(publication, statements[0]);
  }

  private static Patch patch(Snapshot state, Set<Quad> quads, Wish wish) {
    Set<Quad> before = new HashSet<>();
    if (wish.replace()) {
      Node name = NodeFactory.createURI(wish.graph());
      Graph graph = state.graph(List.of(wish.graph()));
      graph.find().forEachRemaining(triple -> before.add(new Quad(name, triple)));
      return Patch.between(before, quads);
    }
    Set<Quad> fresh = new HashSet<>(quads);
    fresh.removeIf(state::holds);
    return Patch.of(List.of(), fresh);
  }

  /** A term that was changed after the state that the file knows is a conflict. */
  private static Map<String, Long> basedOn(Snapshot state, Patch patch, Wish wish) {
    long known = wish.basedOn().orElse(Long.MAX_VALUE);
    Map<String, Long> basedOn = new HashMap<>();
    for (String subject : patch.subjects()) {
      basedOn.put(subject, Math.min(state.version(subject), known));
    }
    return basedOn;
  }

  private static String spool(InputStream body, Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    long length = 0;
    try (DigestInputStream in = new DigestInputStream(body, digest);
        OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        length += read;
        if (length > LONGEST_BYTES) {
          throw new UnacceptableChange("the file is longer than a gibibyte; import it in parts");
        }
        out.write(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static InputStream opened(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the file could not be read again", e);
    }
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the file could not be removed again", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
