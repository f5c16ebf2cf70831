package org.kumiki.coordinator.vocabulary;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.jdbi.v3.core.Handle;
import org.kumiki.ontology.change.CanonicalQuads;
import org.kumiki.ontology.change.ChangeSet;
import org.kumiki.ontology.change.Origin;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.change.PatchText;
import org.kumiki.ontology.change.ShippedUpgrade;
import org.kumiki.ontology.shape.Finding;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the program ships into the log: whole as the first entry, and what a newer program
 * changes as an entry of its own. Where the consortium has changed the same, its words stay, and
 * what the program wanted is kept for a curator to decide ({@link HeldBack}).
 */
public final class ShippedVocabulary {
  private static final Logger LOG = LoggerFactory.getLogger(ShippedVocabulary.class);
  private static final Node GRAPH = NodeFactory.createURI(Names.SHARED);

  private final VocabularyStore store;
  private final Clock clock;

  public ShippedVocabulary(VocabularyStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** What a curator may still decide about. */
  public record HeldBack(String term, Patch wanted) {}

  /** Brings what this program ships, if it is not here yet. */
  public void bring() {
    String sources = Vocabulary.shippedSources();
    if (store.jdbi().withHandle(handle -> areLast(handle, sources))) {
      return;
    }
    Set<Quad> shipped = new HashSet<>();
    Vocabulary.shipped()
        .model()
        .getGraph()
        .find()
        .forEachRemaining(triple -> shipped.add(new Quad(GRAPH, triple)));
    bring(shipped);
    String sha256 = CanonicalQuads.sha256(shipped.iterator());
    store.jdbi().useHandle(handle -> remember(handle, sources, sha256));
  }

  void bring(Collection<Quad> shipped) {
    String sha256 = CanonicalQuads.sha256(shipped.iterator());
    if (store.jdbi().withHandle(handle -> isLast(handle, sha256))) {
      return;
    }
    Optional<byte[]> last = store.jdbi().withHandle(ShippedVocabulary::last);
    Set<Quad> before = last.map(Gzip::unpack).orElse(Set.of());
    Map<String, Patch> heldBack = new TreeMap<>();
    UUID id = UUID.randomUUID();
    store.publish(
        id,
        VocabularyStore.Findings.ACCEPTED,
        (handle, now) -> {
          if (isLast(handle, sha256)) {
            // Another coordinator has just brought it.
            return Optional.empty();
          }
          ShippedUpgrade upgrade = ShippedUpgrade.of(before, shipped, now::statements);
          heldBack.putAll(upgrade.heldBack());
          Patch patch = withoutDefects(now, upgrade, heldBack);
          remember(handle, sha256, shipped);
          // What this entry itself brings of a term is no decision about it.
          long upTo = patch.isEmpty() ? now.sequence() : now.sequence() + 1;
          heldBack.forEach((subject, wanted) -> remember(handle, subject, wanted, upTo));
          return patch.isEmpty() ? Optional.empty() : Optional.of(change(now, id, patch));
        });
    if (!heldBack.isEmpty()) {
      LOG.info(
          "this program ships other words for {} terms that the consortium has changed itself; the"
              + " consortium's stay, see the findings of the vocabulary",
          heldBack.size());
    }
  }

  /** Whatever would break a rule beside the consortium's own terms is held back too. */
  private static Patch withoutDefects(
      Snapshot now, ShippedUpgrade upgrade, Map<String, Patch> heldBack) {
    Patch patch = upgrade.patch();
    if (now.sequence() == 0) {
      return patch;
    }
    Set<String> defective = defective(now, patch);
    while (!defective.isEmpty()) {
      Set<String> out = defective;
      patch.about(out::contains).bySubject().forEach(heldBack::put);
      patch = patch.about(subject -> !out.contains(subject));
      Patch rest = patch;
      defective =
          defective(now, patch).stream()
              .filter(rest.subjects()::contains)
              .collect(Collectors.toSet());
    }
    return patch;
  }

  private static Set<String> defective(Snapshot now, Patch patch) {
    return VocabularyStore.introduced(now, patch).stream()
        .map(Finding::subject)
        .filter(patch.subjects()::contains)
        .collect(Collectors.toSet());
  }

  private ChangeSet change(Snapshot now, UUID id, Patch patch) {
    Map<String, Long> basedOn = new HashMap<>();
    patch.subjects().forEach(subject -> basedOn.put(subject, now.version(subject)));
    Origin origin =
        new Origin(
            Origin.Kind.SHIPPED,
            "kumiki",
            "Kumiki",
            "kumiki",
            clock.millis(),
            now.sequence() == 0
                ? "The vocabulary that ships with Kumiki"
                : "What this version of Kumiki ships",
            Optional.empty(),
            Optional.empty());
    return new ChangeSet(id, origin, basedOn, patch);
  }

  private static boolean isLast(Handle handle, String sha256) {
    return handle
        .createQuery("SELECT sha256 FROM vocabulary_shipped ORDER BY number DESC LIMIT 1")
        .mapTo(String.class)
        .findOne()
        .filter(sha256::equals)
        .isPresent();
  }

  /** Whether these files hold what was brought last: then they need not be parsed. */
  private static boolean areLast(Handle handle, String sources) {
    return handle
        .createQuery(
            "SELECT FROM vocabulary_shipped_source WHERE sources = :sources"
                + " AND number = (SELECT max(number) FROM vocabulary_shipped)")
        .bind("sources", sources)
        .map((row, context) -> true)
        .findOne()
        .isPresent();
  }

  private static void remember(Handle handle, String sources, String sha256) {
    handle
        .createUpdate(
            "INSERT INTO vocabulary_shipped_source (sources, number)"
                + " SELECT :sources, max(number) FROM vocabulary_shipped WHERE sha256 = :sha256"
                + " HAVING max(number) IS NOT NULL ON CONFLICT DO NOTHING")
        .bind("sources", sources)
        .bind("sha256", sha256)
        .execute();
  }

  private static Optional<byte[]> last(Handle handle) {
    return handle
        .createQuery("SELECT content FROM vocabulary_shipped ORDER BY number DESC LIMIT 1")
        .mapTo(byte[].class)
        .findOne();
  }

  private static void remember(Handle handle, String sha256, Collection<Quad> shipped) {
    handle
        .createUpdate(
            "INSERT INTO vocabulary_shipped (number, sha256, content)"
                + " SELECT coalesce(max(number), 0) + 1, :sha256, :content FROM vocabulary_shipped")
        .bind("sha256", sha256)
        .bind("content", Gzip.pack(shipped.iterator()))
        .execute();
  }

  private static void remember(Handle handle, String subject, Patch wanted, long sequence) {
    handle
        .createUpdate(
            "INSERT INTO vocabulary_held_back (number, subject, patch, at_sequence)"
                + " SELECT max(number), :subject, :patch, :sequence FROM vocabulary_shipped")
        .bind("subject", subject)
        .bind("patch", PatchText.write(wanted))
        .bind("sequence", sequence)
        .execute();
  }

  /** What was held back and is not settled: nobody has changed the term since. */
  public List<HeldBack> open() {
    return store
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT subject, patch FROM vocabulary_held_back h WHERE NOT EXISTS (SELECT"
                            + " FROM vocabulary_change_subject s WHERE s.subject = h.subject AND"
                            + " s.sequence > h.at_sequence AND s.part IS NOT NULL)"
                            + " ORDER BY subject")
                    .map(
                        (row, context) ->
                            new HeldBack(row.getString(1), PatchText.read(row.getString(2))))
                    .list());
  }
}
