package org.kumiki.ontology.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * What a concept measures, as the index keeps it.
 *
 * @param kind the IRI of the quantity kind; empty if it has none
 * @param unit the IRI of the unit; empty if it has none
 */
record StoredMeasure(String kind, String unit) {

  /**
   * Whoever types a unit means most likely what most concepts with it are: those of the commonest
   * kind come first, and among them those kept in a unit of the SI.
   */
  static Comparator<MatchedLabel> order(IndexSearcher searcher, Collection<MatchedLabel> labels)
      throws IOException {
    Map<Integer, StoredMeasure> measures = read(searcher, labels);
    Map<String, Integer> kinds = new HashMap<>();
    measures.values().forEach(measure -> kinds.merge(measure.kind(), 1, Integer::sum));
    UnitConverter units = UnitConverter.shipped();
    return Comparator.comparingInt(
            (MatchedLabel label) -> -kinds.get(measures.get(label.document()).kind()))
        .thenComparing(label -> measures.get(label.document()).kind())
        .thenComparing(label -> !units.isOfTheSi(measures.get(label.document()).unit()));
  }

  private static Map<Integer, StoredMeasure> read(
      IndexSearcher searcher, Collection<MatchedLabel> labels) throws IOException {
    int[] documents = labels.stream().mapToInt(MatchedLabel::document).sorted().toArray();
    Map<Integer, StoredMeasure> read = new HashMap<>();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      int end = leaf.docBase + leaf.reader().maxDoc();
      BinaryDocValues kinds = DocValues.getBinary(leaf.reader(), TermDocuments.KIND);
      BinaryDocValues units = DocValues.getBinary(leaf.reader(), TermDocuments.UNIT);
      for (int document :
          Arrays.stream(documents).filter(d -> d >= leaf.docBase && d < end).toArray()) {
        int local = document - leaf.docBase;
        read.put(document, new StoredMeasure(value(kinds, local), value(units, local)));
      }
    }
    return read;
  }

  private static String value(BinaryDocValues column, int document) throws IOException {
    return column.advanceExact(document) ? column.binaryValue().utf8ToString() : "";
  }
}
