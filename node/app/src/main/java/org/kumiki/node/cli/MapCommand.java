package org.kumiki.node.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.kumiki.node.cli.NodeCommand.Folder;
import org.kumiki.node.ingest.CsvOptions;
import org.kumiki.node.ingest.CsvRefusal;
import org.kumiki.node.ingest.CsvSource;
import org.kumiki.node.platform.NodeVocabulary;
import org.kumiki.ontology.mapping.ColumnMapping;
import org.kumiki.ontology.mapping.MappingFile;
import org.kumiki.ontology.search.Candidate;
import org.kumiki.ontology.search.LabelIndex;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kumiki node map}: proposes a mapping for a file; nothing is sent anywhere. */
@Command(
    name = "map",
    description = {
      "Propose a mapping for a CSV file: the best term for each header, for you to check.",
      "The proposal is printed; headers without a likely term are listed under ignore."
    },
    mixinStandardHelpOptions = true)
final class MapCommand implements Callable<Integer> {
  /** Below it a wrong term is likelier than a useful one. */
  private static final double LEAST_SCORE = 0.6;

  @Mixin Folder folder;

  @Parameters(paramLabel = "FILE.csv")
  Path file;

  @Override
  public Integer call() {
    LabelIndex index = LabelIndex.of(NodeVocabulary.read(folder.open()));
    List<ColumnMapping> columns = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (String header : headers()) {
      Optional<Candidate> best =
          index.suggest(header).stream()
              .filter(c -> c.score() >= LEAST_SCORE && !used.contains(c.concept().iri()))
              .findFirst();
      if (best.isPresent()) {
        used.add(best.get().concept().iri());
        columns.add(ColumnMapping.of(header, best.get().concept().iri(), Optional.empty()));
      } else {
        ignored.add(header);
      }
    }
    System.out.print(MappingFile.of(columns, ignored).write());
    return ExitCode.DONE;
  }

  private List<String> headers() {
    try {
      CsvOptions options =
          CsvOptions.detect()
              .withUnits(text -> UnitConverter.shipped().recognise(text).isPresent());
      return CsvSource.open(file, options).headers();
    } catch (CsvRefusal e) {
      throw CommandFailure.refused(e.problem().message(), "correct the file", e);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + file, "check that the file exists", e);
    }
  }
}
