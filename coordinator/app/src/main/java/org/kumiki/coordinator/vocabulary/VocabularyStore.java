package org.kumiki.coordinator.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.graph.compose.Delta;
import org.apache.jena.vocabulary.SKOSXL;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.ontology.change.ChangeSet;
import org.kumiki.ontology.change.LogEntry;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.change.Verdict;
import org.kumiki.ontology.shape.ChangeCheck;
import org.kumiki.ontology.shape.Finding;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Terms;
import org.kumiki.platform.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consortium's vocabulary. The log in PostgreSQL is the truth; what is read lies in memory, is
 * made of the log at each start, and is changed by committed entries only. Several coordinators on
 * one database see each other's changes: before they write, and otherwise when {@link
 * VocabularyWorker} looks.
 *
 * <p>Thread-safe. Reading never waits for writing.
 */
public final class VocabularyStore implements Terms, AutoCloseable {
  /** Whether a change may bring defects. */
  public enum Findings {
    /** What a person edits: nothing may become worse. */
    REFUSED,
    /** An imported vocabulary: its defects are listed, and remain its own. */
    ACCEPTED
  }

  private static final Logger LOG = LoggerFactory.getLogger(VocabularyStore.class);

  private final Jdbi jdbi;
  private final Projection projection;
  private final ReentrantLock writing = new ReentrantLock();

  private VocabularyStore(Jdbi jdbi, Projection projection) {
    this.jdbi = jdbi;
    this.projection = projection;
  }

  /**
   * Reads the whole log.
   *
   * @throws org.kumiki.platform.cli.CommandFailure if the log was altered
   */
  public static VocabularyStore open(Jdbi jdbi) {
    Side one = new Side();
    Side other = new Side();
    try {
      jdbi.useTransaction(
          handle ->
              replay(
                  handle,
                  one,
                  (head, parts) -> {
                    for (Side side : List.of(one, other)) {
                      parts.forEach(part -> side.apply(head.sequence(), part));
                    }
                  },
                  head -> {
                    one.entered(head.sequence(), head.hash());
                    other.entered(head.sequence(), head.hash());
                  }));
    } catch (AlteredLog altered) {
      throw altered.atStart();
    }
    return new VocabularyStore(jdbi, new Projection(one, other));
  }

  private interface Parts {
    void take(EntryHead head, List<Patch> parts);
  }

  private static void replay(Handle handle, Side known, Parts each, Consumer<EntryHead> end) {
    long sequence = known.sequence();
    String hash = known.hash();
    for (EntryHead head : ChangeLog.after(handle, sequence)) {
      if (head.sequence() != sequence + 1 || !head.previousHash().equals(hash)) {
        throw new AlteredLog(head.sequence());
      }
      ChangeLog.replay(handle, head, (at, part) -> each.take(head, List.of(part)));
      end.accept(head);
      sequence = head.sequence();
      hash = head.hash();
    }
  }

  /** Answers a question from one state, which does not change meanwhile. Keep it short. */
  public <T> T read(Function<Snapshot, T> question) {
    return projection.read(question);
  }

  /** Takes a change up into the log, or says why not. */
  public Publication publish(ChangeSet change) {
    return publish(change, Findings.REFUSED);
  }

  /** As {@link #publish(ChangeSet)}, for one that may bring defects. */
  public Publication publish(ChangeSet change, Findings findings) {
    return publish(change.id(), findings, (handle, now) -> Optional.of(change));
  }

  /**
   * Makes a change of the very state that it changes, in the transaction that takes it up. What the
   * maker writes into other tables is committed with the change, or not at all.
   */
  public interface Maker {
    /**
     * The change; empty if nothing is to be changed, which commits what the maker wrote.
     *
     * @param handle the transaction; others that publish wait for it
     * @param now the newest state
     */
    Optional<ChangeSet> make(Handle handle, Snapshot now);
  }

  /**
   * As {@link #publish(ChangeSet)}, for a change that is made of the very state that it changes. If
   * it is not taken up, nothing is committed. Not from inside of {@link #read}.
   *
   * @param id of the change that is made
   */
  public Publication publish(UUID id, Findings findings, Maker maker) {
    writing.lock();
    try {
      Publication outcome = jdbi.inTransaction(handle -> publish(handle, id, findings, maker));
      if (outcome instanceof Publication.Published published) {
        show(published.entry());
      }
      return outcome;
    } finally {
      writing.unlock();
    }
  }

