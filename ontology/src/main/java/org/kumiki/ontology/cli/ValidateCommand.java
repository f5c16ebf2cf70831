package org.kumiki.ontology.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.kumiki.ontology.shape.Finding;
import org.kumiki.ontology.shape.IntegrityCheck;
import org.kumiki.ontology.shape.VocabularyFile;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.UnreadableVocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kumiki ontology validate}: exit code 1 if there is a finding. */
@Command(
    name = "validate",
    description = {
      "Check vocabulary files in Turtle: the conditions of SKOS, loops, missing translations,"
          + " duplicate labels, dangling references and the shapes. The files count together."
    },
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*")
  List<Path> files;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  public Integer call() {
    TreeSet<Finding> findings = new TreeSet<>();
    List<VocabularyFile> readable = new ArrayList<>();
    for (Path file : files) {
      try {
        readable.add(new VocabularyFile(file.toString(), TurtleFiles.read(file)));
      } catch (UnreadableVocabulary unreadable) {
        findings.add(IntegrityCheck.unreadable(file.toString(), unreadable.getMessage()));
      }
    }
    if (!readable.isEmpty()) {
      findings.addAll(IntegrityCheck.of(readable));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.of(findings.stream().map(ValidateCommand::object).toList()));
    } else {
      findings.forEach(finding -> print(finding, out));
    }
    out.flush();
    if (findings.isEmpty()) {
      return OntologyCommand.DONE;
    }
    String found = findings.size() == 1 ? "1 finding" : findings.size() + " findings";
    spec.commandLine().getErr().println("kumiki: " + found + "; mend them and validate again");
    spec.commandLine().getErr().flush();
    return OntologyCommand.FAILED;
  }

  private static void print(Finding finding, PrintWriter out) {
    out.printf("%s: %s [%s]%n", finding.file(), Names.shorten(finding.subject()), finding.rule());
    for (Language language : Language.values()) {
      String space = language == Language.EN ? " " : "";
      out.println(
          "  " + finding.message().get(language) + space + finding.suggestion().get(language));
    }
  }

  private static Map<String, Object> object(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("file", finding.file());
    object.put("subject", finding.subject());
    object.put("rule", finding.rule());
    object.put("message", JsonText.texts(finding.message()));
    object.put("suggestion", JsonText.texts(finding.suggestion()));
    return object;
  }
}
