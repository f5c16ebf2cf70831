package org.kumiki.ontology.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.kumiki.ontology.search.Hit.Match;
import org.kumiki.ontology.term.Vocabulary;

/**
 * Finds concepts by one box: IRI and notation first, then the exact label, its beginning, its
 * words, and what is spelled alike; in both languages at once. An index in memory, built from
 * concepts and told of changes; it holds nothing that the concepts do not say, so that it may be
 * thrown away and built again at any time. Safe to share between threads; searches see whole
 * updates.
 */
public final class TermSearch implements AutoCloseable {
  /** How many labels of one sort of match are ranked by use. */
  private static final int MOST_LABELS = 600;

  /** With so many hits nobody mistyped; similar spellings would only follow them. */
  private static final int FEW = 5;

  private static final double BUFFER_MEGABYTES = 128;
  private static final Sort BY_RANK =
      new Sort(new SortField(TermDocuments.RANK, SortField.Type.LONG));

  private final IndexWriter writer;
  private final SearcherManager searchers;

  private TermSearch() throws IOException {
    this.writer =
        new IndexWriter(
            new ByteBuffersDirectory(),
            new IndexWriterConfig().setRAMBufferSizeMB(BUFFER_MEGABYTES));
    this.searchers = new SearcherManager(writer, null);
  }

  /** The index of a vocabulary. */
  public static TermSearch of(Vocabulary vocabulary) {
    return of(vocabulary.concepts().stream().map(SearchableTerm::of).toList());
  }

  /** The index of any concepts. */
  public static TermSearch of(Collection<SearchableTerm> terms) {
    try {
      TermSearch search = new TermSearch();
      search.update(terms, List.of());
      search.writer.forceMerge(1);
      search.searchers.maybeRefreshBlocking();
      return search;
    } catch (IOException impossible) {
      throw new UncheckedIOException("the index in memory failed", impossible);
    }
  }

  /**
   * Takes over a change as a whole.
   *
   * @param changed concepts as they are now, new ones included
   * @param removed the IRIs of concepts that are gone
   */
  public synchronized void update(Collection<SearchableTerm> changed, Collection<String> removed) {
    try (TermDocuments documents = new TermDocuments()) {
      for (String iri : removed) {
        writer.deleteDocuments(new Term(TermDocuments.IRI, iri));
      }
      for (SearchableTerm term : changed) {
        writer.updateDocuments(new Term(TermDocuments.IRI, term.iri()), documents.of(term));
      }
      searchers.maybeRefreshBlocking();
    } catch (IOException impossible) {
      throw new UncheckedIOException("the index in memory failed", impossible);
    }
  }

  /** The best concepts, each once, with the label that matched; empty for an empty text. */
  public List<Hit> search(SearchRequest request) {
    try (View now = view()) {
      return now.search(request);
    }
  }

  /** The index as it is now, whatever is updated later, until the view is closed. */
  public View view() {
    try {
      return new View(searchers, searchers.acquire());
    } catch (IOException impossible) {
      throw new UncheckedIOException("the index in memory failed", impossible);
    }
  }

  /** One state of the index. Safe to share between threads until it is closed. */
  public static final class View implements AutoCloseable {
    private final SearcherManager searchers;
    private final IndexSearcher searcher;

    private View(SearcherManager searchers, IndexSearcher searcher) {
      this.searchers = searchers;
      this.searcher = searcher;
    }

    /** As {@link TermSearch#search}. */
    public List<Hit> search(SearchRequest request) {
      String text = request.text();
      if (text.isBlank()) {
        return List.of();
      }
      TermQueries queries =
          new TermQueries(
              text.length() > SearchRequest.LONGEST_TEXT
                  ? text.substring(0, SearchRequest.LONGEST_TEXT)
                  : text);
      try {
        return TermSearch.search(searcher, queries, request);
      } catch (IOException impossible) {
        throw new UncheckedIOException("the index in memory failed", impossible);
      }
    }

    @Override
    public void close() {
      try {
        searchers.release(searcher);
      } catch (IOException impossible) {
        throw new UncheckedIOException("the index in memory failed", impossible);
      }
    }
  }

  private record Step(Match match, Optional<Query> query, double share) {}

