package org.kumiki.trial.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.NeuralNetwork;
import org.kumiki.learning.computation.Regression;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.statistics.SeededNumbers;
import org.kumiki.learning.transfer.Candidate;
import org.kumiki.learning.transfer.Source;
import org.kumiki.learning.transfer.TransferChoice;
import org.kumiki.learning.transfer.TransferredModel;
import org.kumiki.learning.validation.ErrorMeasures;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.trial.simulation.TransferFigures.SizeFigures;
import org.kumiki.trial.simulation.TransferFigures.SourceFigures;
import org.kumiki.trial.simulation.TransferFigures.Way;
import org.kumiki.trial.simulation.table.Table;
import org.kumiki.trial.simulation.table.TableReader;

/**
 * What models of one property, trained by sums over members, are worth for another one of which few
 * values are known: each draw takes some rows of the target's table, learns from them directly and
 * by each way of {@link TransferChoice}, and predicts all other rows. Draws of more rows contain
 * those of fewer.
 *
 * <p>What follows is the tables' and the seed's alone, but for the seconds. Not thread-safe.
 */
public final class TransferTrial {
  private static final double CLIP = 4;
  private static final int RANDOM_FEATURES = 500;
  private static final int FOLDS = 4;
  private static final List<Integer> HIDDEN = List.of(128, 64);
  private static final int ROUNDS = 40;
  private static final double LOCAL_RATE = 0.02;
  private static final double SERVER_RATE = 0.02;
  private static final double UPDATE_CLIP = 10;

  private final TransferRequest request;
  private final Table source;
  private final Table target;
  private final Consumer<String> progress;
  private final List<SourceFigures> figures = new ArrayList<>();

  private TransferTrial(
      TransferRequest request, Table source, Table target, Consumer<String> progress) {
    this.request = request;
    this.source = source;
    this.target = target;
    this.progress = progress;
  }

  /**
   * @param progress told, in a line each, how far it has come
   * @throws CommandFailure if the files do not allow it
   * @throws org.kumiki.node.ingest.CsvRefusal if a file cannot be read safely
   */
  public static TransferFigures run(TransferRequest request, Consumer<String> progress)
      throws IOException {
    progress.accept("reading " + request.source().data());
    Table source = TableReader.read(request.source());
    progress.accept("reading " + request.target().data());
    Table target = TableReader.read(request.target());
    requireUsable(request, source, target);
    return new TransferTrial(request, source, target, progress).run();
  }

  private TransferFigures run() {
    int[] drawn = first(shuffled(source.rows(), request.seed()), request.sourceRows());
    List<Source> sources = sources(drawn);
    List<SizeFigures> sizes = new ArrayList<>();
    for (int rows : request.rows()) {
      progress.accept("learning from " + rows + " rows, " + request.draws() + " draws");
      sizes.add(new SizeFigures(rows, ways(rows, sources)));
    }
    return new TransferFigures(
        request.target().target(),
        target.features().size(),
        source.members().size(),
        drawn.length,
        target.rows(),
        request.draws(),
        figures,
        sizes);
  }

  private List<Source> sources(int[] drawn) {
    List<Batch> members = new ArrayList<>();
    for (int m = 0; m < source.members().size(); m++) {
      int member = m;
      members.add(
          source.batch(Arrays.stream(drawn).filter(i -> source.memberOf()[i] == member).toArray()));
    }
    List<Integer> columns =
        source.features().stream().map(name -> target.features().indexOf(name)).toList();
    List<Source> sources = new ArrayList<>();
    for (String name : request.models()) {
      progress.accept("training " + name + " by sums on " + drawn.length + " rows");
      long start = System.nanoTime();
      RegressionModel model =
          (RegressionModel) SummedTraining.fit(regression(name, members), members);
      double seconds = (System.nanoTime() - start) / 1e9;
      figures.add(new SourceFigures(name, seconds, model.trainingRmse()));
      sources.add(Source.of(name, model, columns));
    }
    return sources;
  }

  private Regression regression(String name, List<Batch> members) {
    List<Variable> features = new ArrayList<>();
    for (int j = 0; j < source.features().size(); j++) {
      Domains domain = Domains.of(members, j);
      features.add(new Variable(source.features().get(j), domain.lower(), domain.upper()));
    }
    Domains domain = Domains.of(members, features.size());
    Variable y = new Variable("the target", domain.lower(), domain.upper());
    long cap = members.stream().mapToInt(Batch::rows).max().orElseThrow();
    return switch (name) {
      case "ridge" -> new Ridge(features, y, 1, CLIP, cap);
      case "gp" ->
          new GaussianProcess(
              features, y, RANDOM_FEATURES, 1, List.of(), FOLDS, 0, 0, 0, CLIP, cap);
      case "mlp" ->
          new NeuralNetwork(
              features,
              y,
              HIDDEN,
              ROUNDS,
              1,
              LOCAL_RATE,
              SERVER_RATE,
              0,
              UPDATE_CLIP,
              1,
              CLIP,
              cap);
      default -> throw new IllegalArgumentException("no model of the source is named " + name);
    };
  }

  private List<Way> ways(int rows, List<Source> sources) {
    Map<String, double[]> errors = new LinkedHashMap<>();
    Map<String, Integer> chosen = new LinkedHashMap<>();
    double[] byEvidence = new double[request.draws()];
    for (int draw = 0; draw < request.draws(); draw++) {
      int at = draw;
      int[] order = shuffled(target.rows(), request.seed() + 1 + draw);
      Batch training = target.batch(first(order, rows));
      Batch test = target.batch(Arrays.copyOfRange(order, rows, order.length));
      TransferChoice choice = TransferChoice.of(training, sources, draw);
      String winner = choice.model().candidate().label();
      for (TransferChoice.Score score : choice.scores()) {
        Candidate candidate = score.candidate();
        boolean wins = candidate.label().equals(winner);
        double error = error(wins ? choice.model() : candidate.fit(training), test);
        errors.computeIfAbsent(candidate.label(), label -> new double[byEvidence.length])[at] =
            error;
        chosen.merge(candidate.label(), wins ? 1 : 0, Integer::sum);
        byEvidence[at] = wins ? error : byEvidence[at];
      }
    }
    double[] direct = errors.get(new Candidate(Candidate.Way.DIRECT, Optional.empty()).label());
    List<Way> ways = new ArrayList<>();
    errors.forEach((name, of) -> ways.add(Way.of(name, of, direct, chosen.get(name))));
    ways.add(Way.of("chosen by evidence", byEvidence, direct, null));
    return ways;
  }

  private static double error(TransferredModel model, Batch test) {
    double[] actual = test.columns()[test.columns().length - 1];
    return ErrorMeasures.of(actual, model.predict(test)).mae();
  }

  private static int[] first(int[] order, int count) {
    return Arrays.copyOf(order, Math.min(count, order.length));
  }

  private static int[] shuffled(int count, long seed) {
    SeededNumbers numbers = new SeededNumbers(SeededNumbers.mixed(seed));
    double[] keys = new double[count];
    Arrays.setAll(keys, i -> numbers.uniform());
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> keys[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void requireUsable(TransferRequest request, Table source, Table target) {
    if (!source.features().stream().anyMatch(target.features()::contains)) {
      throw CommandFailure.refused(
          "the two files have no feature in common", "name the same columns or --composition");
    }
    int most = request.rows().get(request.rows().size() - 1);
    if (target.rows() < most + TransferChoice.MIN_ROWS) {
      throw CommandFailure.refused(
          String.format(
              Locale.ROOT, "%d rows are too few to learn from %d of them", target.rows(), most),
          "ask for fewer --rows");
    }
  }
}
