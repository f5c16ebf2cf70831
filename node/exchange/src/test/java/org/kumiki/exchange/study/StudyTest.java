package org.kumiki.exchange.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterParameters;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.round.Federation;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;
import org.kumiki.learning.computation.Loss;
import org.kumiki.learning.computation.Regression;
import org.kumiki.learning.computation.Rehearsal;
import org.kumiki.learning.computation.Ring;
import org.kumiki.learning.computation.Variable;
import org.kumiki.learning.descriptor.AmountBasis;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.CompositionParser;
import org.kumiki.learning.descriptor.PhysicsPrior;

class StudyTest {
  private static final NumericTerm X = new NumericTerm("urn:x", "urn:unit", -100, 100);
  private static final NumericTerm Y = new NumericTerm("urn:y", "urn:unit", -100, 100);
  private static final ByteString HASH = ByteString.fromHex("01".repeat(32));

  @Test
  void theHashChangesWithEveryField() {
    Set<ByteString> hashes = new HashSet<>();
    List<Study> all =
        List.of(
            new Change().study(),
            change(c -> c.consortium = "trial-2"),
            change(c -> c.rosterHash = ByteString.of(new byte[32])),
            change(c -> c.title = "Another"),
            change(c -> c.purpose = "another"),
            change(c -> c.cohort = List.of("a", "b", "d")),
            change(c -> c.method = new Method.RidgeRegression(2, 4)),
            change(c -> c.method = new Method.RidgeRegression(1, 5)),
            change(c -> c.method = boosted(Loss.SQUARED, List.of())),
            change(c -> c.method = boosted(new Loss(Loss.Kind.QUANTILE, 0.9), List.of())),
            change(c -> c.method = boosted(Loss.SQUARED, List.of("urn:x"))),
            change(c -> c.method = network(List.of(128, 64), 0.05)),
            change(c -> c.method = network(List.of(64, 128), 0.05)),
            change(c -> c.method = network(List.of(128, 64), 0.02)),
            rehearsal(1000, 20, Ring.Z64),
            rehearsal(1001, 20, Ring.Z64),
            rehearsal(1000, 21, Ring.Z64),
            rehearsal(1000, 20, Ring.Z32),
            change(c -> c.features = List.of(X, new CompositionTerm("urn:c", "magpie"))),
            change(c -> c.features = List.of(new NumericTerm("urn:x", "urn:unit", -100, 101))),
            change(c -> c.features = List.of(new NumericTerm("urn:x", "urn:unit2", -100, 100))),
            change(c -> c.target = Optional.of(new NumericTerm("urn:z", "urn:unit", -100, 100))),
            change(c -> c.conditions = List.of(new Condition(X, 0, 1))),
            change(c -> c.conditions = List.of(new Condition(X, 0, 2))),
            change(c -> c.maxRows = 1001),
            change(c -> c.minimumRows = 11),
            change(c -> c.cohort = List.of("a", "b", "c", "d")),
            change(
                c -> {
                  c.cohort = List.of("a", "b", "c", "d");
                  c.minimumContributors = 4;
                }),
            change(c -> c.deadline = 4_000_000_001L),
            change(c -> c.holdout = 0.2),
            change(c -> c.holdout = 0.25),
            validation(HASH, false, false),
            validation(HASH, true, false),
            validation(HASH, false, true),
            validation(ByteString.of(new byte[32]), false, false),
            withPrior(PhysicsPrior.VEGARD, 0.1),
            withPrior(PhysicsPrior.VEGARD, 1),
            withPrior(PhysicsPrior.MIXTURES, 1),
            withRights(Audience.MEMBERS, Audience.PARTICIPANTS),
            withRights(Audience.MEMBERS, Audience.MEMBERS),
            withRights(named("a", "b"), named("a")),
            withRights(named("a", "b"), named("b")));
    all.forEach(study -> hashes.add(study.hash()));
    assertEquals(all.size(), hashes.size());
    all.forEach(study -> assertEquals(study, Study.decode(study.encode())));
  }