  private static List<Hit> search(
      IndexSearcher searcher, TermQueries queries, SearchRequest request) throws IOException {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Match.NAME, Optional.of(queries.name()), 1));
    double share = 1;
    for (Query exact : queries.exact()) {
      steps.add(new Step(Match.EXACT, Optional.of(exact), share));
      share -= 0.25;
    }
    steps.add(new Step(Match.PREFIX, queries.prefix(), -1));
    steps.add(new Step(Match.WORD, queries.words(), -1));
    steps.add(new Step(Match.UNIT, queries.unit(), 1));
    steps.add(new Step(Match.UNIT, queries.unitAlike(), 0.5));
    steps.add(new Step(Match.FUZZY, queries.fuzzy(), -1));
    Map<String, Hit> found = new LinkedHashMap<>();
    for (Step step : steps) {
      boolean enough =
          found.size() >= request.limit()
              || (step.match() == Match.FUZZY && isMeant(found.values()));
      if (enough || step.query().isEmpty()) {
        continue;
      }
      int wanted = request.limit() + found.size();
      run(searcher, step, queries, request, wanted)
          .forEach(hit -> found.putIfAbsent(hit.iri(), hit));
    }
    return found.values().stream().limit(request.limit()).toList();
  }

  /** Whether nobody mistyped: it is the name of something, or there are many that contain it. */
  private static boolean isMeant(Collection<Hit> found) {
    return found.size() >= FEW
        || found.stream().anyMatch(hit -> hit.match() == Match.NAME || hit.match() == Match.EXACT);
  }

  /**
   * The hits of one sort of match.
   *
   * @param wanted how many may be needed, those included that were found before
   */
  private static List<Hit> run(
      IndexSearcher searcher, Step step, TermQueries queries, SearchRequest request, int wanted)
      throws IOException {
    Query query = step.query().orElseThrow();
    if (request.language().isPresent() && step.match() != Match.NAME) {
      query =
          new BooleanQuery.Builder()
              .add(query, Occur.MUST)
              .add(language(request.language().get()), Occur.FILTER)
              .build();
    }
    ScoreDoc[] matched = searcher.search(query, MOST_LABELS, BY_RANK).scoreDocs;
    Map<String, MatchedLabel> best = new HashMap<>();
    for (MatchedLabel label : MatchedLabel.read(searcher, matched)) {
      best.merge(label.iri(), label, MatchedLabel::better);
    }
    Comparator<MatchedLabel> order =
        Comparator.comparingDouble(label -> -request.use().applyAsDouble(label.iri()));
    if (step.match() == Match.UNIT) {
      order = order.thenComparing(StoredMeasure.order(searcher, best.values()));
    }
    order = order.thenComparing(MatchedLabel.BY_RANK).thenComparing(MatchedLabel::iri);
    // What is spelled alike is ordered by its distance, for which the labels must be read.
    int shown = step.match() == Match.FUZZY ? MOST_LABELS : wanted;
    List<MatchedLabel> labels = best.values().stream().sorted(order).limit(shown).toList();
    Map<Integer, StoredLabel> stored = StoredLabel.read(searcher, labels);
    List<Hit> hits = new ArrayList<>();
    for (MatchedLabel label : labels) {
      hits.add(hit(stored.get(label.document()), label, step, queries.key()));
    }
    if (step.match() == Match.FUZZY) {
      hits.sort(
          Comparator.comparingDouble((Hit hit) -> -hit.score())
              .thenComparingDouble(hit -> -request.use().applyAsDouble(hit.iri()))
              .thenComparing(Hit::iri));
    }
    return hits;
  }

  private static Query language(String tag) {
    return new PrefixQuery(new Term(TermDocuments.LANGUAGE, tag));
  }

  /** Within a sort of match: how much of the label was typed, then what kind of label it is. */
  private static Hit hit(StoredLabel stored, MatchedLabel label, Step step, String key) {
    int length = Math.max(1, label.length());
    double share = step.share();
    if (share < 0) {
      share =
          step.match() == Match.FUZZY && !stored.key().isEmpty()
              ? 1.0 / (1 + Distance.between(key, stored.key()))
              : (double) Math.min(key.length(), length) / Math.max(key.length(), length);
    }
    double score = step.match().least() + 0.08 * share + 0.02 - 0.01 * label.kind().ordinal();
    return new Hit(
        label.iri(),
        stored.text(),
        stored.language(),
        label.kind(),
        step.match(),
        Math.min(1, score));
  }

  /** Frees the memory; nothing can be searched after it. */
  @Override
  public void close() {
    try {
      searchers.close();
      writer.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException("the index in memory failed", impossible);
    }
  }
}
