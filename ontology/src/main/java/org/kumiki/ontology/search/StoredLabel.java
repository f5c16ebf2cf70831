package org.kumiki.ontology.search;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;

/**
 * A label as the index keeps it to be shown. Each part is a column and no stored field: of those
 * Lucene unpacks a whole block for every label that is read.
 *
 * @param language its tag; empty for none
 * @param key the folded text; empty for a notation
 */
record StoredLabel(String text, String language, String key) {

  /** By document. Columns are read in the order of the documents. */
  static Map<Integer, StoredLabel> read(IndexSearcher searcher, Collection<MatchedLabel> labels)
      throws IOException {
    int[] documents = labels.stream().mapToInt(MatchedLabel::document).sorted().toArray();
    Map<Integer, StoredLabel> read = new HashMap<>();
    int next = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      int end = leaf.docBase + leaf.reader().maxDoc();
      Columns columns = new Columns(leaf.reader());
      for (; next < documents.length && documents[next] < end; next++) {
        read.put(documents[next], columns.at(documents[next] - leaf.docBase));
      }
    }
    return read;
  }

  private static final class Columns {
    private final List<BinaryDocValues> columns;

    Columns(LeafReader reader) throws IOException {
      columns =
          List.of(
              DocValues.getBinary(reader, TermDocuments.TEXT),
              DocValues.getBinary(reader, TermDocuments.LANGUAGE),
              DocValues.getBinary(reader, TermDocuments.KEY));
    }

    StoredLabel at(int document) throws IOException {
      return new StoredLabel(value(0, document), value(1, document), value(2, document));
    }

    private String value(int column, int document) throws IOException {
      BinaryDocValues values = columns.get(column);
      return values.advanceExact(document) ? values.binaryValue().utf8ToString() : "";
    }
  }
}