  private void show(LogEntry entry) {
    try {
      projection.apply(
          List.of(
              new Projection.Step(
                  entry.sequence(), entry.hash(), List.of(entry.change().patch()))));
    } catch (ProblemException busy) {
      // It is committed: whoever looks next shows it, as if another coordinator had published it.
      LOG.warn(
          "change {} is shown later: a long question holds an earlier state", entry.sequence());
    }
  }

  /** A term that was changed more often since is not asked whether it is as it was. */
  private static final int MOST_LATER = 200;

  private Publication publish(Handle handle, UUID id, Findings findings, Maker maker) {
    ChangeLog.takeTurns(handle);
    catchUp(handle);
    Optional<Long> before = ChangeLog.find(handle, id);
    if (before.isPresent()) {
      return new Publication.Repeated(before.get());
    }
    Publication weighed =
        read(
            now ->
                maker
                    .make(handle, now)
                    .map(change -> weigh(now, change, findings))
                    .orElseGet(Publication.Unchanged::new));
    if (weighed instanceof Publication.Published published) {
      ChangeLog.append(handle, published.entry());
    } else if (!(weighed instanceof Publication.Unchanged)) {
      handle.rollback();
    }
    return weighed;
  }

  /** What {@link #publish(ChangeSet)} would answer now, without doing it. */
  public Publication preview(ChangeSet change) {
    catchUp();
    Publication weighed = read(now -> weigh(now, change, Findings.REFUSED));
    return weighed instanceof Publication.Published ? new Publication.Acceptable() : weighed;
  }

  /** As {@link #preview(ChangeSet)}, for a change that is made of the state of now. */
  Publication preview(Findings findings, Maker maker) {
    catchUp();
    return jdbi.inTransaction(
        handle -> {
          Publication weighed =
              read(
                  now ->
                      maker
                          .make(handle, now)
                          .map(change -> weigh(now, change, findings))
                          .orElseGet(Publication.Unchanged::new));
          handle.rollback();
          return weighed instanceof Publication.Published ? new Publication.Acceptable() : weighed;
        });
  }

  private static Publication weigh(Snapshot now, ChangeSet change, Findings findings) {
    Verdict verdict = Verdict.of(change, now::version, now::holds);
    if (verdict instanceof Verdict.Conflicting conflicting) {
      return new Publication.Conflicting(conflicting.conflicts());
    }
    if (verdict instanceof Verdict.DoesNotApply doesNot) {
      return new Publication.DoesNotApply(doesNot.statements());
    }
    List<Finding> introduced =
        findings == Findings.REFUSED ? introduced(now, change.patch()) : List.of();
    return introduced.isEmpty()
        ? new Publication.Published(LogEntry.after(now.sequence(), now.logHash(), change))
        : new Publication.Defective(introduced);
  }

  /** The defects that a patch would bring. */
  static List<Finding> introduced(Snapshot now, Patch patch) {
    Delta after = new Delta(now.graph());
    patch.removed().forEach(quad -> after.delete(quad.asTriple()));
    patch.added().forEach(quad -> after.add(quad.asTriple()));
    return ChangeCheck.introduced(now.graph(), after, patch.subjects());
  }

  /** Shows what other coordinators on this database have published. */
  public void catchUp() {
    writing.lock();
    try {
      jdbi.useTransaction(this::catchUp);
      projection.settleIfIdle();
    } finally {
      writing.unlock();
    }
  }

  private void catchUp(Handle handle) {
    long here = read(Snapshot::sequence);
    if (ChangeLog.last(handle) == here) {
      return;
    }
    List<Projection.Step> steps = new ArrayList<>();
    List<Patch> parts = new ArrayList<>();
    Side known = new Side();
    known.entered(here, read(Snapshot::logHash));
    replay(
        handle,
        known,
        (head, some) -> parts.addAll(some),
        head -> {
          steps.add(new Projection.Step(head.sequence(), head.hash(), List.copyOf(parts)));
          parts.clear();
        });
    projection.apply(steps);
  }

