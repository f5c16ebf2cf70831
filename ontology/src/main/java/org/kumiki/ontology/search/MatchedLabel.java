package org.kumiki.ontology.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

/**
 * A label that a query matched, as far as ranking needs it; its text is read only for what is
 * shown.
 */
record MatchedLabel(String iri, long rank, int document) {
  static final Comparator<MatchedLabel> BY_RANK = Comparator.comparingLong(MatchedLabel::rank);

  SearchableTerm.LabelKind kind() {
    return TermDocuments.kind(rank);
  }

  /** The length of the folded label. */
  int length() {
    return TermDocuments.length(rank);
  }

  static MatchedLabel better(MatchedLabel one, MatchedLabel other) {
    if (one.rank != other.rank) {
      return one.rank < other.rank ? one : other;
    }
    return one.document <= other.document ? one : other;
  }

  /** Column values are read in the order of the documents. */
  static List<MatchedLabel> read(IndexSearcher searcher, ScoreDoc[] matched) throws IOException {
    int[] documents = Arrays.stream(matched).mapToInt(scored -> scored.doc).sorted().toArray();
    List<MatchedLabel> labels = new ArrayList<>(documents.length);
    int next = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      BinaryDocValues iris = leaf.reader().getBinaryDocValues(TermDocuments.IRI);
      NumericDocValues ranks = leaf.reader().getNumericDocValues(TermDocuments.RANK);
      int end = leaf.docBase + leaf.reader().maxDoc();
      for (; next < documents.length && documents[next] < end; next++) {
        int local = documents[next] - leaf.docBase;
        if (iris.advanceExact(local) && ranks.advanceExact(local)) {
          String iri = iris.binaryValue().utf8ToString();
          labels.add(new MatchedLabel(iri, ranks.longValue(), documents[next]));
        }
      }
    }
    return labels;
  }
}
