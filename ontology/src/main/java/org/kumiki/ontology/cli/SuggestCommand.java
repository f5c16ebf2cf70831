package org.kumiki.ontology.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kumiki.ontology.search.Candidate;
import org.kumiki.ontology.search.ColumnSketch;
import org.kumiki.ontology.search.ColumnSketch.Values;
import org.kumiki.ontology.search.LabelIndex;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kumiki ontology suggest}: one answer for each header, in their order. */
@Command(
    name = "suggest",
    description = {
      "Propose terms for column headers as laboratories write them.",
      "With - the headers are read from standard input, one a line, optionally followed by a tab"
          + " and an example value."
    },
    mixinStandardHelpOptions = true)
final class SuggestCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "HEADER", arity = "1..*")
  List<String> headers;

  @Option(names = "--json", description = "Print one line of JSON for each header.")
  boolean json;

  @Override
  public Integer call() {
    LabelIndex index = LabelIndex.of(Vocabulary.shipped());
    PrintWriter out = spec.commandLine().getOut();
    if (headers.equals(List.of("-"))) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          answer(line, index, out);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("standard input broke off", e);
      }
    } else {
      headers.forEach(header -> answer(header, index, out));
    }
    out.flush();
    return OntologyCommand.DONE;
  }

  private void answer(String line, LabelIndex index, PrintWriter out) {
    ColumnSketch column = column(line);
    List<Candidate> candidates = index.suggest(column);
    if (json) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("header", column.header());
      answer.put("candidates", candidates.stream().map(SuggestCommand::object).toList());
      out.println(JsonText.of(answer));
      return;
    }
    out.println(column.header());
    for (Candidate candidate : candidates) {
      out.printf(
          "  %.2f  %s  %s / %s  (%s)%n",
          candidate.score(),
          Names.shorten(candidate.concept().iri()),
          candidate.concept().label(Language.JA),
          candidate.concept().label(Language.EN),
          candidate.why().en());
    }
  }

  static ColumnSketch column(String line) {
    int tab = line.indexOf('\t');
    return tab < 0
        ? ColumnSketch.of(line)
        : new ColumnSketch(
            line.substring(0, tab), Optional.empty(), values(line.substring(tab + 1)));
  }

  private static Values values(String example) {
    String cell = example.strip();
    if (cell.isEmpty()) {
      return Values.UNKNOWN;
    }
    try {
      double value = Double.parseDouble(cell.replace(",", ""));
      return Double.isFinite(value) ? Values.between(value, value) : Values.UNKNOWN;
    } catch (NumberFormatException words) {
      return Values.UNKNOWN;
    }
  }

  private static Map<String, Object> object(Candidate candidate) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("iri", candidate.concept().iri());
    object.put("label", JsonText.labels(candidate.concept()));
    object.put("unit", candidate.unit().orElse(null));
    object.put("score", JsonText.rounded(candidate.score()));
    object.put("why", candidate.why().en());
    object.put("whyJa", candidate.why().ja());
    return object;
  }
}
