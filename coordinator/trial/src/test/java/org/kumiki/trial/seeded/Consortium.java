package org.kumiki.trial.seeded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.round.Contribution;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Ring;

/** Organisations with keys, a roster, and rows: what stands before anything runs. */
public final class Consortium {
  static final String COORDINATOR = "coordinator";

  /** Variables of a row: enough for a regression, few enough to be quick. */
  private static final int COLUMNS = 2;

  private static final Map<String, KnownSigner> SIGNERS = new ConcurrentHashMap<>();
  private static final Map<Integer, RosterSnapshot> ROSTERS = new ConcurrentHashMap<>();

  private final RosterSnapshot roster;
  private final SortedMap<String, Batch> rows = new TreeMap<>();

  private Consortium(RosterSnapshot roster) {
    this.roster = roster;
  }

  /**
   * @param members from three on
   * @param rowsOf the rows of the member with this index
   */
  public static Consortium of(int members, IntFunction<Batch> rowsOf) {
    Consortium made = new Consortium(ROSTERS.computeIfAbsent(members, Consortium::roster));
    for (int i = 0; i < members; i++) {
      made.rows.put(nameOf(i), rowsOf.apply(i));
    }
    return made;
  }

  /** Every member with so many rows. */
  public static Consortium of(int members, int rows, long seed) {
    Chance chance = new Chance(seed);
    return of(members, i -> batch(rows, chance));
  }

  /** Under another roster, with these of its members taking part; every one with so many rows. */
  public static Consortium under(RosterSnapshot roster, List<String> members, int rows) {
    Consortium made = new Consortium(roster);
    Chance chance = new Chance(1);
    members.forEach(name -> made.rows.put(name, batch(rows, chance)));
    return made;
  }

  private static RosterSnapshot roster(int members) {
    List<Organisation> seats = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      seats.add(signer(nameOf(i)).organisation());
    }
    return RosterSnapshot.first("trial", signer(COORDINATOR).organisation(), seats);
  }

  static Batch batch(int count, Chance chance) {
    double[][] columns = new double[COLUMNS][count];
    for (int i = 0; i < count; i++) {
      columns[0][i] = 10 * chance.uniform();
      columns[1][i] = 3 * columns[0][i] + chance.uniform();
    }
    return new Batch(count, columns);
  }

  private static String nameOf(int index) {
    return "member-" + (char) ('a' + index);
  }

  public static KnownSigner signer(String name) {
    return SIGNERS.computeIfAbsent(name, n -> new KnownSigner(n, n.hashCode()));
  }

  static void forgetSignatures() {
    SIGNERS.values().forEach(KnownSigner::forget);
    SignatureMemory.clear();
  }

  public Signer coordinator() {
    return signer(COORDINATOR);
  }

  public RosterSnapshot roster() {
    return roster;
  }

  public List<String> members() {
    return List.copyOf(rows.keySet());
  }

  public Batch rows(String member) {
    return rows.get(member);
  }

  public Study statistics(String title) {
    return study(title, members(), new Method.Statistics());
  }

  public Study ridge(String title) {
    return study(title, members(), new Method.RidgeRegression(1.0, 4.0));
  }

  /** Over the columns of {@link #batch}; the roster's own minimums. */
  public Study study(String title, List<String> cohort, Method method) {
    boolean regression = method.predicts();
    List<Feature> features = new ArrayList<>();
    if (method.readsRows()) {
      features.add(term(0));
    }
    if (method.readsRows() && !regression) {
      features.add(term(1));
    }
    return new Study(
        roster.protocol(),
        roster.consortium(),
        roster.hash(),
        1,
        title,
        "to try the protocol",
        cohort,
        method,
        features,
        regression ? Optional.of(term(1)) : Optional.empty(),
        List.of(),
        1_000_000,
        roster.minimumContributors(),
        roster.parameters().minimumRows(),
        4_000_000_000L);
  }

  private static NumericTerm term(int column) {
    return new NumericTerm("urn:x:" + column, "urn:unit", -100, 100);
  }

  /** Made-up numbers in the smaller ring; no row enters. */
  public Study rehearsal(String title) {
    return study(title, members(), new Method.Rehearsal(3, 2, Ring.Z32));
  }

  /** A member's half of the computation, before the gate has looked at it. */
  public Contribution contribution(Study study, String member, Progress progress) {
    if (!study.readsRows()) {
      return Contribution.rehearsed(progress);
    }
    Batch batch = rows(member);
    if (progress instanceof Progress.Computing computing) {
      Partial partial =
          Algorithms.of(computing.state().computation()).localStep(computing.state()).start();
      partial.add(batch);
      return new Contribution(partial.rowsUsed(), partial.vector());
    }
    return Contribution.flags(batch.rows(), true);
  }
}
