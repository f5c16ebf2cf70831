package org.kumiki.trial.simulation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kumiki.learning.computation.GaussianModel;
import org.kumiki.learning.suggest.Acquisition.ExpectedImprovement;
import org.kumiki.learning.suggest.Campaign;
import org.kumiki.learning.suggest.CandidateSource;
import org.kumiki.learning.suggest.Objective;
import org.kumiki.trial.simulation.table.Table;

/** One search among rows whose targets are looked up when an experiment is made. One use. */
final class SuggestSearch implements CandidateSource {
  /** The own model chooses width and noise anew after so many experiments, as COMBO does. */
  private static final int REFIT = 5;

  private final SuggestRequest request;
  private final Table table;
  private final int[] order;
  private final Set<Integer> made = new HashSet<>();
  private int[] experiments = new int[0];

  /**
   * @param order the rows; the first of them are the first experiments
   */
  SuggestSearch(SuggestRequest request, Table table, int[] order) {
    this.request = request;
    this.table = table;
    this.order = order;
    for (int i = 0; i < request.first(); i++) {
      make(order[i]);
    }
  }

  /** Experiments until one is as good as wanted; the model knows the first ones. */
  int by(GaussianModel model, double wanted) {
    Campaign campaign = campaign(model);
    while (true) {
      int row = next(campaign);
      make(row);
      if (utility(row) >= wanted) {
        return experiments.length;
      }
      campaign.measured(new double[] {row}, table.target()[row]);
    }
  }

  /** The same from a model of own rows alone, fitted anew now and then. */
  int byOwnRows(Function<int[], GaussianModel> fit, double wanted) {
    Campaign campaign = null;
    while (true) {
      if (campaign == null || (experiments.length - request.first()) % REFIT == 0) {
        GaussianModel model = fit.apply(experiments);
        // Equal measurements teach nothing: the next is drawn.
        campaign = model.amplitude() > 0 ? campaign(model) : null;
      }
      int row = campaign == null ? drawn() : next(campaign);
      make(row);
      if (utility(row) >= wanted) {
        return experiments.length;
      }
      if (campaign != null) {
        campaign.measured(new double[] {row}, table.target()[row]);
      }
    }
  }

  @Override
  public List<String> names() {
    return List.of("row");
  }

  @Override
  public void forEach(Consumer<double[]> each) {
    double[] values = new double[1];
    for (int row : order) {
      values[0] = row;
      each.accept(values);
    }
  }

  private Campaign campaign(GaussianModel model) {
    Campaign campaign =
        new Campaign(
            List.of(new Objective("target", "", request.goal())),
            List.of(model),
            values -> features((int) values[0]));
    for (int row : experiments) {
      campaign.alreadyInModel(new double[] {row}, table.target()[row]);
    }
    return campaign;
  }

  private int next(Campaign campaign) {
    return (int) campaign.suggest(this, new ExpectedImprovement(0), 1).get(0).values().get(0);
  }

  private int drawn() {
    return Arrays.stream(order).filter(row -> !made.contains(row)).findFirst().orElseThrow();
  }

  private void make(int row) {
    made.add(row);
    experiments = Arrays.copyOf(experiments, experiments.length + 1);
    experiments[experiments.length - 1] = row;
  }

  private double[] features(int row) {
    double[] features = new double[table.features().size()];
    for (int j = 0; j < features.length; j++) {
      features[j] = table.columns()[j][row];
    }
    return features;
  }

  private double utility(int row) {
    return request.goal().utility(table.target()[row]);
  }
}
