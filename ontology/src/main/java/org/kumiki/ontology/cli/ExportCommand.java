package org.kumiki.ontology.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.kumiki.ontology.term.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kumiki ontology export}: the shipped vocabulary on standard output. */
@Command(
    name = "export",
    description = "Print the shipped vocabulary.",
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  /** The formats, as the option is written. */
  enum Format {
    turtle(RDFFormat.TURTLE),
    ntriples(RDFFormat.NTRIPLES),
    rdfxml(RDFFormat.RDFXML_PLAIN),
    jsonld(RDFFormat.JSONLD_PRETTY);

    private final RDFFormat form;

    Format(RDFFormat form) {
      this.form = form;
    }
  }

  @Spec CommandSpec spec;

  @Option(
      names = "--format",
      defaultValue = "turtle",
      description = "${COMPLETION-CANDIDATES}; turtle by default.")
  Format format;

  @Override
  public Integer call() {
    StringWriter text = new StringWriter();
    RDFDataMgr.write(text, Vocabulary.shipped().model(), format.form);
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
    return OntologyCommand.DONE;
  }
}