  /** An entry of the log, without what it does. */
  public Optional<EntryHead> head(long sequence) {
    return jdbi.withHandle(handle -> ChangeLog.head(handle, sequence));
  }

  /** An entry of the log, whole. */
  public Optional<LogEntry> entry(long sequence) {
    return jdbi.inTransaction(
        handle -> ChangeLog.head(handle, sequence).map(head -> ChangeLog.entry(handle, head)));
  }

  /**
   * Entries before a place, the newest first.
   *
   * @param before {@link Long#MAX_VALUE} for the newest
   */
  public List<EntryHead> changes(long before, int limit) {
    return jdbi.withHandle(handle -> ChangeLog.before(handle, before, limit));
  }

  /** The history of a term and of its labels, as {@link #changes}. */
  public List<EntryHead> changes(String iri, long before, int limit) {
    return jdbi.withHandle(handle -> ChangeLog.about(handle, family(iri), before, limit));
  }

  /** What an entry does to a term and its labels. */
  public Patch patch(long sequence, String iri) {
    return jdbi.withHandle(handle -> ChangeLog.patch(handle, sequence, family(iri)));
  }

  /**
   * What an entry does.
   *
   * @return empty if it is more than {@link NetEffect#MOST_STATEMENTS}
   */
  Optional<Patch> patch(EntryHead head) {
    return head.statements() > NetEffect.MOST_STATEMENTS
        ? Optional.empty()
        : entry(head.sequence()).map(entry -> entry.change().patch());
  }

  /**
   * What the entries after one place, up to another, do together.
   *
   * @param most statements that they may say, each for itself
   * @return empty if they say more
   */
  Optional<Patch> between(long after, long upTo, int most) {
    return jdbi.inTransaction(
        handle -> {
          List<EntryHead> heads =
              ChangeLog.after(handle, after).stream()
                  .filter(head -> head.sequence() <= upTo)
                  .toList();
          if (heads.stream().mapToLong(EntryHead::statements).sum() > most) {
            return Optional.empty();
          }
          NetEffect together = new NetEffect();
          heads.forEach(head -> together.then(ChangeLog.entry(handle, head).change().patch()));
          return Optional.of(together.patch());
        });
  }

  /**
   * The subjects of an entry that others have changed since and that are again as it left them,
   * because all that came after was taken back: with their versions of now.
   *
   * @param handle the transaction of {@link Maker}
   */
  public static Map<String, Long> againAsLeft(Handle handle, Snapshot now, LogEntry entry) {
    Map<String, Long> again = new HashMap<>();
    for (String subject : entry.change().patch().subjects()) {
      long version = now.version(subject);
      if (version > entry.sequence() && untouched(handle, subject, entry.sequence())) {
        again.put(subject, version);
      }
    }
    return again;
  }

  private static boolean untouched(Handle handle, String subject, long since) {
    List<String> alone = List.of(subject);
    List<EntryHead> later = new ArrayList<>();
    for (EntryHead head : ChangeLog.about(handle, alone, Long.MAX_VALUE, MOST_LATER)) {
      if (head.sequence() > since) {
        later.add(0, head);
      }
    }
    NetEffect together = new NetEffect();
    later.forEach(head -> together.then(ChangeLog.patch(handle, head.sequence(), alone)));
    return later.size() < MOST_LATER && together.patch().isEmpty();
  }

  /** A term and the SKOS-XL labels that it has now. */
  private List<String> family(String iri) {
    Set<String> family = new HashSet<>(Set.of(iri));
    read(
        now -> {
          Graph graph = now.graph();
          for (Node property :
              List.of(
                  SKOSXL.prefLabel.asNode(),
                  SKOSXL.altLabel.asNode(),
                  SKOSXL.hiddenLabel.asNode())) {
            graph
                .find(NodeFactory.createURI(iri), property, Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(Node::isURI)
                .forEachRemaining(label -> family.add(label.getURI()));
          }
          return null;
        });
    return List.copyOf(family);
  }

  /** A term as it is now; who needs several of one moment asks {@link #read}. */
  @Override
  public Optional<Concept> concept(String iri) {
    return read(now -> now.concept(iri));
  }

  Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public void close() {
    projection.close();
  }
}
