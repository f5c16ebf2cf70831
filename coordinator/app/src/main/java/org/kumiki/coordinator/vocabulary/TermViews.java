package org.kumiki.coordinator.vocabulary;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kumiki.ontology.browse.Reference;
import org.kumiki.ontology.browse.TermPage;
import org.kumiki.ontology.browse.TermTree;
import org.kumiki.ontology.change.Origin;
import org.kumiki.ontology.search.Hit;
import org.kumiki.ontology.shape.Finding;
import org.kumiki.ontology.term.Language;

/** What the term API answers, as JSON. */
final class TermViews {
  private TermViews() {}

  /** A text and its language; empty for none. */
  @Serdeable
  record TextView(String text, String language) {
    static TextView of(Reference.Text text) {
      return new TextView(text.text(), text.language());
    }
  }

  /** A term by name and preferred labels. */
  @Serdeable
  record ReferenceView(String iri, List<TextView> labels) {
    static ReferenceView of(Reference reference) {
      return new ReferenceView(
          reference.iri(), reference.labels().stream().map(TextView::of).toList());
    }
  }

  /**
   * A term in a level of the tree.
   *
   * @param children how many terms stand directly below it, counted up to 1,000
   */
  @Serdeable
  record BranchView(String iri, List<TextView> labels, int children, boolean deprecated) {
    static BranchView of(TermTree.Branch branch) {
      ReferenceView term = ReferenceView.of(branch.term());
      return new BranchView(term.iri(), term.labels(), branch.children(), branch.deprecated());
    }
  }

  /**
   * A part of a level.
   *
   * @param sequence the last change that it knows
   * @param total how many terms the level has
   */
  @Serdeable
  record LevelView(long sequence, int total, int offset, List<BranchView> terms) {}

  /**
   * A term with all that is said about it.
   *
   * @param version what a change of it is based on: the last change of it
   * @param sequence the last change of the vocabulary
   * @param texts by property, {@code skos:altLabel} for example
   * @param links what it refers to, by property
   * @param linked what refers to it, by property; of each at most 200
   */
  @Serdeable
  record TermView(
      String iri,
      long version,
      long sequence,
      List<TextView> labels,
      Map<String, List<TextView>> texts,
      Map<String, List<ReferenceView>> links,
      Map<String, List<ReferenceView>> linked) {
    static TermView of(TermPage page, long version, long sequence) {
      ReferenceView term = ReferenceView.of(page.term());
      return new TermView(
          term.iri(),
          version,
          sequence,
          term.labels(),
          mapped(page.texts(), TextView::of),
          mapped(page.links(), ReferenceView::of),
          mapped(page.linked(), ReferenceView::of));
    }

    private static <A, B> Map<String, List<B>> mapped(
        Map<String, List<A>> lists, java.util.function.Function<A, B> each) {
      Map<String, List<B>> mapped = new java.util.TreeMap<>();
      lists.forEach((property, list) -> mapped.put(property, list.stream().map(each).toList()));
      return mapped;
    }
  }

  /**
   * A term that was found.
   *
   * @param matched the label that matched, and its language
   * @param match how it matched: {@code name}, {@code exact}, {@code prefix}, {@code word}, {@code
   *     unit} or {@code fuzzy}
   */
  @Serdeable
  record HitView(
      String iri,
      List<TextView> labels,
      String matched,
      String language,
      String match,
      double score) {
    static HitView of(Hit hit, Reference term) {
      return new HitView(
          hit.iri(),
          ReferenceView.of(term).labels(),
          hit.matched(),
          hit.language(),
          hit.match().name().toLowerCase(Locale.ROOT),
          hit.score());
    }
  }

  /**
   * A change.
   *
   * @param kind {@code shipped}, {@code import}, {@code edit} or {@code undo}
   * @param undoes the change that it takes back
   * @param statements how many statements it removes and adds
   * @param terms what it does, term by term; in the answer about one change, or one term, alone
   */
  @Serdeable
  record ChangeView(
      long sequence,
      String id,
      String kind,
      String account,
      String name,
      String organisation,
      Instant at,
      String reason,
      @Nullable String proposal,
      @Nullable Long undoes,
      int statements,
      String hash,
      @Nullable List<TermDiffView> terms) {
    static ChangeView of(EntryHead head, @Nullable List<TermDiffView> terms) {
      Origin origin = head.origin();
      return new ChangeView(
          head.sequence(),
          head.id().toString(),
          origin.kind().name().toLowerCase(Locale.ROOT),
          origin.account(),
          origin.name(),
          origin.organisation(),
          Instant.ofEpochMilli(origin.atMillis()),
          origin.reason(),
          origin.proposal().orElse(null),
          origin.undoes().orElse(null),
          head.statements(),
          head.hash(),
          terms);
    }
  }

  /** A defect, and the next step, in English and Japanese. */
  @Serdeable
  record FindingView(
      String subject, String rule, Map<String, String> message, Map<String, String> suggestion) {
    static FindingView of(Finding finding) {
      return new FindingView(
          finding.subject(), finding.rule(), texts(finding.message()), texts(finding.suggestion()));
    }

    private static Map<String, String> texts(Map<Language, String> texts) {
      return Map.of("en", texts.get(Language.EN), "ja", texts.get(Language.JA));
    }
  }
}
