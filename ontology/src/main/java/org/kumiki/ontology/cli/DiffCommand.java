package org.kumiki.ontology.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.jena.rdf.model.Model;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.UnreadableVocabulary;
import org.kumiki.ontology.term.VocabularyDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kumiki ontology diff}: exit code 0 whether there is a difference or not. */
@Command(
    name = "diff",
    description = "Compare two vocabulary files in Turtle.",
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "A")
  Path before;

  @Parameters(index = "1", paramLabel = "B")
  Path after;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  public Integer call() {
    VocabularyDiff diff = VocabularyDiff.between(read(before), read(after));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.of(object(diff)));
    } else {
      diff.removed().forEach(subject -> out.println("- " + Names.shorten(subject)));
      diff.added().forEach(subject -> out.println("+ " + Names.shorten(subject)));
      diff.changed()
          .forEach(
              (subject, change) -> {
                out.println("~ " + Names.shorten(subject));
                change.removed().forEach(statement -> out.println("    - " + statement));
                change.added().forEach(statement -> out.println("    + " + statement));
              });
    }
    out.flush();
    return OntologyCommand.DONE;
  }

  private static Model read(Path file) {
    try {
      return TurtleFiles.read(file);
    } catch (UnreadableVocabulary unreadable) {
      throw new Refusal(unreadable.getMessage(), unreadable);
    }
  }

  private static Map<String, Object> object(VocabularyDiff diff) {
    List<Map<String, Object>> changed = new ArrayList<>();
    diff.changed()
        .forEach(
            (subject, change) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("iri", subject);
              one.put("added", change.added());
              one.put("removed", change.removed());
              changed.add(one);
            });
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("added", diff.added());
    object.put("removed", diff.removed());
    object.put("changed", changed);
    return object;
  }
}
