package org.kumiki.exchange.study;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Context;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.MessageCodec;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;
import org.kumiki.learning.Algorithms;
import org.kumiki.learning.computation.BoostedTrees;
import org.kumiki.learning.computation.Computation;
import org.kumiki.learning.computation.GaussianProcess;
import org.kumiki.learning.computation.Moments;
import org.kumiki.learning.computation.NeuralNetwork;
import org.kumiki.learning.computation.Rehearsal;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.Ring;
import org.kumiki.learning.computation.SparseRegression;
import org.kumiki.learning.computation.Validation;
import org.kumiki.learning.computation.Variable;

/**
 * A question to a cohort, complete: everything that decides what leaves a node stands in it, and
 * its hash is what a steward approves.
 *
 * @param protocol the protocol version, which is the roster's
 * @param dataEpoch from 1: which state of the members' data it asks, the same for the consortium
 * @param title and {@code purpose}: for people
 * @param cohort the organisations that take part, all of them in every round, ascending
 * @param features what is read of each row; none in a rehearsal, which has no conditions either
 * @param target what is predicted; of a regression alone
 * @param conditions rows outside any of them do not take part
 * @param maxRowsPerMember public cap that bounds every sum
 * @param minimumContributors organisations without which nothing opens
 * @param minimumRows rows below which a member contributes zero; like the cap it stands in a
 *     rehearsal too, without effect
 * @param deadlineEpochSecond when the study ends if members are still missing
 * @param provisions what only some studies say
 */
