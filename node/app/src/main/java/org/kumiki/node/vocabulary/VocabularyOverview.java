package org.kumiki.node.vocabulary;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kumiki.ontology.release.Release;

/**
 * What the page of the vocabulary shows.
 *
 * @param query what was typed; empty for nothing
 * @param upgrade what the newest release, or another, would change; empty while none is here
 * @param mapped own columns by term; empty for people who do not work with rows
 * @param readsColumns whether the person may see own columns
 */
public record VocabularyOverview(
    String query,
    List<Found> found,
    Standing standing,
    Optional<Upgrade> upgrade,
    List<Mapped> mapped,
    boolean readsColumns) {

  /**
   * A term in a list.
   *
   * @param label in the reader's language
   * @param second in the other language
   * @param language the tag of the other language
   */
  public record Line(String iri, String label, String second, String language) {
    /** The page of the term. */
    public String path() {
      return "/vocabulary/terms?iri=" + TermPresenter.encoded(iri);
    }
  }

  /**
   * A term that was found.
   *
   * @param how the key of how the label matched
   */
  public record Found(Line term, String matched, String language, String how) {}

  /**
   * Which vocabulary is used.
   *
   * @param inUse the release; empty while it is the shipped vocabulary
   * @param releases those that are known, the newest first
   */
  public record Standing(Optional<Integer> inUse, int terms, List<Known> releases) {
    /** The newest release, if its content is still being fetched. */
    public Optional<Integer> awaited() {
      return releases.stream().limit(1).filter(one -> !one.here()).map(Known::version).findFirst();
    }
  }

  /**
   * A release whose signature was verified.
   *
   * @param here whether its content is here
   */
  public record Known(
      int version, Instant at, long statements, String sha256, boolean here, boolean used) {
    static Known of(Release release, boolean here, Optional<Integer> inUse) {
      return new Known(
          release.version(),
          Instant.ofEpochMilli(release.releasedAtMillis()),
          release.statements(),
          release.sha256(),
          here,
          inUse.filter(used -> used == release.version()).isPresent());
    }
  }

  /** What a release would change for terms that own columns are mapped to. */
  public record Upgrade(int version, List<Changed> terms) {}

  /**
   * A term that would be another.
   *
   * @param reload whether its files have to be loaded again
   */
  public record Changed(Line term, boolean reload, List<Part> parts) {}

  /**
   * What of it.
   *
   * @param key of the words for it
   */
  public record Part(String key, String before, String after) {}

  /**
   * Own columns that are mapped to a term.
   *
   * @param known whether the vocabulary in use has the term
   */
  public record Mapped(Line term, boolean known, List<Own> columns) {}

  /**
   * An own column.
   *
   * @param unit as people write it; empty for texts
   */
  public record Own(String dataset, int version, String header, String unit) {}
}
