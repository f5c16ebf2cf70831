package org.kumiki.ontology.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;
import org.kumiki.ontology.search.SearchableTerm.Label;
import org.kumiki.ontology.search.SearchableTerm.LabelKind;

/** Writes a concept as index documents, one a label. Not safe to share between threads. */
final class TermDocuments implements AutoCloseable {
  static final String IRI = "iri";
  static final String TEXT = "text";
  static final String LANGUAGE = "language";
  static final String RANK = "rank";

  /**
   * The fields of a query: as written, folded, without optional kana, romaji, words, characters.
   */
  static final String NAME = "name";

  static final String WRITTEN = "written";
  static final String KEY = "key";
  static final String STEM = "stem";
  static final String ROMAJI = "romaji";
  static final String WORD = "word";
  static final String CHARACTERS = "characters";
  static final String UNIT = "unit";
  static final String KIND = "kind";

  /** Longer labels are cut: nobody types so much, and Lucene bounds a term at 32,766 bytes. */
  static final int LONGEST = 1000;

  private static final long KIND_STEP = 2L * LONGEST;
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final FieldType POSITIONS = new FieldType();

  static {
    POSITIONS.setTokenized(true);
    POSITIONS.setOmitNorms(true);
    POSITIONS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    POSITIONS.freeze();
  }

  private final Readings readings = new Readings();

  List<Document> of(SearchableTerm term) {
    List<Document> documents = new ArrayList<>();
    for (String notation : term.notations()) {
      Document code = document(term, new Label(notation, "", LabelKind.PREFERRED), 0);
      code.add(new StringField(NAME, cut(Folding.written(notation)), Field.Store.NO));
      documents.add(code);
    }
    for (Label label : term.labels()) {
      documents.add(labelled(term, label));
    }
    if (documents.isEmpty()) {
      documents.add(document(term, new Label(term.iri(), "", LabelKind.PREFERRED), 0));
    }
    Document first = documents.get(0);
    first.add(new StringField(NAME, term.iri(), Field.Store.NO));
    first.add(new StringField(NAME, localName(term.iri()), Field.Store.NO));
    term.unit().ifPresent(unit -> measured(first, unit, term.kind().orElse("")));
    return documents;
  }

  private static void measured(Document document, String unit, String kind) {
    document.add(new StringField(UNIT, unit, Field.Store.NO));
    document.add(new BinaryDocValuesField(UNIT, new BytesRef(cut(unit))));
    document.add(new BinaryDocValuesField(KIND, new BytesRef(cut(kind))));
  }

  /** Orders labels: the kind first, then the length of the folded text. */
  static long rank(LabelKind kind, int length) {
    return kind.ordinal() * KIND_STEP + Math.min(length, LONGEST);
  }

  static LabelKind kind(long rank) {
    return LabelKind.values()[(int) (rank / KIND_STEP)];
  }

  static int length(long rank) {
    return (int) (rank % KIND_STEP);
  }

  static String localName(String iri) {
    return cut(iri.substring(Math.max(iri.lastIndexOf('/'), iri.lastIndexOf('#')) + 1));
  }

  private static Document document(SearchableTerm term, Label label, int length) {
    Document document = new Document();
    document.add(new StringField(IRI, term.iri(), Field.Store.NO));
    document.add(new BinaryDocValuesField(IRI, new BytesRef(term.iri())));
    document.add(new BinaryDocValuesField(TEXT, new BytesRef(cut(label.text()))));
    document.add(new StringField(LANGUAGE, label.language(), Field.Store.NO));
    document.add(new BinaryDocValuesField(LANGUAGE, new BytesRef(label.language())));
    document.add(new NumericDocValuesField(RANK, rank(label.kind(), length)));
    return document;
  }

  private Document labelled(SearchableTerm term, Label label) {
    String text = cut(label.text());
    String folded = Folding.folded(text);
    String key = Folding.compactOf(folded);
    Document document = document(term, label, key.length());
    document.add(new StringField(WRITTEN, Folding.written(text), Field.Store.NO));
    if (!key.isEmpty()) {
      document.add(new StringField(KEY, key, Field.Store.NO));
      document.add(new BinaryDocValuesField(KEY, new BytesRef(key)));
      document.add(new StringField(STEM, Folding.stem(key), Field.Store.NO));
    }
    for (String word : words(folded)) {
      document.add(new StringField(WORD, word, Field.Store.NO));
    }
    if (!latin(key)) {
      document.add(new Field(CHARACTERS, new Characters(Folding.stem(key)), POSITIONS));
      for (String romaji : romaji(term, label)) {
        document.add(new StringField(ROMAJI, romaji, Field.Store.NO));
      }
    }
    return document;
  }

  private Set<String> romaji(SearchableTerm term, Label label) {
    Set<String> romaji = new TreeSet<>();
    boolean own = label.kind() == LabelKind.PREFERRED && label.language().startsWith("ja");
    romaji.add(
        own && term.reading().isPresent()
            ? Romaji.ofKana(cut(term.reading().get()))
            : Romaji.ofKana(readings.of(cut(label.text()))));
    romaji.remove("");
    return romaji;
  }

  /** The words in an alphabet; Japanese has none that a blank would part. */
  private static List<String> words(String folded) {
    List<String> words = new ArrayList<>();
    for (String word : NOT_WORD.split(folded)) {
      if (!word.isEmpty() && latin(word)) {
        words.add(word);
      }
    }
    return words;
  }

  /** Whether a text can be parted into words by its blanks. */
  static boolean latin(String text) {
    return text.codePoints().allMatch(c -> c < 0x2E80);
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  @Override
  public void close() {
    readings.close();
  }
}
