package org.kumiki.exchange.round;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.disclosure.DisclosureGate;
import org.kumiki.exchange.disclosure.PassingQueryLedger;
import org.kumiki.exchange.ledger.LedgerEntry;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Ring;

/** A consortium for tests: keys, roster, a study and rows, all from one seed. */
public final class Federation {
  public final SecureRandom random;
  public final SigningKey coordinator;
  public final SortedMap<String, SigningKey> keys = new TreeMap<>();
  public final RosterSnapshot roster;
  public final SortedMap<String, Batch> rows = new TreeMap<>();
  public final SortedMap<String, List<LedgerEntry>> ledgers = new TreeMap<>();

  public Federation(int members, long seed) {
    this(members, 0, seed);
  }

  /** The first so many members sign with both keys. */
  public Federation(int members, int withBothKeys, long seed) {
    this.random = seeded(seed);
    this.coordinator = SigningKey.generate("coordinator", random);
    List<Organisation> organisations = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      String name = "member-" + (char) ('a' + i);
      SigningKind kind = i < withBothKeys ? SigningKind.ED25519_ML_DSA_65 : SigningKind.ED25519;
      SigningKey key = SigningKey.generate(name, kind, random);
      keys.put(name, key);
      ledgers.put(name, new ArrayList<>());
      organisations.add(new Organisation(name, "Member " + i, key.publicKey()));
    }
    this.roster =
        RosterSnapshot.first(
            "trial",
            new Organisation("coordinator", "Coordinator", coordinator.publicKey()),
            organisations);
  }

  /** A deterministic source; the platform's SHA1PRNG seeded before first use. */
  public static SecureRandom seeded(long seed) {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(seed);
      return random;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Rows of y = 3 x0 − 2 x1 + noise for each member, {@code count} each. */
  public Federation withRows(int count) {
    for (String name : keys.keySet()) {
      rows.put(name, batch(count));
    }
    return this;
  }

  public Batch batch(int count) {
    double[][] columns = new double[3][count];
    for (int i = 0; i < count; i++) {
      columns[0][i] = 10 * random.nextDouble();
      columns[1][i] = 10 * random.nextDouble();
      columns[2][i] = 3 * columns[0][i] - 2 * columns[1][i] + random.nextGaussian();
    }
    return new Batch(count, columns);
  }

  public Study ridge() {
    return study(
        new Method.RidgeRegression(1.0, 4.0), List.of("urn:x:0", "urn:x:1"), Optional.of("urn:y"));
  }

  public Study statistics() {
    return study(new Method.Statistics(), List.of("urn:x:0", "urn:x:1", "urn:y"), Optional.empty());
  }

  public Study rehearsal(int length, int rounds) {
    return study(new Method.Rehearsal(length, rounds, Ring.Z64), List.of(), Optional.empty());
  }

  private Study study(Method method, List<String> features, Optional<String> target) {
    return new Study(
        roster.protocol(),
        "trial",
        roster.hash(),
        1,
        "A study",
        "to test",
        List.copyOf(keys.keySet()),
        method,
        features.stream().map(Federation::term).map(t -> (Feature) t).toList(),
        target.map(Federation::term),
        List.of(),
        1_000_000,
        roster.minimumContributors(),
        10,
        4_000_000_000L);
  }

  private static NumericTerm term(String iri) {
    return new NumericTerm(iri, "urn:unit", -100, 100);
  }

  public LocalConsortium consortium(Study study) {
    Map<String, DisclosureGate> gates = new TreeMap<>();
    Map<String, LocalConsortium.Rows> halves = new TreeMap<>();
    for (String name : keys.keySet()) {
      gates.put(name, gate(name, Clock.systemUTC()));
      halves.put(
          name,
          progress ->
              study.readsRows()
                  ? contribute(rows.get(name), progress)
                  : Contribution.rehearsed(progress));
    }
    return new LocalConsortium(study, roster, coordinator, keys, gates, halves, random);
  }

  /** A member's door, with a ledger that the test reads and a query ledger that knows nothing. */
  DisclosureGate gate(String member, Clock clock) {
    return new DisclosureGate(
        ledgers.get(member)::add, new PassingQueryLedger(roster.minimumContributors()), clock);
  }

  public static Contribution contribute(Batch batch, Progress progress) {
    if (progress instanceof Progress.Computing computing) {
      Partial partial =
          Algorithms.of(computing.state().computation()).localStep(computing.state()).start();
      partial.add(batch);
      return new Contribution(partial.rowsUsed(), partial.vector());
    }
    return Contribution.flags(batch.rows(), true);
  }

  /** All rows of all members in one batch. */
  public Batch pooled() {
    int total = rows.values().stream().mapToInt(Batch::rows).sum();
    int width = rows.get(rows.firstKey()).columns().length;
    double[][] columns = new double[width][total];
    int at = 0;
    for (Batch batch : rows.values()) {
      for (int j = 0; j < width; j++) {
        System.arraycopy(batch.columns()[j], 0, columns[j], at, batch.rows());
      }
      at += batch.rows();
    }
    return new Batch(total, columns);
  }
}