  @Test
  void whatNoMemberCouldComputeIsRefusedBeforeAnybodyIsAsked() {
    refused("cannot be computed", c -> c.method = new Method.RidgeRegression(1, 2e6));
    refused("cannot be computed", c -> c.method = new Method.RidgeRegression(1e101, 4));
    refused("a feature of the study", c -> c.method = boosted(Loss.SQUARED, List.of("urn:y")));
    refused("once", c -> c.method = boosted(Loss.SQUARED, List.of("urn:x", "urn:x")));
    refused(
        "cannot be computed",
        c ->
            c.method =
                new Method.BoostedTrees(
                    5000, 10, 0.1, 255, 1, 10, Loss.SQUARED, List.of(), List.of(), 0, 4));
    refused("cannot be computed", c -> c.method = network(List.of(), 0.05));
    refused("cannot be computed", c -> c.method = network(List.of(128, 64), 0));
    refused("cannot be computed", c -> c.maxRows = 1L << 41);
    refused(
        "cannot be computed",
        c -> c.features = List.of(new NumericTerm("urn:x", "urn:unit", -1e200, 1)));
    refused(
        "cannot be computed",
        c ->
            c.features =
                List.of(
                    new CompositionTerm("urn:c1", "magpie"),
                    new CompositionTerm("urn:c2", "magpie")));
  }

  /** So that what stewards approved before there were priors keeps its hash. */
  @Test
  void aPriorFollowsTheDeadlineAndAStudyWithoutOneEndsThere() {
    Study prior = withPrior(PhysicsPrior.VEGARD, 0.1);
    Study plain = change(c -> c.features = prior.features());
    HexFormat hex = HexFormat.of();
    String tail = "01" + "0006766567617264" + "000575726e3a63" + "3fb999999999999a";
    assertEquals(hex.formatHex(plain.encode()) + tail, hex.formatHex(prior.encode()));
    byte[] unknown = prior.encode();
    unknown[plain.encode().length] = 9;
    assertThrows(WireFormatException.class, () -> Study.decode(unknown));
    byte[] otherLaw = prior.encode();
    otherLaw[plain.encode().length + 3] = 'V';
    assertThrows(WireFormatException.class, () -> Study.decode(otherLaw));
  }

  @Test
  void whatAPriorLeavesHasBoundsThatAreTwiceAsWide() {
    Study study = withPrior(PhysicsPrior.MIXTURES, 1000);
    Variable learned = ((Regression) study.computation()).target();
    assertEquals(new Variable("urn:y", -200, 200), learned);
    Composition iron = (Composition) CompositionParser.parse("Fe", AmountBasis.ATOMIC);
    assertEquals(100, study.prior().orElseThrow().expected(iron, Y), "its end of the domain");
  }

  @Test
  void aPriorFollowsFromACompositionOfTheStudy() {
    refused(
        "a composition among the study's features",
        c -> c.prior = Optional.of(new Prior(PhysicsPrior.VEGARD, "urn:x", 1)));
    refused(
        "needs a target",
        c -> {
          asRehearsal(c, 1000, 20, Ring.Z64);
          c.prior = Optional.of(new Prior(PhysicsPrior.VEGARD, "urn:x", 1));
        });
    assertThrows(WireFormatException.class, () -> new Prior(PhysicsPrior.VEGARD, "urn:c", 0));
  }

