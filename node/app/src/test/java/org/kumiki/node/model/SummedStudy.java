package org.kumiki.node.model;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Provisions;
import org.kumiki.exchange.study.Rights;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.Partial;
import org.kumiki.learning.computation.Result;
import org.kumiki.learning.computation.Stage;
import org.kumiki.learning.computation.State;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Quantity;
import org.kumiki.ontology.term.Vocabulary;

/** A completed study of three members with a model made from their sums, as a node keeps it. */
public final class SummedStudy {
  public static final List<String> COHORT = List.of("acme", "birch", "cedar");

  private SummedStudy() {}

  public static NumericTerm term(String name) {
    Concept concept = Vocabulary.shipped().concept(name).orElseThrow();
    Quantity quantity = concept.quantity().orElseThrow();
    return new NumericTerm(concept.iri(), quantity.unit(), quantity.lower(), quantity.upper());
  }

  /** By a Gaussian process, of numbers. */
  public static Study study(String title, List<String> features, String target, Rights rights) {
    return study(
        title, features.stream().<Feature>map(SummedStudy::term).toList(), term(target), rights);
  }

  /** By a Gaussian process. */
  public static Study study(
      String title, List<Feature> features, NumericTerm target, Rights rights) {
    return study(
        ByteString.of(new byte[32]),
        COHORT,
        title,
        new Method.GaussianProcess(100, 1, List.of(), 1, 0, 0, 0, 4),
        features,
        target,
        rights);
  }

  /** Under a roster, by its hash. */
  public static Study study(
      ByteString roster,
      List<String> cohort,
      String title,
      Method method,
      List<Feature> features,
      NumericTerm target,
      Rights rights) {
    return new Study(
        ProtocolVersion.FIRST,
        "trial",
        roster,
        1,
        title,
        "to test",
        cohort,
        method,
        features,
        Optional.of(target),
        List.of(),
        10_000,
        3,
        10,
        4_000_000_000L,
        new Provisions(Optional.empty(), rights, 0));
  }

  /** The same study, which holds a share of the materials out. */
  public static Study holdingOut(Study study, double share) {
    return new Study(
        study.protocol(),
        study.consortium(),
        study.rosterHash(),
        study.dataEpoch(),
        study.title(),
        study.purpose(),
        study.cohort(),
        study.method(),
        study.features(),
        study.target(),
        study.conditions(),
        study.maxRowsPerMember(),
        study.minimumContributors(),
        study.minimumRows(),
        study.deadlineEpochSecond(),
        new Provisions(study.provisions().prior(), study.provisions().rights(), share));
  }

  /**
   * Runs the study's halves.
   *
   * @param members rows of each, the features and then the target
   */
  public static Progress.Done done(Study study, List<Batch> members) {
    Computation computation = study.computation();
    Stage stage = Algorithms.of(computation).start(computation);
    while (stage instanceof State state) {
      double[] sum = null;
      for (Batch rows : members) {
        Partial partial = Algorithms.of(computation).localStep(state).start();
        partial.add(rows);
        double[] vector = partial.vector();
        for (int i = 0; sum != null && i < sum.length; i++) {
          vector[i] += sum[i];
        }
        sum = vector;
      }
      stage = Algorithms.of(computation).merge(state, sum, members.size());
    }
    return new Progress.Done((Result) stage, members.size());
  }

  /**
   * Runs the study's halves and keeps what comes of it.
   *
   * @param members as above
   */
  public static void keep(Jdbi jdbi, Study study, List<Batch> members) {
    Progress done = done(study, members);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO study (hash, bytes, progress, decision, ended_at, reason)"
                        + " VALUES (:hash, :bytes, :progress, 'approved', now(), 'COMPLETED')")
                .bind("hash", study.hash().hex())
                .bind("bytes", study.encode())
                .bind("progress", done.encode())
                .execute());
  }
}
