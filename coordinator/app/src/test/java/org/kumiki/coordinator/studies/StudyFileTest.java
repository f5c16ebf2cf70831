package org.kumiki.coordinator.studies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.study.Audience;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Prior;
import org.kumiki.exchange.study.Rights;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Rehearsal;
import org.kumiki.learning.computation.Ring;
import org.kumiki.learning.descriptor.PhysicsPrior;
import org.kumiki.ontology.term.Vocabulary;

class StudyFileTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");
  private static final Map<String, SigningKey> KEYS = new TreeMap<>();
  private static final RosterSnapshot ROSTER = roster("acme", "birch", "cedar", "daigo");
  private static final int CURRENT_EPOCH = 3;
  private static final String RIDGE =
      """
      title: Strength
      purpose: to know it
      computation: ridge
      target: kt:tensileStrength
      features:
        - kt:massFraction-C
        - {term: kt:composition, descriptor: magpie}
      """;

  private static final String REHEARSAL =
      """
      title: Dress rehearsal
      purpose: to see all machines at work before the first study
      computation: rehearsal
      settings: {length: 1000000, rounds: 20, ring: 32}
      """;

  @Test
  void termsBecomeIrisWithUnitAndDomainOfTheVocabulary() {
    Study study = resolve(RIDGE);
    NumericTerm target = study.target().orElseThrow();
    assertEquals("https://w3id.org/kumiki/term/tensileStrength", target.term());
    assertEquals("http://qudt.org/vocab/unit/MegaPA", target.unit());
    assertTrue(target.lower() <= 0 && target.upper() >= 3000, target.toString());
    assertEquals(
        new CompositionTerm("https://w3id.org/kumiki/term/composition", "magpie"),
        study.features().get(1));
    assertEquals(133, study.computation().variables().size() - 1);
  }

  @Test
  void theCurrentDataEpochIsAskedUnlessTheFileNamesAnEarlierOne() {
    assertEquals(CURRENT_EPOCH, resolve(RIDGE).dataEpoch());
    assertEquals(2, resolve(RIDGE + "dataEpoch: 2\n").dataEpoch());
    for (int closed : new int[] {0, 4}) {
      StudyFile.Unacceptable refusal =
          assertThrows(
              StudyFile.Unacceptable.class, () -> resolve(RIDGE + "dataEpoch: " + closed + "\n"));
      assertTrue(
          refusal.getMessage().startsWith("data epoch " + closed + " is not open, 3 is"),
          refusal.getMessage());
    }
  }

  @Test
  void theWholeRosterTakesPartForSevenDaysUnlessTheFileSaysOtherwise() {
    Study study = resolve(RIDGE);
    assertEquals(List.of("acme", "birch", "cedar", "daigo"), study.cohort());
    assertEquals(3, study.minimumContributors());
    assertEquals(10, study.minimumRows());
    assertEquals(NOW.plusSeconds(7 * 86_400).getEpochSecond(), study.deadlineEpochSecond());
    Study smaller = resolve(RIDGE + "cohort: [daigo, acme, cedar]\nexpires: PT1H\n");
    assertEquals(List.of("acme", "cedar", "daigo"), smaller.cohort());
    assertEquals(NOW.getEpochSecond() + 3600, smaller.deadlineEpochSecond());
  }

  @Test
  void aDescriptorIsNamedWithItsVersionOrMeansTheFirst() {
    assertEquals(
        resolve(RIDGE).hash(),
        resolve(RIDGE.replace("descriptor: magpie", "descriptor: magpie-v1")).hash());
  }

  @Test
  void theSameFileGivesTheSameHash() {
    assertEquals(resolve(RIDGE).hash(), resolve(RIDGE).hash());
    assertEquals(resolve(RIDGE), Study.decode(resolve(RIDGE).encode()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "target: kt:tensileStrength|target: kt:noSuchTerm|is not in the vocabulary",
        "target: kt:tensileStrength|target: kt:lotNumber|identifies samples",
        "target: kt:tensileStrength|target: kt:composition|is not a number",
        "target: kt:tensileStrength|target: kt:massFraction-C|a term occurs twice",
        "computation: ridge|computation: forest|'statistics' (without settings), 'ridge', 'sparse', 'gp', 'gbdt', 'mlp', 'validation' or",
        "title: Strength|titel: Strength|unknown key 'titel'",
        "title: Strength|title: ''|has no 'title'",
        "title: Strength|title: a\\ncohort: [acme, birch]|at least 3",
        "title: Strength|title: a\\ncohort: [acme, birch, zebra]|zebra is not in the pinned roster",
        "title: Strength|title: a\\nminimumOrganisations: 2|at least 3",
        "title: Strength|title: a\\nminimumRows: 5|at least 10 rows",
        "title: Strength|title: a\\nexpires: yesterday|is an instant",
        "title: Strength|title: a\\nexpires: 2020-01-01T00:00:00Z|end before it begins",
        "title: Strength|title: a\\nsettings: {alpha: 1}|no setting 'alpha'",
        "title: Strength|title: a\\nsettings: {lambda: -1}|lambda must be a positive number",
        "descriptor: magpie|descriptor: xenonpy|descriptor xenonpy is unknown",
        "descriptor: magpie|descriptor: magpie-v2|this release has magpie-v1 and element-fractions-v1",
        "descriptor: magpie|descriptor: magpie-with-gaps|is unknown",
        "features:|features: [}|not readable at line",
        "title: Strength|title: a\\nsettings: {lambda: }|a setting has no value",
        "title: Strength|title: a\\ncohort: [null]|an entry of 'cohort' is empty",
        "title: Strength|title: a\\nconditions: [{from: 1, to: 2}]|'term', 'from' and 'to'",
        "title: Strength|title: a\\nconditions: [{term: kt:tensileStrength}]|'term', 'from' and",
        "title: Strength|title: a\\nconditions: [null]|'term', 'from' and 'to'",
        "title: Strength|title: a\\nexpires: P999999999999D|is an instant",
        "title: Strength|title: a\\nmaxRowsPerMember: 1000000000000|lower maxRowsPerMember",
        "kt:massFraction-C|null|a feature is a term",
        "term: kt:composition, |'' |a feature is a term",
      })
  void aFaultIsNamedInOneSentence(String right, String wrong, String sentence) {
    String yaml = RIDGE.replace(right, wrong.replace("\\n", "\n"));
    StudyFile.Unacceptable refusal =
        assertThrows(StudyFile.Unacceptable.class, () -> resolve(yaml));
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  @Test
  void aGaussianProcessTellsMaterialsByTheCompositionAndChoosesWhatIsNotGiven() {
    String yaml = RIDGE.replace("computation: ridge", "computation: gp");
    String given =
        yaml.replace("title: Strength", "title: a\nsettings: {features: 50, noise: 0.1}");
    Study study = resolve(given);
    Method.GaussianProcess method = (Method.GaussianProcess) study.method();
    assertEquals(50, method.randomFeatures());
    assertEquals(0.1, method.noise());
    assertEquals(0, method.lengthscale());
    assertEquals(1, method.folds(), "folds open sums of fewer members, so they are asked for");
    assertEquals(List.of("https://w3id.org/kumiki/term/composition"), method.material());
    assertEquals(study, Study.decode(study.encode()));
    assertEquals("gp", study.computation().code());
  }

  @Test
  void aPriorIsTakenOffInTheUnitOfTheTarget() {
    String yaml =
        RIDGE.replace("target: kt:tensileStrength", "target: kt:density\nprior: mixtures");
    Study study = resolve(yaml);
    Prior prior = study.prior().orElseThrow();
    assertEquals(PhysicsPrior.MIXTURES, prior.law());
    assertEquals("https://w3id.org/kumiki/term/composition", prior.composition());
    assertEquals(1000, prior.factor(), "g/cm3 in kg/m3");
    assertEquals(study, Study.decode(study.encode()));
    assertEquals(Optional.empty(), resolve(RIDGE + "prior: none\n").prior());
  }

  @Test
  void rightsAreTheParticipantsUnlessTheFileSaysOtherwise() {
    assertEquals(Rights.PARTICIPANTS, resolve(RIDGE).rights());
    Rights members = resolve(RIDGE + "rights: {use: members}\n").rights();
    assertEquals(new Rights(Audience.MEMBERS, Audience.PARTICIPANTS), members);
    Audience two = new Audience(Audience.Kind.NAMED, List.of("acme", "birch"));
    Audience one = new Audience(Audience.Kind.NAMED, List.of("acme"));
    Rights named = resolve(RIDGE + "rights: {use: [birch, acme], export: [acme]}\n").rights();
    assertEquals(new Rights(two, one), named);
    assertEquals(new Rights(two, two), resolve(RIDGE + "rights: {use: [birch, acme]}\n").rights());
  }

  @Test
  void boostedTreesRiseAndFallWithTheFeaturesThatSaySo() {
    String yaml =
        RIDGE
            .replace("computation: ridge", "computation: gbdt")
            .replace(
                "- kt:massFraction-C",
                "- {term: kt:massFraction-C, monotone: rising}\n"
                    + "  - {term: kt:massFraction-Si, monotone: falling}\n"
                    + "  - {term: kt:massFraction-Mn}");
    Method.BoostedTrees method = (Method.BoostedTrees) resolve(yaml).method();
    assertEquals(List.of("https://w3id.org/kumiki/term/massFraction-C"), method.rising());
    assertEquals(List.of("https://w3id.org/kumiki/term/massFraction-Si"), method.falling());
  }

  @Test
  void aMaterialIsToldByTheFeaturesThatAFileNames() {
    String yaml =
        RIDGE.replace(
            "computation: ridge",
            "computation: gp\nsettings: {folds: 5}\nmaterial: kt:massFraction-C");
    Method.GaussianProcess method = (Method.GaussianProcess) resolve(yaml).method();
    assertEquals(List.of("https://w3id.org/kumiki/term/massFraction-C"), method.material());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: Strength|title: a\\nprior: debye|prior 'debye' is unknown: use none, neumann-kopp",
        "title: Strength|title: a\\nprior: mixtures|and https://w3id.org/kumiki/term/tensileStrength is not",
        "- {term: kt:composition, descriptor: magpie}|- kt:massFraction-Mn\\nprior: mixtures|follows from one composition",
        "- kt:massFraction-C|- {term: kt:massFraction-C, monotone: rising}|only gbdt keeps to",
        "- kt:massFraction-C|- {term: kt:massFraction-C, monotone: up}|is rising or falling",
        "- kt:massFraction-C|- {term: kt:massFraction-C, trend: up}|a feature has no 'trend'",
        "descriptor: magpie|descriptor: magpie, monotone: rising|neither rises nor falls",
        "title: Strength|title: a\\nmaterial: kt:composition|only gp asks for the 'material'",
        "title: Strength|title: a\\nmaterial: kt:density|tells no material here",
        "title: Strength|title: a\\nrights: {use: everybody}|participants, members, or a list",
        "title: Strength|title: a\\nrights: {use: [zebra]}|zebra has rights and is not in the roster",
        "title: Strength|title: a\\nrights: {export: members}|among those who may use it",
        "title: Strength|title: a\\nmaterial: [1]|a term of the study's features, or a list",
      })
  void aFaultInWhatIsSaidOfFeaturesIsNamedToo(String right, String wrong, String sentence) {
    aFaultIsNamedInOneSentence(right, wrong, sentence);
  }

  @Test
  void aNetworkHasTheDefaultsOfTheInterfaceAndLayersAsAList() {
    String yaml = RIDGE.replace("computation: ridge", "computation: mlp");
    Method.NeuralNetwork method = (Method.NeuralNetwork) resolve(yaml).method();
    assertEquals(List.of(128, 64), method.hidden());
    assertEquals(100, method.rounds());
    assertEquals(1, method.localEpochs());
    Study study =
        resolve(
            yaml.replace(
                "title: Strength",
                "title: a\nsettings: {hidden: [32, 16], rounds: 20, localRate: 0.02, seed: 9}"));
    Method.NeuralNetwork given = (Method.NeuralNetwork) study.method();
    assertEquals(List.of(32, 16), given.hidden());
    assertEquals(20, given.rounds());
    assertEquals(0.02, given.localRate());
    assertEquals(9, given.seed());
    assertEquals(study, Study.decode(study.encode()));
    assertEquals("mlp", study.computation().code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hidden: [32, 1.5]|whole numbers for 'hidden'",
        "hidden: wide|whole numbers for 'hidden'",
        "hidden: []|1 to 4 hidden layers",
        "hidden: [2000]|the width of a layer is 1 to 1024",
        "rounds: 0|rounds is 1 to 2000",
        "localRate: fast|a number for 'localRate'",
        "serverRate: -1|the server's rate is above 0",
        "lambda: 1|mlp has no setting 'lambda'",
      })
  void aFaultOfANetworkIsNamedToo(String setting, String sentence) {
    String yaml =
        RIDGE
            .replace("computation: ridge", "computation: mlp")
            .replace("title: Strength", "title: a\nsettings: {" + setting + "}");
    StudyFile.Unacceptable refusal =
        assertThrows(StudyFile.Unacceptable.class, () -> resolve(yaml));
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  @Test
  void aRehearsalHasSizesAndNoTerms() throws IOException {
    Study study = resolve(REHEARSAL);
    assertEquals(new Rehearsal(1_000_000, 20, Ring.Z32), study.computation());
    assertFalse(study.readsRows());
    assertEquals(study, Study.decode(study.encode()));
    Study wide = resolve(REHEARSAL.replace(", ring: 32", ""));
    assertEquals(new Rehearsal(1_000_000, 20, Ring.Z64), wide.computation());
    Path sample = Path.of(System.getProperty("kumiki.root"), "docs/samples/study-rehearsal.yml");
    assertFalse(resolve(Files.readString(sample)).readsRows());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "length: 1000000, |''|whole number for 'length'",
        "rounds: 20|rounds: 2.5|whole number for 'rounds'",
        "rounds: 20|rounds: 20000|1 to 10000 rounds",
        "length: 1000000|length: 0|the length of a rehearsal",
        "ring: 32|ring: 16|there is no ring of 16 bits",
        "ring: 32|lambda: 1|no setting 'lambda'",
        "title: Dress|features: [kt:massFraction-C]\\ntitle: Dress|reads no row",
        "title: Dress|target: kt:tensileStrength\\ntitle: Dress|nothing else has one",
      })
  void aFaultOfARehearsalIsNamedToo(String right, String wrong, String sentence) {
    String yaml = REHEARSAL.replace(right, wrong.replace("\\n", "\n"));
    StudyFile.Unacceptable refusal =
        assertThrows(StudyFile.Unacceptable.class, () -> resolve(yaml));
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "null", "# nothing yet\nnull\n"})
  void anEmptyFileIsSaidToBeEmpty(String yaml) {
    StudyFile.Unacceptable refusal =
        assertThrows(StudyFile.Unacceptable.class, () -> StudyFile.parse(yaml));
    assertTrue(refusal.getMessage().contains("empty"), refusal.getMessage());
  }

  /** In words, before anybody is asked: its node would never answer. */
  @Test
  void whoHasNotSignedARosterThatCameInByTwoThirdsIsInNoCohort() {
    SignedRoster grown = SignedRoster.unsigned(ROSTER);
    for (String name : List.of("acme", "birch", "cedar")) {
      ByteString signature = KEYS.get(name).sign(SignedRoster.signedBytes(ROSTER.hash()));
      grown = grown.with(new NamedSignature(name, signature));
    }
    Optional<SignedRoster> threeOfFour = Optional.of(grown);
    assertEquals(List.of("acme", "birch", "cedar"), resolve(RIDGE, threeOfFour).cohort());
    StudyFile.Unacceptable refusal =
        assertThrows(
            StudyFile.Unacceptable.class,
            () -> resolve(RIDGE + "cohort: [acme, birch, daigo]\n", threeOfFour));
    assertTrue(
        refusal.getMessage().contains("daigo has not signed roster 1"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("leave it out"), refusal.getMessage());
  }

  @Test
  void aValidationAsksWhatItsModelsStudyAskedAndOfTheSame() {
    Study made =
        resolve(RIDGE + "holdout: 0.25\ncohort: [acme, birch, cedar]\nmaxRowsPerMember: 500\n");
    assertEquals(0.25, made.holdout());
    Study test = validation(made, "");
    assertEquals(new Method.Validation(made.hash(), true, true), test.method());
    assertEquals(made.features(), test.features());
    assertEquals(made.target(), test.target());
    assertEquals(made.cohort(), test.cohort());
    assertEquals(500, test.maxRowsPerMember());
    assertEquals(0.25, test.holdout());
    Study bare = validation(made, "settings: {baselines: false, importance: false}\n");
    assertEquals(new Method.Validation(made.hash(), false, false), bare.method());
  }

  @Test
  void aValidationOfWhatCannotBeTestedIsRefusedInWords() {
    Study held = resolve(RIDGE + "holdout: 0.25\n");
    refusedValidation(held, "target: kt:tensileStrength\n", "from its model: remove them");
    refusedValidation(held, "holdout: 0.2\n", "from its model: remove them");
    refusedValidation(held, "settings: {baselines: 1}\n", "true or false");
    refusedValidation(resolve(RIDGE), "", "with 'holdout: 0.2'");
    StudyFile.Unacceptable unknown =
        assertThrows(StudyFile.Unacceptable.class, () -> resolve(validationOf(held)));
    assertTrue(unknown.getMessage().contains("has made a model"), unknown.getMessage());
    StudyFile.Unacceptable beside =
        assertThrows(
            StudyFile.Unacceptable.class, () -> resolve(RIDGE + "model: " + held.hash() + "\n"));
    assertTrue(beside.getMessage().contains("remove it"), beside.getMessage());
  }

  private static void refusedValidation(Study made, String more, String sentence) {
    StudyFile.Unacceptable refusal =
        assertThrows(StudyFile.Unacceptable.class, () -> validation(made, more));
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  private static Study validation(Study made, String more) {
    return StudyFile.parse(validationOf(made) + more)
        .resolve(
            Vocabulary.shipped(),
            ROSTER,
            Optional.empty(),
            hash -> Optional.of(made).filter(study -> study.hash().hex().equals(hash)),
            CURRENT_EPOCH,
            NOW);
  }

  private static String validationOf(Study made) {
    return """
    title: How good is it
    purpose: to see what it is worth
    computation: validation
    model: "%s"
    """
        .formatted(made.hash().hex());
  }

  private static Study resolve(String yaml, Optional<SignedRoster> grown) {
    return StudyFile.parse(yaml)
        .resolve(Vocabulary.shipped(), ROSTER, grown, hash -> Optional.empty(), CURRENT_EPOCH, NOW);
  }

  private static Study resolve(String yaml) {
    return StudyFile.parse(yaml).resolve(Vocabulary.shipped(), ROSTER, CURRENT_EPOCH, NOW);
  }

  private static RosterSnapshot roster(String... names) {
    SecureRandom random = new SecureRandom();
    List<Organisation> members = new ArrayList<>();
    for (String name : names) {
      KEYS.put(name, SigningKey.generate(name, random));
      members.add(new Organisation(name, name, KEYS.get(name).publicKey()));
    }
    SigningKey own = SigningKey.generate("coordinator", random);
    return RosterSnapshot.first(
        "trial", new Organisation("coordinator", "Coordinator", own.publicKey()), members);
  }
}