  @Test
  void rightsFollowThePriorAndTheDefaultIsNotWritten() {
    Study prior = withPrior(PhysicsPrior.VEGARD, 0.1);
    Study both =
        change(
            c -> {
              c.features = prior.features();
              c.prior = prior.prior();
              c.rights = new Rights(named("a", "z"), named("a"));
            });
    String tail = "02" + "020002" + "000161" + "00017a" + "020001" + "000161";
    HexFormat hex = HexFormat.of();
    assertEquals(hex.formatHex(prior.encode()) + tail, hex.formatHex(both.encode()));
    byte[] standard = hex.parseHex(hex.formatHex(prior.encode()) + "02" + "000000" + "000000");
    assertThrows(
        WireFormatException.class, () -> Study.decode(standard), "written although default");
  }

  @Test
  void whoMayExportMayUse() {
    List<String> cohort = List.of("a", "b", "c");
    assertTrue(Audience.PARTICIPANTS.includes("b", cohort));
    assertFalse(Audience.PARTICIPANTS.includes("z", cohort));
    assertTrue(Audience.MEMBERS.includes("z", cohort));
    assertFalse(named("a").includes("b", cohort));
    for (Rights senseless :
        List.of(
            new Rights(Audience.PARTICIPANTS, Audience.MEMBERS),
            new Rights(Audience.PARTICIPANTS, named("z")),
            new Rights(named("a"), Audience.PARTICIPANTS),
            new Rights(named("a"), named("b")))) {
      refused("among those who may use it", c -> c.rights = senseless);
    }
    assertThrows(WireFormatException.class, () -> new Audience(Audience.Kind.NAMED, List.of()));
  }

  @Test
  void whoHasRightsIsInTheRoster() {
    Federation federation = new Federation(3, 5);
    Change change = new Change();
    change.cohort = federation.statistics().cohort();
    change.rosterHash = federation.statistics().rosterHash();
    change.rights = new Rights(named("stranger"), named("stranger"));
    notAllowed("stranger has rights and is not in the roster", change, federation);
  }

  private static Audience named(String... names) {
    return new Audience(Audience.Kind.NAMED, List.of(names));
  }

  private static Study withRights(Audience use, Audience export) {
    return change(c -> c.rights = new Rights(use, export));
  }

  private static Study withPrior(PhysicsPrior law, double factor) {
    return change(
        c -> {
          c.features = List.of(new CompositionTerm("urn:c", "magpie"), X);
          c.prior = Optional.of(new Prior(law, "urn:c", factor));
        });
  }

  @Test
  void whatCouldNotBeReadBackIsNeverWritten() {
    refused("title is longer", c -> c.title = "あ".repeat(134));
    refused("purpose is longer", c -> c.purpose = "x".repeat(4001));
    refused("not 1 to 1000", c -> c.cohort = names(1001));
    assertThrows(
        WireFormatException.class,
        () -> new NumericTerm("urn:" + "あ".repeat(100), "urn:unit", 0, 1));
    Study lone = change(c -> c.title = "half a \ud83d");
    assertThrows(WireFormatException.class, lone::encode, "two titles would share one hash");
  }

  @Test
  void fewerThanThreeContributorsAreNeverEnough() {
    refused("at least 3", c -> c.minimumContributors = 2);
    refused("at least 3", c -> c.cohort = List.of("a", "b"));
  }

  @Test
  void aStudyThatAsksLessThanTheRosterProtectsIsNotAllowed() {
    Federation federation = new Federation(5, 3);
    Study fair = federation.statistics();
    assertEquals(fair, fair.requireAllowedBy(federation.roster));
    Change weak = new Change();
    weak.cohort = fair.cohort();
    weak.rosterHash = fair.rosterHash();
    weak.minimumContributors = 3;
    notAllowed("at least 4 contributors", weak, federation);
    weak.minimumContributors = 4;
    weak.minimumRows = 9;
    notAllowed("at least 10 rows", weak, federation);
    weak.minimumRows = 10;
    weak.maxRows = 2_000_000_000L;
    notAllowed("at most 1000000000 rows", weak, federation);
    weak.maxRows = 1000;
    weak.cohort = List.of("member-a", "member-b", "member-c", "stranger");
    notAllowed("stranger is not in the pinned roster", weak, federation);
    weak.rosterHash = HASH;
    notAllowed("another roster", weak, federation);
  }

