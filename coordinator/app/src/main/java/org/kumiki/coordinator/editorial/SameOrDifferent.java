package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.usage.UsageBands;
import org.kumiki.coordinator.usage.UsageBands.Band;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.editorial.Content;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.EditKeys;
import org.kumiki.ontology.editorial.Stage;
import org.kumiki.ontology.search.LookAlike;
import org.kumiki.ontology.search.Reason;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.people.Person;

/**
 * "Same or different?": pairs of terms as cards, to be merged, put one under the other, or kept
 * apart. Each decision begins a draft, because it is reviewed like any other change; what was
 * decided is not asked again. Thread-safe.
 */
public final class SameOrDifferent {
  private static final int MOST_CARDS = 100;
  private static final List<Stage> OPEN = List.of(Stage.IN_REVIEW, Stage.ACCEPTED);
  private static final List<Stage> ASKED = List.of(Stage.IN_REVIEW, Stage.ACCEPTED, Stage.REJECTED);

  private final Jdbi jdbi;
  private final VocabularyStore vocabulary;
  private final Proposals proposals;
  private final Candidates candidates;
  private final UsageBands usage;

  SameOrDifferent(
      Jdbi jdbi,
      VocabularyStore vocabulary,
      Proposals proposals,
      Candidates candidates,
      UsageBands usage) {
    this.jdbi = jdbi;
    this.vocabulary = vocabulary;
    this.proposals = proposals;
    this.candidates = candidates;
    this.usage = usage;
  }

  /** What a curator decides about a pair. */
  public enum Decision {
    /** The first is the second. */
    MERGE_INTO_OTHER,
    /** The second is the first. */
    MERGE_INTO_ONE,
    /** The first is a sort of the second. */
    ONE_IS_NARROWER,
    /** The second is a sort of the first. */
    OTHER_IS_NARROWER,
    /** They are two. */
    KEEP_APART
  }

  /**
   * One side of a card.
   *
   * @param unit its symbol; empty where nothing is measured
   * @param kind the quantity kind's IRI; empty where nothing is measured
   * @param usage how many members use it, as far as that may be said
   */
  public record Side(
      String iri,
      String labelEn,
      String labelJa,
      String definitionEn,
      String definitionJa,
      String unit,
      String kind,
      Optional<Band> usage) {}

  /**
   * A pair to look at.
   *
   * @param score 0 to 1
   * @param reasons what speaks for the two being one, and against it
   * @param drafts what whoever asks has begun about the pair, and nobody else sees
   * @param open proposals that are under way about the pair
   * @param rejected what was decided against earlier, and why
   */
  public record Card(
      Side one,
      Side other,
      double score,
      List<Reason> reasons,
      List<ProposalSummary> drafts,
      List<ProposalSummary> open,
      List<Proposals.Remembered> rejected) {
    public Card {
      reasons = List.copyOf(reasons);
      drafts = List.copyOf(drafts);
      open = List.copyOf(open);
      rejected = List.copyOf(rejected);
    }
  }

  /** The pairs to look at, the likeliest first, as a person sees them. */
  public List<Card> cards(Person person) {
    List<LookAlike> pairs = candidates.pairs().stream().limit(MOST_CARDS).toList();
    Set<String> asked = asked();
    Set<String> terms = new TreeSet<>();
    pairs.forEach(pair -> terms.addAll(List.of(pair.one(), pair.other())));
    Map<String, Band> bands = usage.of(terms);
    Set<String> drafted =
        jdbi.withHandle(handle -> ProposalLists.pairs(handle, List.of(Stage.DRAFT)));
    return pairs.stream()
        .map(pair -> card(pair, asked, bands, own(pair, drafted, person)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** How many pairs nobody has proposed anything about. */
  public int undecided() {
    Set<String> open = jdbi.withHandle(handle -> ProposalLists.pairs(handle, OPEN));
    return (int)
        candidates.pairs().stream()
            .filter(pair -> !open.contains(EditKeys.pair(pair.one(), pair.other())))
            .count();
  }

  /** The keys of pairs that were ever proposed about. */
  private Set<String> asked() {
    return jdbi.withHandle(handle -> ProposalLists.pairs(handle, ASKED));
  }

  /** A person's own drafts about a pair; asked for only where there is anybody's. */
  private List<ProposalSummary> own(LookAlike pair, Set<String> drafted, Person person) {
    String key = EditKeys.pair(pair.one(), pair.other());
    return drafted.contains(key) ? proposals.drafts(person, Set.of(key)) : List.of();
  }

  private Optional<Card> card(
      LookAlike pair, Set<String> asked, Map<String, Band> bands, List<ProposalSummary> drafts) {
    Optional<Side> one = side(pair.one(), bands);
    Optional<Side> other = side(pair.other(), bands);
    if (one.isEmpty() || other.isEmpty()) {
      return Optional.empty();
    }
    String key = EditKeys.pair(pair.one(), pair.other());
    boolean before = asked.contains(key);
    return Optional.of(
        new Card(
            one.get(),
            other.get(),
            pair.score(),
            pair.reasons(),
            drafts,
            before ? open(key) : List.of(),
            before ? proposals.rejected(Set.of(key), 0) : List.of()));
  }

  private List<ProposalSummary> open(String key) {
    return jdbi.withHandle(handle -> ProposalLists.asking(handle, Set.of(key), OPEN, 5));
  }

  private Optional<Side> side(String iri, Map<String, Band> bands) {
    return vocabulary.read(now -> now.concept(iri)).map(concept -> side(concept, bands));
  }

  private static Side side(Concept concept, Map<String, Band> bands) {
    return new Side(
        concept.iri(),
        concept.label(Language.EN),
        concept.label(Language.JA),
        concept.definitions().get(Language.EN),
        concept.definitions().get(Language.JA),
        concept.quantity().map(q -> UnitConverter.shipped().symbol(q.unit())).orElse(""),
        concept.quantity().map(q -> q.kind()).orElse(""),
        Optional.ofNullable(bands.get(concept.iri())));
  }

  /**
   * Begins a draft of what a curator decides about two terms.
   *
   * @param reason for those who review it
   */
  public Step decide(Person person, String one, String other, Decision decision, String reason) {
    String first = label(one);
    String second = label(other);
    Edit edit =
        switch (decision) {
          case MERGE_INTO_OTHER -> new Edit.Merge(one, other);
          case MERGE_INTO_ONE -> new Edit.Merge(other, one);
          case ONE_IS_NARROWER -> new Edit.Move(one, Optional.empty(), Optional.of(other));
          case OTHER_IS_NARROWER -> new Edit.Move(other, Optional.empty(), Optional.of(one));
          case KEEP_APART -> new Edit.KeepApart(one, other);
        };
    String title =
        switch (decision) {
          case MERGE_INTO_OTHER -> first + " → " + second;
          case MERGE_INTO_ONE -> second + " → " + first;
          case ONE_IS_NARROWER -> first + " < " + second;
          case OTHER_IS_NARROWER -> second + " < " + first;
          case KEEP_APART -> first + " ≠ " + second;
        };
    return proposals.begin(person, new Content(bounded(title), reason.strip(), List.of(edit)));
  }

  /** In both languages, because people of both read the title. */
  private String label(String iri) {
    return vocabulary
        .read(now -> now.concept(iri))
        .map(concept -> concept.label(Language.JA) + " (" + concept.label(Language.EN) + ")")
        .orElse(iri);
  }

  private static String bounded(String title) {
    return title.length() > Content.LONGEST_TITLE
        ? title.substring(0, Content.LONGEST_TITLE)
        : title;
  }
}
