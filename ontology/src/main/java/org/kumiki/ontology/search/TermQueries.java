package org.kumiki.ontology.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.unit.UnitConverter;

/**
 * What a typed text may mean, as queries built by hand: no query syntax, so that nothing that a
 * person types is an operator.
 */
final class TermQueries {
  private static final int MOST_WORDS = 12;
  private static final int SHORTEST_ROMAJI = 4;
  private static final int SHORTEST_KANA = 3;
  private static final Pattern KANA = Pattern.compile("[ぁ-ゖァ-ヺー・ ]+");
  private static final Pattern SIGNS = Pattern.compile("[°℃℉%/·^²³µμΩ]");
  private static final int SHORTEST_FUZZY = 4;
  private static final int LONG_FUZZY = 8;
  private static final int MOST_SPELLINGS = 64;

  private final String text;
  private final String written;
  private final String key;
  private final String stem;
  private final List<String> tokens;
  private final Optional<String> romaji;
  private final Optional<String> unit;

  TermQueries(String text) {
    this.text = text.strip();
    this.written = Folding.written(text);
    this.key = Folding.compact(text);
    this.stem = Folding.stem(key);
    this.tokens = tokens(text);
    this.romaji = romaji(text);
    // HV names a scale of hardness, and not all that is measured without a unit.
    UnitConverter units = UnitConverter.shipped();
    this.unit = units.isScaleName(this.text) ? Optional.empty() : units.recognise(this.text);
  }

  private static Optional<String> romaji(String text) {
    boolean kana = KANA.matcher(Folding.written(text)).matches();
    String latin =
        kana ? Romaji.ofKana(text) : Romaji.possible(text) ? Romaji.comparable(text) : "";
    int least = kana ? SHORTEST_KANA : SHORTEST_ROMAJI;
    return latin.length() >= least ? Optional.of(latin) : Optional.empty();
  }

  /** A full or short IRI, a local name or a notation. */
  Query name() {
    return anyOf(
        new TermQuery(new Term(TermDocuments.NAME, text)),
        new TermQuery(new Term(TermDocuments.NAME, written)),
        new TermQuery(new Term(TermDocuments.NAME, Names.expand(text))));
  }

  /** The steps of an exact match, best first: as written, folded, okurigana, romaji. */
  List<Query> exact() {
    List<Query> steps = new ArrayList<>();
    steps.add(new TermQuery(new Term(TermDocuments.WRITTEN, written)));
    if (!key.isEmpty()) {
      steps.add(new TermQuery(new Term(TermDocuments.KEY, key)));
      steps.add(new TermQuery(new Term(TermDocuments.STEM, stem)));
    }
    romaji.ifPresent(latin -> steps.add(new TermQuery(new Term(TermDocuments.ROMAJI, latin))));
    return steps;
  }

  Optional<Query> prefix() {
    if (isUnitAlone()) {
      return Optional.empty();
    }
    List<Query> any = new ArrayList<>();
    if (!key.isEmpty()) {
      any.add(new PrefixQuery(new Term(TermDocuments.KEY, key)));
      any.add(new PrefixQuery(new Term(TermDocuments.STEM, stem)));
    }
    romaji.ifPresent(latin -> any.add(new PrefixQuery(new Term(TermDocuments.ROMAJI, latin))));
    return any.isEmpty() ? Optional.empty() : Optional.of(anyOf(any.toArray(Query[]::new)));
  }

  /** Every word begins one of the label's, or is part of its Japanese. */
  Optional<Query> words() {
    if (isUnitAlone()) {
      return Optional.empty();
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    for (String token : tokens) {
      all.add(
          TermDocuments.latin(token)
              ? anyOf(new PrefixQuery(new Term(TermDocuments.WORD, token)), part(token))
              : part(Folding.stem(token)),
          Occur.MUST);
    }
    return tokens.isEmpty() ? Optional.empty() : Optional.of(constant(all.build()));
  }

  /** Concepts measured in the unit that was typed; units keep their case. */
  Optional<Query> unit() {
    return unit.map(iri -> new TermQuery(new Term(TermDocuments.UNIT, iri)));
  }

  /** Concepts whose values can be written in it: N/mm² leads to what is kept in MPa. */
  Optional<Query> unitAlike() {
    return unit.map(
        iri ->
            anyOf(
                UnitConverter.shipped().alike(iri).stream()
                    .map(other -> new TermQuery(new Term(TermDocuments.UNIT, other)))
                    .toArray(Query[]::new)));
  }

  /** One or two letters wrong: in the whole label, in each of its words, or in the romaji. */
  Optional<Query> fuzzy() {
    if (key.length() < SHORTEST_FUZZY || isUnitAlone()) {
      return Optional.empty();
    }
    List<Query> any = new ArrayList<>();
    any.add(alike(TermDocuments.KEY, key));
    romaji.ifPresent(latin -> any.add(alike(TermDocuments.ROMAJI, latin)));
    if (!tokens.isEmpty() && tokens.stream().allMatch(TermDocuments::latin)) {
      BooleanQuery.Builder all = new BooleanQuery.Builder();
      for (String token : tokens) {
        all.add(
            token.length() < SHORTEST_FUZZY
                ? new PrefixQuery(new Term(TermDocuments.WORD, token))
                : alike(TermDocuments.WORD, token),
            Occur.MUST);
      }
      any.add(all.build());
    }
    return Optional.of(anyOf(any.toArray(Query[]::new)));
  }

  String key() {
    return key;
  }

  /** Whether it is a unit by its signs: of ℃ nothing but a letter would be left as a word. */
  private boolean isUnitAlone() {
    return unit.isPresent() && SIGNS.matcher(text).find();
  }

  private static Query alike(String field, String term) {
    int edits = term.length() >= LONG_FUZZY ? 2 : 1;
    return new FuzzyQuery(new Term(field, term), edits, 1, MOST_SPELLINGS, true);
  }

  private static Query part(String token) {
    PhraseQuery.Builder phrase = new PhraseQuery.Builder();
    token
        .codePoints()
        .forEach(c -> phrase.add(new Term(TermDocuments.CHARACTERS, Character.toString(c))));
    return phrase.build();
  }

  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    for (String token : Folding.folded(text).split("[^\\p{L}\\p{N}]+", -1)) {
      String compact = Folding.compact(token);
      if (!compact.isEmpty() && tokens.size() < MOST_WORDS && !tokens.contains(compact)) {
        tokens.add(compact);
      }
    }
    return tokens;
  }

  private static Query anyOf(Query... queries) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (Query query : queries) {
      any.add(query, Occur.SHOULD);
    }
    return constant(any.build());
  }

  private static Query constant(Query query) {
    return new ConstantScoreQuery(query);
  }
}
