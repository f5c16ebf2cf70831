package org.kumiki.ontology.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kumiki.ontology.search.Hit;
import org.kumiki.ontology.search.SearchRequest;
import org.kumiki.ontology.search.TermSearch;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kumiki ontology search}. */
@Command(
    name = "search",
    description = {
      "Find terms by a label in either language, kana, romaji, a symbol, a unit or an IRI."
    },
    mixinStandardHelpOptions = true)
final class SearchCommand implements Callable<Integer> {
  /** The languages of labels, in lower case as the option is written. */
  enum Tag {
    ja,
    en
  }

  private static final int LIMIT = 20;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "TEXT", arity = "1..*")
  List<String> words;

  @Option(names = "--lang", description = "Only labels of this language: ${COMPLETION-CANDIDATES}.")
  Tag language;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  public Integer call() {
    Vocabulary vocabulary = Vocabulary.shipped();
    Optional<String> tag =
        Optional.ofNullable(language).map(chosen -> chosen.name().toLowerCase(Locale.ROOT));
    SearchRequest request = new SearchRequest(String.join(" ", words), tag, LIMIT, iri -> 0);
    PrintWriter out = spec.commandLine().getOut();
    try (TermSearch search = TermSearch.of(vocabulary)) {
      List<Map<String, Object>> answers = new ArrayList<>();
      List<Hit> hits = search.search(request);
      if (hits.isEmpty()) {
        // Not on standard output, which programs read.
        PrintWriter err = spec.commandLine().getErr();
        err.println("kumiki: no term is found by that; try a shorter name or the other language");
        err.flush();
      }
      for (Hit hit : hits) {
        Concept concept = vocabulary.concept(hit.iri()).orElseThrow();
        if (json) {
          answers.add(answer(hit, concept));
        } else {
          out.printf(
              "%s  %s / %s  (\"%s\" %s)%n",
              Names.shorten(hit.iri()),
              concept.label(Language.JA),
              concept.label(Language.EN),
              hit.matched(),
              hit.words());
        }
      }
      if (json) {
        out.println(JsonText.of(answers));
      }
    }
    out.flush();
    return OntologyCommand.DONE;
  }

  private static Map<String, Object> answer(Hit hit, Concept concept) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("iri", hit.iri());
    answer.put("label", JsonText.labels(concept));
    answer.put("matched", hit.matched());
    answer.put("score", JsonText.rounded(hit.score()));
    answer.put("match", hit.match().name().toLowerCase(Locale.ROOT));
    return answer;
  }
}