  @Test
  void aStudyGoesOnUnderASuccessorThatKeepsItsCohortAndItsKeysAndUnderNoOther() {
    Federation federation = new Federation(5, 3);
    RosterSnapshot own = federation.roster;
    Change change = new Change();
    change.cohort = List.of("member-a", "member-b", "member-c", "member-d");
    change.rosterHash = own.hash();
    change.minimumContributors = 4;
    Study study = change.study().requireAllowedBy(own);
    List<Organisation> members = own.members();
    assertEquals(Optional.empty(), study.brokenBy(own, own));
    assertEquals(Optional.empty(), study.brokenBy(own, successor(own, members.subList(0, 4))));
    assertEquals(
        Optional.of("member-a is not in roster 2 any more"),
        study.brokenBy(own, successor(own, members.subList(1, 5))));
    List<Organisation> changed = new ArrayList<>(members);
    changed.set(
        1,
        new Organisation(
            "member-b", "Member b", new Federation(5, 4).keys.get("member-b").publicKey()));
    assertEquals(
        Optional.of("member-b has another key in roster 2"),
        study.brokenBy(own, successor(own, changed)));
  }

  @Test
  void aStudyIsOfTheProtocolVersionOfItsRoster() {
    Federation federation = new Federation(3, 1, 3);
    Study study = federation.statistics().requireAllowedBy(federation.roster);
    assertEquals(2, study.context().protocol());
    assertEquals(study, Study.decode(study.encode()));
    byte[] ofVersion1 = study.encode();
    ofVersion1[1] = 1;
    WireFormatException refusal =
        assertThrows(
            WireFormatException.class,
            () -> Study.decode(ofVersion1).requireAllowedBy(federation.roster));
    assertTrue(refusal.getMessage().contains("protocol version 1, its roster of 2"));
  }

  @Test
  void anOlderRosterIsNoWayAroundTheParametersInForce() {
    Federation federation = new Federation(5, 3);
    Study study = federation.statistics().requireAllowedBy(federation.roster);
    RosterSnapshot stricter =
        new RosterSnapshot(
            "trial",
            2,
            federation.roster.hash(),
            federation.roster.coordinator(),
            federation.roster.members(),
            new RosterParameters(2, 10, 1_000_000_000L, List.of(32, 64)));
    assertEquals(study, study.requireProtectedLike(federation.roster));
    WireFormatException refusal =
        assertThrows(WireFormatException.class, () -> study.requireProtectedLike(stricter));
    assertTrue(refusal.getMessage().contains("at least 5 contributors"), refusal.getMessage());
  }

  private static RosterSnapshot successor(RosterSnapshot before, List<Organisation> members) {
    return new RosterSnapshot(
        "trial",
        2,
        before.hash(),
        before.coordinator(),
        members,
        RosterParameters.shipped(members.size()));
  }

  @Property(tries = 1000)
  void foreignBytesAreAStudyOrAreRefused(@ForAll @Size(max = 200) byte[] bytes) {
    byte[] changed = Vectors.bytes(Vectors.own("wire", "study").get("fields"));
    for (int i = 0; i + 1 < Math.min(8, bytes.length); i += 2) {
      changed[(bytes[i] & 0xff) * changed.length / 256] = bytes[i + 1];
    }
    for (byte[] foreign : List.of(bytes, changed)) {
      try {
        assertEquals(ByteString.of(foreign), ByteString.of(Study.decode(foreign).encode()));
      } catch (WireFormatException refused) {
        assertFalse(refused.getMessage().isBlank());
      }
    }
  }