public record Study(
    int protocol,
    String consortium,
    ByteString rosterHash,
    int dataEpoch,
    String title,
    String purpose,
    List<String> cohort,
    Method method,
    List<Feature> features,
    Optional<NumericTerm> target,
    List<Condition> conditions,
    long maxRowsPerMember,
    int minimumContributors,
    int minimumRows,
    long deadlineEpochSecond,
    Provisions provisions) {
  private static final int MAX_TITLE_BYTES = 400;
  private static final int MAX_PURPOSE_BYTES = 4000;
  static final int MAX_FEATURES = 2000;
  private static final String HASH_TAG = "kumiki study";

  public Study {
    ProtocolVersion.require(protocol);
    Identifiers.require(consortium, "consortium");
    rosterHash.requireSize(Sha256.SIZE_BYTES, "rosterHash");
    cohort = Identifiers.requireAscending(cohort, "cohort");
    features = List.copyOf(features);
    conditions = List.copyOf(conditions);
    require(dataEpoch >= 1, "data epochs start at 1");
    require(!title.isBlank(), "a study needs a title");
    requireSize(title, MAX_TITLE_BYTES, "title");
    requireSize(purpose, MAX_PURPOSE_BYTES, "purpose");
    require(
        features.isEmpty() != method.readsRows(),
        "a study needs at least one feature term; a rehearsal reads no row and has none");
    require(
        conditions.isEmpty() || method.readsRows(),
        "a rehearsal reads no row, so it has no conditions");
    require(
        features.size() <= MAX_FEATURES && conditions.size() <= MAX_FEATURES,
        "a study has at most " + MAX_FEATURES + " features and as many conditions");
    require(
        target.isPresent() == method.predicts(),
        "a regression, or the validation of one, needs a target term; nothing else has one");
    requireDistinctTerms(features, target);
    require(
        minimumContributors >= RosterSnapshot.MINIMUM_MEMBERS
            && minimumContributors <= cohort.size(),
        "minimumContributors is "
            + minimumContributors
            + " for a cohort of "
            + cohort.size()
            + ": at least 3 and at most the cohort");
    require(minimumRows >= 1 && maxRowsPerMember >= minimumRows, "minimumRows ≤ maxRowsPerMember");
    require(deadlineEpochSecond > 0, "a study needs a deadline");
    requireHoldout(method, provisions.holdout());
    Optional<Prior> prior = provisions.prior();
    require(prior.isEmpty() || target.isPresent(), "a prior needs a target to be taken off");
    if (prior.isPresent()) {
      prior.get().requireOneOf(features);
    }
    provisions.rights().requireSensible(cohort);
    requireComputable(method, features, learned(target, prior), maxRowsPerMember);
  }

  /** Without provisions. */
  public Study(
      int protocol,
      String consortium,
      ByteString rosterHash,
      int dataEpoch,
      String title,
      String purpose,
      List<String> cohort,
      Method method,
      List<Feature> features,
      Optional<NumericTerm> target,
      List<Condition> conditions,
      long maxRowsPerMember,
      int minimumContributors,
      int minimumRows,
      long deadlineEpochSecond) {
    this(
        protocol,
        consortium,
        rosterHash,
        dataEpoch,
        title,
        purpose,
        cohort,
        method,
        features,
        target,
        conditions,
        maxRowsPerMember,
        minimumContributors,
        minimumRows,
        deadlineEpochSecond,
        Provisions.NONE);
  }

  /** Under a roster of protocol version 1. */
  public Study(
      String consortium,
      ByteString rosterHash,
      int dataEpoch,
      String title,
      String purpose,
      List<String> cohort,
      Method method,
      List<Feature> features,
      Optional<NumericTerm> target,
      List<Condition> conditions,
      long maxRowsPerMember,
      int minimumContributors,
      int minimumRows,
      long deadlineEpochSecond) {
    this(
        ProtocolVersion.FIRST,
        consortium,
        rosterHash,
        dataEpoch,
        title,
        purpose,
        cohort,
        method,
        features,
        target,
        conditions,
        maxRowsPerMember,
        minimumContributors,
        minimumRows,
        deadlineEpochSecond);
  }

  /** The same study with another deadline. */
  public Study withDeadline(long epochSecond) {
    return new Study(
        protocol,
        consortium,
        rosterHash,
        dataEpoch,
        title,
        purpose,
        cohort,
        method,
        features,
        target,
        conditions,
        maxRowsPerMember,
        minimumContributors,
        minimumRows,
        epochSecond,
        provisions);
  }

  /** Refuses a study that asks less than the roster protects; returns it otherwise. */
  public Study requireAllowedBy(RosterSnapshot roster) {
    require(
        protocol == roster.protocol(),
        "the study is of protocol version " + protocol + ", its roster of " + roster.protocol());
    require(
        consortium.equals(roster.consortium()) && rosterHash.equals(roster.hash()),
        "the study names another roster than the one pinned here");
    for (String name : cohort) {
      require(roster.member(name).isPresent(), name + " is not in the pinned roster");
    }
    for (String name : rights().named()) {
      require(roster.member(name).isPresent(), name + " has rights and is not in the roster");
    }
    return requireProtectedLike(roster);
  }

  /**
   * Refuses a study that asks less than the roster's parameters protect, whichever roster it names:
   * an older one must not be a way around them.
   */
  public Study requireProtectedLike(RosterSnapshot roster) {
    require(
        minimumContributors >= roster.minimumContributors(),
        "the roster asks for at least " + roster.minimumContributors() + " contributors");
    int rows = roster.parameters().minimumRows();
    require(minimumRows >= rows, "the roster asks for at least " + rows + " rows a member");
    Computation computation = computation();
    for (Ring ring : Algorithms.of(computation).rings(computation)) {
      require(
          roster.parameters().rings().contains(ring.bits()),
          "the roster does not allow sums modulo 2 to the power of " + ring.bits());
    }
    long cap = roster.parameters().maximumRows();
    require(maxRowsPerMember <= cap, "the roster allows a cap of at most " + cap + " rows");
    return this;
  }

  /**
   * Why the study cannot go on since another roster is in force; empty if all of its cohort, and
   * the coordinator, are still there with the keys that they had.
   *
   * @param own the roster that the study names
   * @param inForce the same or a successor
   */
  public Optional<String> brokenBy(RosterSnapshot own, RosterSnapshot inForce) {
    List<String> signers = new ArrayList<>(cohort);
    signers.add(own.coordinator().name());
    for (String name : signers) {
      Optional<ByteString> before = own.key(name);
      Optional<ByteString> now = inForce.key(name);
      if (now.isEmpty()) {
        return Optional.of(name + " is not in roster " + inForce.version() + " any more");
      }
      if (!now.equals(before)) {
        return Optional.of(name + " has another key in roster " + inForce.version());
      }
    }
    return Optional.empty();
  }

  /** False for a rehearsal: nobody's rows are asked, and no rule about rows applies. */
  public boolean readsRows() {
    return method.readsRows();
  }

  /** True if it reads the rows that were held out, false if it reads all others. */
  public boolean readsHeldOut() {
    return method instanceof Method.Validation;
  }

  /** The share of each member's materials that trains nothing; 0 for none. */
  public double holdout() {
    return provisions.holdout();
  }

  /** What is taken off the target before anything is learned. */
  public Optional<Prior> prior() {
    return provisions.prior();
  }

  /** What may be done with the model. */
  public Rights rights() {
    return provisions.rights();
  }

  /** The computation that this study runs, from its own text alone. */
  public Computation computation() {
    return computation(method, features, learned(target, prior()), maxRowsPerMember);
  }

  /** The target, or what a prior leaves of it. */
  private static Optional<Variable> learned(Optional<NumericTerm> target, Optional<Prior> prior) {
    return target.map(term -> prior.isPresent() ? Prior.left(term) : term.variables().get(0));
  }

  private static Computation computation(
      Method method, List<Feature> features, Optional<Variable> target, long maxRowsPerMember) {
    if (method instanceof Method.Rehearsal rehearsal) {
      return new Rehearsal(rehearsal.length(), rehearsal.rounds(), rehearsal.ring());
    }
    List<Variable> variables = new ArrayList<>();
    features.forEach(feature -> variables.addAll(feature.variables()));
    if (method instanceof Method.RidgeRegression ridge) {
      Variable y = target.orElseThrow();
      return new Ridge(variables, y, ridge.lambda(), ridge.clip(), maxRowsPerMember);
    }
    if (method instanceof Method.Validation validation) {
      List<Integer> groups =
          validation.importance()
              ? features.stream().map(feature -> feature.variables().size()).toList()
              : List.of();
      Variable y = target.orElseThrow();
      return new Validation(variables, groups, y, validation.baselines(), maxRowsPerMember);
    }
    if (method instanceof Method.GaussianProcess gp) {
      return new GaussianProcess(
          variables,
          target.orElseThrow(),
          gp.randomFeatures(),
          gp.seed(),
          places(features, gp.material()),
          gp.folds(),
          gp.lengthscale(),
          gp.noise(),
          gp.amplitude(),
          gp.clip(),
          maxRowsPerMember);
    }
    if (method instanceof Method.SparseRegression sparse) {
      Variable y = target.orElseThrow();
      return new SparseRegression(
          variables, y, sparse.alpha(), sparse.l1Ratio(), sparse.clip(), maxRowsPerMember);
    }
    if (method instanceof Method.BoostedTrees boosted) {
      return new BoostedTrees(
          variables,
          target.orElseThrow(),
          boosted.trees(),
          boosted.depth(),
          boosted.learningRate(),
          boosted.bins(),
          boosted.lambda(),
          boosted.minRows(),
          boosted.loss(),
          directions(features, boosted),
          boosted.patience(),
          boosted.clip(),
          maxRowsPerMember);
    }
    if (method instanceof Method.NeuralNetwork network) {
      return new NeuralNetwork(
          variables,
          target.orElseThrow(),
          network.hidden(),
          network.rounds(),
          network.localEpochs(),
          network.localRate(),
          network.serverRate(),
          network.proximal(),
          network.updateClip(),
          network.seed(),
          network.clip(),
          maxRowsPerMember);
    }
    return new Moments(variables, maxRowsPerMember);
  }

  /** For each variable 1 if its term rises, −1 if it falls, else 0. */
  private static List<Integer> directions(List<Feature> features, Method.BoostedTrees boosted) {
    List<Integer> directions = new ArrayList<>();
    int found = 0;
    for (Feature feature : features) {
      boolean rises = boosted.rising().contains(feature.term());
      boolean falls = boosted.falling().contains(feature.term());
      boolean given = rises || falls;
      require(!given || feature instanceof NumericTerm, "only a numeric term rises or falls");
      found += given ? 1 : 0;
      int direction = rises ? 1 : falls ? -1 : 0;
      feature.variables().forEach(variable -> directions.add(direction));
    }
    int asked = boosted.rising().size() + boosted.falling().size();
    require(found == asked, "what rises or falls is a feature of the study");
    return directions;
  }

  /** Where the variables of some terms stand among those of all features. */
  private static List<Integer> places(List<Feature> features, List<String> terms) {
    List<Integer> places = new ArrayList<>();
    int found = 0;
    int next = 0;
    for (Feature feature : features) {
      int end = next + feature.variables().size();
      if (terms.contains(feature.term())) {
        found++;
        IntStream.range(next, end).forEach(places::add);
      }
      next = end;
    }
    require(found == terms.size(), "a material is told by features of the study");
    return places;
  }

  /** The context of the study's messages before any epoch. */
  public Context context() {
    return new Context(protocol, consortium, rosterHash, hash(), 0);
  }

  public ByteString hash() {
    return Sha256.hash(HASH_TAG, encode());
  }

  public byte[] encode() {
    WireWriter out = new WireWriter().version(protocol).text(consortium);
    out.fixed(rosterHash).u32(dataEpoch).text(title).text(purpose).list(cohort, WireWriter::text);
    Method.write(out, method);
    out.list(features, Feature::write);
    out.list(target.stream().toList(), Feature::write);
    out.list(conditions, Study::writeCondition);
    out.u64(maxRowsPerMember).u16(minimumContributors).u32(minimumRows).u64(deadlineEpochSecond);
    provisions.write(out);
    return out.toByteArray();
  }

  public static Study decode(byte[] bytes) {
    require(bytes.length <= MessageCodec.MAX_STUDY_BYTES, "the study is too large");
    WireReader in = new WireReader(bytes);
    Study study =
        new Study(
            in.version(),
            in.text("consortium", Identifiers.MAX_LENGTH),
            in.fixed(Sha256.SIZE_BYTES, "rosterHash"),
            in.u32("dataEpoch"),
            in.text("title", MAX_TITLE_BYTES),
            in.text("purpose", MAX_PURPOSE_BYTES),
            in.list("cohort", MessageCodec.MAX_RELAYED, r -> r.text("name", 40)),
            Method.read(in),
            in.list("features", MAX_FEATURES, Feature::read),
            in.list("target", 1, Study::readNumeric).stream().findFirst(),
            in.list("conditions", MAX_FEATURES, Study::readCondition),
            in.u64("maxRowsPerMember"),
            in.u16("minimumContributors"),
            in.u32("minimumRows"),
            in.u64("deadline"),
            Provisions.read(in));
    in.end();
    return study;
  }

  /** What a study need not say stands behind its end, each with a number of its own. */
  private static void requireHoldout(Method method, double holdout) {
    require(
        holdout >= 0 && holdout <= Provisions.MAX_HOLDOUT,
        "the hold-out is a share from 0 to " + Provisions.MAX_HOLDOUT + ", not " + holdout);
    require(holdout == 0 || method.readsRows(), "a rehearsal reads no row, so it holds none out");
    require(
        holdout > 0 || !(method instanceof Method.Validation),
        "a validation needs a model whose study held rows out: train one with 'holdout: 0.2'");
  }

  private static void writeCondition(WireWriter out, Condition condition) {
    Feature.write(out, condition.term());
    out.f64(condition.from()).f64(condition.to());
  }

  private static Condition readCondition(WireReader in) {
    return new Condition(readNumeric(in), in.f64("from"), in.f64("to"));
  }

  private static NumericTerm readNumeric(WireReader in) {
    if (Feature.read(in) instanceof NumericTerm numeric) {
      return numeric;
    }
    throw new WireFormatException("a target or condition is a numeric term");
  }

  private static void requireDistinctTerms(List<Feature> features, Optional<NumericTerm> target) {
    List<String> terms = new ArrayList<>(features.stream().map(Feature::term).toList());
    target.ifPresent(numeric -> terms.add(numeric.term()));
    require(terms.stream().distinct().count() == terms.size(), "a term occurs twice in the study");
  }

  /** Found here, before any member is asked, and not when the flags have been opened. */
  private static void requireComputable(
      Method method, List<Feature> features, Optional<Variable> target, long maxRowsPerMember) {
    try {
      computation(method, features, target, maxRowsPerMember);
    } catch (IllegalArgumentException e) {
      throw new WireFormatException("the study cannot be computed: " + e.getMessage());
    }
  }

  private static void requireSize(String text, int maxBytes, String field) {
    require(
        text.getBytes(StandardCharsets.UTF_8).length <= maxBytes,
        "the " + field + " is longer than " + maxBytes + " bytes");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new WireFormatException(otherwise);
    }
  }
}
