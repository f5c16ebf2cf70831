package org.kumiki.trial.simulation;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.statistics.SeededNumbers;
import org.kumiki.learning.suggest.OwnRows;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.trial.simulation.SuggestFigures.Pool;
import org.kumiki.trial.simulation.table.Table;
import org.kumiki.trial.simulation.table.TableReader;

/**
 * How many experiments it takes to find one of the best materials of a table, when the next is
 * drawn, suggested by a model of own rows, or suggested by a federated model: that of the other
 * members' rows and the searcher's first experiments, as sums, which then learns from each own
 * experiment. All start from the same first experiments.
 *
 * <p>What follows is the table's and the seeds' alone. Thread-safe.
 */
public final class SuggestTrial {
  private final SuggestRequest request;
  private final Table table;
  private final Members members;
  private final Question question;

  private SuggestTrial(SuggestRequest request, Table table) {
    this.request = request;
    this.table = table;
    this.members = Members.of(table.members().size(), new SecureRandom());
    this.question = new Question(request.model(), table, members.roster());
  }

  /**
   * @param progress told, in a line each, how far it has come
   * @throws CommandFailure if the file or the members do not allow it
   * @throws org.kumiki.node.ingest.CsvRefusal if the file cannot be read safely
   */
  public static SuggestFigures run(SuggestRequest request, Consumer<String> progress)
      throws IOException {
    progress.accept("reading " + request.table().data());
    Table table = TableReader.read(request.table());
    if (table.features().isEmpty()) {
      throw CommandFailure.refused(
          "no column is left to predict from", "name some with --numeric or --composition");
    }
    return new SuggestTrial(request, table).run(progress);
  }

  private SuggestFigures run(Consumer<String> progress) {
    int[] all = IntStream.range(0, table.rows()).toArray();
    requireRows("the file", all);
    progress.accept("searching among all rows");
    Pool everyone = search("everyone", all, -1);
    List<Pool> pools = new ArrayList<>();
    for (int m = 0; m < table.members().size(); m++) {
      String name = table.members().get(m).name();
      int[] own = rowsOf(m);
      requireRows("member " + name, own);
      progress.accept("searching among the rows of " + name);
      pools.add(search(name, own, m));
    }
    return new SuggestFigures(
        request.table().target(),
        table.features().size(),
        request.seeds(),
        request.first(),
        everyone,
        pools);
  }

  private Pool search(String name, int[] rows, int member) {
    double worst = threshold(rows);
    List<int[]> runs =
        IntStream.range(0, request.seeds())
            .parallel()
            .mapToObj(seed -> runs(rows, member, worst, seed))
            .toList();
    int best = (int) Arrays.stream(rows).filter(row -> utility(row) >= worst).count();
    return Pool.of(name, rows.length, best, runs, member >= 0);
  }

  /** By drawing, by an own model, and by the federated one if there is a member. */
  private int[] runs(int[] rows, int member, double worst, int seed) {
    int[] order = shuffled(rows, seed);
    int drawn = 0;
    while (utility(order[drawn]) < worst) {
      drawn++;
    }
    if (drawn < request.first()) {
      return new int[] {drawn + 1, drawn + 1, drawn + 1};
    }
    int[] first = Arrays.copyOf(order, request.first());
    int own = new SuggestSearch(request, table, order).byOwnRows(this::ownModel, worst);
    int federated =
        member < 0
            ? 0
            : new SuggestSearch(request, table, order).by(federatedModel(member, first), worst);
    return new int[] {drawn + 1, own, federated};
  }

  private GaussianModel ownModel(int[] rows) {
    Batch batch = table.batch(rows);
    Study study = question.study(List.of(batch));
    return OwnRows.fit((GaussianProcess) study.computation(), batch);
  }

  private GaussianModel federatedModel(int member, int[] first) {
    List<Batch> training = new ArrayList<>();
    for (int m = 0; m < table.members().size(); m++) {
      training.add(table.batch(m == member ? first : rowsOf(m)));
    }
    Federation federation = new Federation(members, question.study(training), training);
    Progress progress = federation.clear().progress();
    if (progress instanceof Progress.Done done) {
      return (GaussianModel) done.result();
    }
    throw CommandFailure.refused(
        "the federated study ended without a model", "ask for other --members or --set");
  }

  private int[] rowsOf(int member) {
    return IntStream.range(0, table.rows())
        .filter(row -> table.memberOf()[row] == member)
        .toArray();
  }

  /** The utility from which on a row is among the best: at least one is, and equal ones all are. */
  private double threshold(int[] rows) {
    int count = (int) Math.ceil(request.top() * rows.length);
    double[] sorted = Arrays.stream(rows).mapToDouble(this::utility).sorted().toArray();
    return sorted[sorted.length - count];
  }

  private double utility(int row) {
    return request.goal().utility(table.target()[row]);
  }

  private static int[] shuffled(int[] rows, int seed) {
    SeededNumbers numbers = new SeededNumbers(SeededNumbers.mixed(seed));
    double[] keys = new double[rows.length];
    Arrays.setAll(keys, i -> numbers.uniform());
    return IntStream.range(0, rows.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> keys[i]))
        .mapToInt(i -> rows[i])
        .toArray();
  }

  private void requireRows(String whose, int[] rows) {
    if (rows.length <= request.first()) {
      throw CommandFailure.refused(
          whose + " has " + rows.length + " rows to search, and " + request.first() + " are drawn",
          "ask for fewer --first, or for other --members");
    }
  }
}