  @Test
  void aRehearsalReadsNoRowAndOnlyARehearsalDoes() {
    Study rehearsal = rehearsal(1000, 20, Ring.Z32);
    assertFalse(rehearsal.readsRows());
    assertTrue(change(c -> {}).readsRows());
    assertEquals(new Rehearsal(1000, 20, Ring.Z32), rehearsal.computation());
    refused(
        "a rehearsal reads no row",
        c -> {
          asRehearsal(c, 1000, 20, Ring.Z64);
          c.features = List.of(X);
        });
    refused(
        "no conditions",
        c -> {
          asRehearsal(c, 1000, 20, Ring.Z64);
          c.conditions = List.of(new Condition(X, 0, 1));
        });
    refused(
        "nothing else has one",
        c -> {
          asRehearsal(c, 1000, 20, Ring.Z64);
          c.target = Optional.of(Y);
        });
    refused("at least one feature term", c -> c.features = List.of());
  }

  @Test
  void aRehearsalOfASizeThatNoRoundHasIsRefused() {
    refused("cannot be computed", c -> asRehearsal(c, 0, 20, Ring.Z64));
    refused("cannot be computed", c -> asRehearsal(c, (1 << 27) + 1, 20, Ring.Z64));
    refused("cannot be computed", c -> asRehearsal(c, 1000, 10_001, Ring.Z64));
  }

  @Test
  void theRingOfEveryRoundMustBeAllowedAndNotThatOfTheFirstAlone() {
    Federation federation = new Federation(3, 5);
    Change change = new Change();
    change.cohort = federation.statistics().cohort();
    change.method = network(List.of(4), 0.05);
    Study network = change.study();
    assertEquals(network, network.requireProtectedLike(federation.roster));
    for (int allowed : new int[] {32, 64}) {
      RosterSnapshot one = withRing(federation.roster, allowed);
      int other = 96 - allowed;
      WireFormatException refusal =
          assertThrows(WireFormatException.class, () -> network.requireProtectedLike(one));
      assertTrue(refusal.getMessage().endsWith("power of " + other), refusal.getMessage());
    }
    Study statistics = federation.statistics();
    RosterSnapshot wide = withRing(federation.roster, 64);
    assertEquals(statistics, statistics.requireProtectedLike(wide));
  }

  private static RosterSnapshot withRing(RosterSnapshot roster, int bits) {
    RosterParameters own = roster.parameters();
    return new RosterSnapshot(
        roster.consortium(),
        roster.version(),
        roster.previousHash(),
        roster.coordinator(),
        roster.members(),
        new RosterParameters(own.colluding(), own.minimumRows(), own.maximumRows(), List.of(bits)));
  }

  @Test
  void aNetworkSaysItsSettingsInTheOrderOfTheProtocol() {
    WireWriter out = new WireWriter();
    Method.write(out, new Method.NeuralNetwork(List.of(128, 64), 100, 1, 0.5, 2, 0, 1, 7, 4));
    String bytes =
        "07"
            + "000200800040"
            + "0064"
            + "01"
            + "3fe0000000000000"
            + "4000000000000000"
            + "0000000000000000"
            + "3ff0000000000000"
            + "0000000000000007"
            + "4010000000000000";
    assertEquals(bytes, HexFormat.of().formatHex(out.toByteArray()));
    byte[] fiveLayers = HexFormat.of().parseHex("07000500010001000100010001");
    assertThrows(WireFormatException.class, () -> Method.read(new WireReader(fiveLayers)));
  }

  @Test
  void aRehearsalSaysItsSizeInNineBytesBehindItsKind() {
    WireWriter out = new WireWriter();
    Method.write(out, new Method.Rehearsal(1_000_000, 20, Ring.Z32));
    assertEquals("03000f42400000001420", HexFormat.of().formatHex(out.toByteArray()));
    byte[] otherRing = HexFormat.of().parseHex("03000f42400000001410");
    assertThrows(WireFormatException.class, () -> Method.read(new WireReader(otherRing)));
  }

