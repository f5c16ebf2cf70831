package org.kumiki.trial.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.RidgeModel;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.learning.validation.ErrorMeasures;
import org.kumiki.node.dataset.MappedFile;
import org.kumiki.node.dataset.StudyRows;
import org.kumiki.ontology.term.Vocabulary;

/**
 * The same model trained on all members' rows in one place: what only this demo can do, because it
 * made the files. It shows that nothing is lost by keeping them apart.
 */
final class PooledModel {
  private final Study study;
  private final Vocabulary vocabulary;

  PooledModel(Study study, Vocabulary vocabulary) {
    this.study = study;
    this.vocabulary = vocabulary;
  }

  /** Errors on each member's hold-out rows. */
  SortedMap<String, ErrorMeasures> errors(SortedMap<String, MemberFiles> files) throws IOException {
    RidgeModel model = train(files);
    SortedMap<String, ErrorMeasures> errors = new TreeMap<>();
    for (var member : files.entrySet()) {
      List<double[]> rows = new ArrayList<>();
      MappedFile file = open(member.getValue().holdout(), member.getValue());
      StudyRows reading = StudyRows.forTraining(study, file.columns());
      file.forEach(row -> reading.variables(row).ifPresent(rows::add));
      rows.removeIf(values -> Double.isNaN(values[values.length - 1]));
      errors.put(member.getKey(), errors(model, rows));
    }
    return errors;
  }

  private RidgeModel train(SortedMap<String, MemberFiles> files) throws IOException {
    Computation computation = study.computation();
    Stage stage = Algorithms.of(computation).start(computation);
    while (stage instanceof State state) {
      Partial partial = Algorithms.of(computation).localStep(state).start();
      for (MemberFiles member : files.values()) {
        MappedFile file = open(member.training(), member);
        StudyRows.Batches batches =
            StudyRows.forTraining(study, file.columns()).batches(partial::add);
        file.forEach(batches::add);
        batches.flush();
      }
      stage = Algorithms.of(computation).merge(state, partial.vector(), files.size());
    }
    return (RidgeModel) stage;
  }

  private MappedFile open(Path csv, MemberFiles member) throws IOException {
    return MappedFile.open(csv, Files.readString(member.mapping()), vocabulary);
  }

  private static ErrorMeasures errors(RidgeModel model, List<double[]> rows) {
    int width = model.computation().features().size();
    double[][] columns = new double[width][rows.size()];
    double[] actual = new double[rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < width; j++) {
        columns[j][i] = rows.get(i)[j];
      }
      actual[i] = rows.get(i)[width];
    }
    return ErrorMeasures.of(actual, model.predict(new Batch(rows.size(), columns)));
  }
}
