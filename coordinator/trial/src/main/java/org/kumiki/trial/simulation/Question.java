package org.kumiki.trial.simulation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.Batch;
import org.kumiki.trial.simulation.table.Table;

/**
 * The one question of all arms. Each arm asks it with the bounds of its own rows, and everything
 * else is the same to the letter, so that no arm has rules of its own.
 */
final class Question {
  private static final String TERM = "urn:kumiki:simulation:";
  private static final String UNIT = "urn:kumiki:simulation-unit:as-in-file";

  /** A simulation has no clock: its gates stand at the epoch, one second before the deadline. */
  private static final long DEADLINE_EPOCH_SECOND = 1;

  private final ModelFamily model;
  private final RosterSnapshot roster;
  private final List<String> terms = new ArrayList<>();
  private final List<String> material;

  Question(ModelFamily model, Table table, RosterSnapshot roster) {
    this.model = model;
    this.roster = roster;
    if (model.needsFeatures()) {
      table.features().forEach(this::addTerm);
    }
    this.material = terms.subList(Math.max(0, terms.size() - table.described()), terms.size());
  }

  /** The columns of {@code all} that the study reads: its features, then the target. */
  Batch columns(Batch all) {
    double[][] columns = all.columns();
    return model.needsFeatures()
        ? all
        : new Batch(all.rows(), new double[][] {columns[columns.length - 1]});
  }

  /**
   * The study over some members' rows.
   *
   * @param batches one a member, of the columns that {@link #columns} gives
   */
  Study study(List<Batch> batches) {
    return study(model, batches);
  }

  /** The same question of another model that reads the same columns. */
  Study study(ModelFamily model, List<Batch> batches) {
    List<Feature> features = new ArrayList<>();
    for (int j = 0; j < terms.size(); j++) {
      features.add(numericTerm(terms.get(j), Domains.of(batches, j)));
    }
    NumericTerm target = numericTerm(TERM, Domains.of(batches, terms.size()));
    if (!model.needsFeatures()) {
      features.add(target);
    }
    long cap = batches.stream().mapToInt(Batch::rows).max().orElse(0);
    return new Study(
        roster.consortium(),
        roster.hash(),
        1,
        "Simulation: " + model.name(),
        "what the members of one file would gain from each other",
        roster.members().stream().map(Organisation::name).toList(),
        model.method(material),
        features,
        model.needsFeatures() ? Optional.of(target) : Optional.empty(),
        List.of(),
        Math.max(cap, roster.parameters().minimumRows()),
        roster.minimumContributors(),
        roster.parameters().minimumRows(),
        DEADLINE_EPOCH_SECOND);
  }

  /** The term of a column, for a setting that names one. */
  static String term(String column) {
    return TERM + URLEncoder.encode(column, StandardCharsets.UTF_8).replace("+", "%20");
  }

  // The target's term is the prefix alone, which no column can have.
  private void addTerm(String column) {
    String term = term(column);
    // A colon is always encoded, so no other column can have this name.
    terms.add(term.length() <= Feature.MAX_IRI_BYTES ? term : TERM + ":" + terms.size());
  }

  private static NumericTerm numericTerm(String term, Domains domain) {
    return new NumericTerm(term, UNIT, domain.lower(), domain.upper());
  }
}