  @Test
  void aValidationNamesTheModelAndWhatIsAskedOfIt() {
    WireWriter out = new WireWriter();
    Method.write(out, new Method.Validation(HASH, true, true));
    assertEquals("08" + HASH.hex() + "03", HexFormat.of().formatHex(out.toByteArray()));
    byte[] other = HexFormat.of().parseHex("08" + HASH.hex() + "04");
    assertThrows(WireFormatException.class, () -> Method.read(new WireReader(other)));
    assertTrue(validation(HASH, true, true).readsHeldOut());
    refused("holdout: 0.2", c -> c.method = new Method.Validation(HASH, true, true));
  }

  @Test
  void aHoldOutStandsBehindAStudyThatHasOneAndChangesNoOther() {
    String without = HexFormat.of().formatHex(new Change().study().encode());
    String with = HexFormat.of().formatHex(change(c -> c.holdout = 0.25).encode());
    assertEquals(without + "03" + "3fd0000000000000", with);
    for (String end : List.of("03" + "0000000000000000", "04" + "3fd0000000000000", "03")) {
      byte[] bytes = HexFormat.of().parseHex(without + end);
      assertThrows(WireFormatException.class, () -> Study.decode(bytes));
    }
    refused("0 to 0.5", c -> c.holdout = 0.6);
    refused("0 to 0.5", c -> c.holdout = Double.NaN);
    refused(
        "holds none out",
        c -> {
          asRehearsal(c, 1000, 20, Ring.Z64);
          c.holdout = 0.2;
        });
  }

  private static Study validation(ByteString model, boolean baselines, boolean importance) {
    return change(
        c -> {
          c.method = new Method.Validation(model, baselines, importance);
          c.holdout = 0.2;
        });
  }

  private static Study rehearsal(int length, int rounds, Ring ring) {
    return change(c -> asRehearsal(c, length, rounds, ring));
  }

  private static void asRehearsal(Change change, int length, int rounds, Ring ring) {
    change.method = new Method.Rehearsal(length, rounds, ring);
    change.features = List.of();
    change.target = Optional.empty();
  }

  private static List<String> names(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("m" + (10000 + i));
    }
    return names;
  }

  private static void notAllowed(String sentence, Change change, Federation federation) {
    WireFormatException refusal =
        assertThrows(
            WireFormatException.class, () -> change.study().requireAllowedBy(federation.roster));
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  private static Method boosted(Loss loss, List<String> rising) {
    return new Method.BoostedTrees(200, 6, 0.1, 255, 1, 10, loss, rising, List.of(), 20, 4);
  }

  private static Method network(List<Integer> hidden, double localRate) {
    return new Method.NeuralNetwork(hidden, 100, 1, localRate, 0.05, 0, 2, 1, 4);
  }

  private static void refused(String sentence, Consumer<Change> edit) {
    WireFormatException refusal = assertThrows(WireFormatException.class, () -> change(edit));
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  private static Study change(Consumer<Change> edit) {
    Change change = new Change();
    edit.accept(change);
    return change.study();
  }

  /** A study's fields, to be changed one at a time. */
  private static final class Change {
    String consortium = "trial";
    ByteString rosterHash = HASH;
    String title = "A study";
    String purpose = "to test";
    List<String> cohort = List.of("a", "b", "c");
    Method method = new Method.RidgeRegression(1, 4);
    List<Feature> features = List.of(X);
    Optional<NumericTerm> target = Optional.of(Y);
    List<Condition> conditions = List.of();
    int dataEpoch = 1;
    long maxRows = 1000;
    int minimumContributors = 3;
    int minimumRows = 10;
    long deadline = 4_000_000_000L;
    double holdout;
    Optional<Prior> prior = Optional.empty();
    Rights rights = Rights.PARTICIPANTS;

    Study study() {
      return new Study(
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
          maxRows,
          minimumContributors,
          minimumRows,
          deadline,
          new Provisions(prior, rights, holdout));
    }
  }
}
