package org.kumiki.exchange.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.disclosure.Differencing.Answered;
import org.kumiki.exchange.study.Condition;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Provisions;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;

class DifferencingTest {
  private static final ByteString ROSTER = ByteString.of(new byte[32]);
  private static final ByteString NEXT_ROSTER = ByteString.fromHex("01".repeat(32));
  private static final int MINIMUM = 3;
  private static final byte[] KEY = new byte[MultisetDigest.KEY_BYTES];

  private final Study base = study(1, "abcde", "hardness", "strength");

  @Test
  void anotherPenaltyTitlePurposeAndDeadlineAskTheSame() {
    Study other =
        study(ROSTER, 1, "abcde", 7.5, "Another title", List.of(), "hardness", "strength");
    assertNotEquals(base.hash(), other.hash());
    assertEquals(StatisticKey.of(base, "main"), StatisticKey.of(other, "main"));
    assertEquals(
        Optional.of(base.hash()),
        Differencing.repeated(question(other), List.of(question(base))).map(Question::studyHash));
  }

  @Test
  void theOrderOfTermsAndOfConditionsDoesNotMatter() {
    Condition cold = new Condition(term("temperature"), 0, 10);
    Condition warm = new Condition(term("temperature"), 5, 90);
    StatisticKey one = key(study(ROSTER, 1, "abc", 1, "T", List.of(cold, warm), "x", "y", "z"));
    StatisticKey other = key(study(ROSTER, 1, "abc", 1, "T", List.of(warm, cold), "z", "x", "y"));
    assertEquals(one, other);
  }

  @Test
  void anotherTermConditionEpochOrDatasetIsAnotherQuestion() {
    StatisticKey key = key(base);
    assertNotEquals(key, key(study(1, "abcde", "hardness", "elongation")));
    Condition cold = new Condition(term("temperature"), 0, 10);
    assertNotEquals(
        key, key(study(ROSTER, 1, "abcde", 1, "T", List.of(cold), "hardness", "strength")));
    assertNotEquals(key, key(study(2, "abcde", "hardness", "strength")));
    assertNotEquals(key, StatisticKey.of(base, "second"));
  }

  @Test
  void aSmallerCohortIsRefusedInWordsWhateverItAsks() {
    Question smaller = question(study(1, "abcd", "density", "colour"));
    String why = Differencing.refuse(smaller, List.of(question(base)), MINIMUM).orElseThrow();
    assertTrue(why.contains("would single out e, "), why);
    assertTrue(why.contains("at least 3 organisations"), why);
  }

  @Test
  void anotherDatasetOrDataEpochHasItsOwnCohorts() {
    List<Question> earlier = List.of(question(base));
    Study smaller = study(1, "abcd", "hardness", "strength");
    assertEquals(
        Optional.empty(), Differencing.refuse(Question.of(smaller, "second"), earlier, MINIMUM));
    Question later = question(study(2, "abcd", "hardness", "strength"));
    assertEquals(Optional.empty(), Differencing.refuse(later, earlier, MINIMUM));
  }

  /**
   * Nine members, c = 1: abcde in epoch 1; abcdfghi in epoch 2, where fghi are new; then fghi
   * alone. The first less the second plus the third would be e's own numbers, and no member is in
   * all three, so each of fghi must refuse its second cohort of the epoch.
   */
  @Test
  void whatIsNewInAnEpochStandsInTheSumsOfOneCohortAlone() {
    Question first = question(study(1, "abcde", "hardness", "strength"));
    Question second = question(study(2, "abcdfghi", "hardness", "strength"));
    Question third = question(study(2, "fghi", "hardness", "strength"));
    assertEquals(Optional.empty(), Differencing.refuse(second, List.of(first), 4), "at a to d");
    assertEquals(Optional.empty(), Differencing.refuse(second, List.of(), 4), "at f to i");
    String why = Differencing.refuse(third, List.of(second), 4).orElseThrow();
    assertTrue(why.contains("one cohort an epoch"), why);
    assertTrue(Differencing.refuse(second, List.of(third), 4).isPresent(), "nor the other way");
    assertEquals(
        Optional.empty(),
        CohortSpan.of(List.of(second.cohort(), third.cohort())).exposed(4),
        "the rule within an epoch alone lets both pass");
    // In numbers: a to i hold 1, 2, 4, …; changed rows are not needed.
    int e = 0b1_1111 - (0b1_1110_1111 - 0b1_1110_0000);
    assertEquals(0b1_0000, e);
    assertEquals(
        Optional.empty(),
        Differencing.refuse(
            question(study(2, "abcdfghi", "density", "colour")), List.of(second), 4),
        "the same cohort may be asked something else");
  }

  @Test
  void aCohortThatWasAskedBeforeMayBeAskedAgain() {
    Question again = question(study(1, "abcde", "density", "colour"));
    assertEquals(Optional.empty(), Differencing.refuse(again, List.of(question(base)), MINIMUM));
  }

  /** With 10 rows asked for and then 50, a member with 30 rows would be in one sum only. */
  @Test
  void aLimitOnRowsCannotBeMovedUnderTheSameTerms() {
    Question asked = question(base);
    Question moved =
        new Question(
            NEXT_ROSTER,
            ROSTER,
            asked.key(),
            "main",
            1,
            asked.terms(),
            asked.cohort(),
            50,
            1000,
            0);
    assertTrue(Differencing.refuse(moved, List.of(asked), MINIMUM).isPresent());
    Question otherTerms =
        new Question(
            NEXT_ROSTER,
            ROSTER,
            asked.key(),
            "main",
            1,
            List.of("urn:q"),
            asked.cohort(),
            50,
            1000,
            0);
    assertEquals(Optional.empty(), Differencing.refuse(otherTerms, List.of(asked), MINIMUM));
  }

  /**
   * A member with 15 rows stands in the sum of all rows, and, where 3 of them are held out, in
   * neither part's: all − trained − held out is its own.
   */
  @Test
  void aDatasetHasOneHoldOutWhateverTheEpoch() {
    Study held = heldOut(base, 0.2);
    Question part = question(held);
    for (Study other : List.of(base, heldOut(base, 0.25), study(2, "abcde", "hardness", "x"))) {
      assertTrue(Differencing.refuse(question(other), List.of(part), MINIMUM).isPresent());
      assertTrue(Differencing.refuse(part, List.of(question(other)), MINIMUM).isPresent());
    }
    assertEquals(Optional.empty(), Differencing.refuse(part, List.of(part), MINIMUM));
    Question apart = question(study(1, "abcde", "density", "colour"));
    assertEquals(Optional.empty(), Differencing.refuse(apart, List.of(part), MINIMUM));
    String sentence = Differencing.refuse(part, List.of(question(base)), MINIMUM).orElseThrow();
    assertTrue(sentence.contains("ask with 'holdout: 0.0'"), sentence);
  }

  @Test
  void theRowsHeldOutAreAnotherStatisticThanTheRowsThatTrain() {
    Study held = heldOut(base, 0.2);
    Study validation = validation(held);
    assertNotEquals(key(base), key(held));
    assertNotEquals(key(held), key(validation));
    assertEquals(key(validation), key(validation(held)));
    Study other =
        heldOut(study(ROSTER, 1, "abcde", 7, "Another", List.of(), "hardness", "strength"), 0.2);
    assertNotEquals(
        key(validation),
        key(with(held, new Method.Validation(other.hash(), true, true), 0.2)),
        "the errors of another model say something new");
  }

  private static Study heldOut(Study study, double holdout) {
    return with(study, study.method(), holdout);
  }

  private static Study validation(Study trained) {
    Method method = new Method.Validation(trained.hash(), true, true);
    return with(trained, method, trained.holdout());
  }

  private static Study with(Study study, Method method, double holdout) {
    return new Study(
        study.protocol(),
        study.consortium(),
        study.rosterHash(),
        study.dataEpoch(),
        study.title(),
        study.purpose(),
        study.cohort(),
        method,
        study.features(),
        study.target(),
        study.conditions(),
        study.maxRowsPerMember(),
        study.minimumContributors(),
        study.minimumRows(),
        study.deadlineEpochSecond(),
        new Provisions(study.prior(), study.rights(), holdout));
  }

  @Test
  void dataIsNewOnlyIfEverySharedTermHasOtherValues() {
    List<ColumnDigest> given = List.of(digest("hardness", 1, 2, 3), digest("strength", 7, 8, 9));
    Answered earlier = new Answered(question(base), given);
    Question later = question(study(2, "abcde", "hardness", "strength"));
    assertFalse(Differencing.hasNewData(later, given, List.of(earlier)));
    assertFalse(
        Differencing.hasNewData(
            later,
            List.of(digest("hardness", 1, 2, 4), digest("strength", 9, 8, 7)),
            List.of(earlier)),
        "strength has the same values in another order");
    assertTrue(
        Differencing.hasNewData(
            later,
            List.of(digest("hardness", 1, 2, 4), digest("strength", 7, 8)),
            List.of(earlier)));
  }

  @Test
  void dataIsComparedWithEveryEarlierQuestionThatShares() {
    List<ColumnDigest> first = List.of(digest("hardness", 1), digest("strength", 1));
    List<ColumnDigest> second = List.of(digest("hardness", 2), digest("strength", 2));
    List<Answered> earlier =
        List.of(
            new Answered(question(base), first),
            new Answered(question(study(2, "abcde", "hardness", "strength")), second));
    Question third = question(study(3, "abcde", "hardness", "density"));
    assertFalse(
        Differencing.hasNewData(
            third, List.of(digest("hardness", 1), digest("density", 5)), earlier),
        "back to the rows of epoch 1");
    assertTrue(
        Differencing.hasNewData(
            third, List.of(digest("hardness", 3), digest("density", 5)), earlier));
  }

  @Test
  void whereNothingIsSharedOrNothingLiesElsewhereDataIsNew() {
    List<ColumnDigest> columns = List.of(digest("hardness", 1), digest("strength", 1));
    Answered earlier = new Answered(question(base), columns);
    assertTrue(Differencing.hasNewData(question(base), columns, List.of()));
    Question sameEpoch = question(study(1, "abcde", "hardness", "density"));
    assertTrue(Differencing.hasNewData(sameEpoch, columns, List.of(earlier)));
    Question otherTerms = question(study(2, "abcde", "density", "colour"));
    assertTrue(
        Differencing.hasNewData(
            otherTerms, List.of(digest("density", 1), digest("colour", 1)), List.of(earlier)));
  }

  @Test
  void anotherRosterCountsAsAnotherDataEpoch() {
    List<ColumnDigest> columns = List.of(digest("hardness", 1), digest("strength", 1));
    Answered earlier = new Answered(question(base), columns);
    Question later =
        question(study(NEXT_ROSTER, 1, "abcde", 1, "T", List.of(), "hardness", "strength"));
    assertFalse(Differencing.hasNewData(later, columns, List.of(earlier)));
  }

  @Test
  void aDigestKnowsNoOrderButEveryValueAndHowOftenItIsThere() {
    assertEquals(digest("x", 1, 2, 2), digest("x", 2, 1, 2));
    assertNotEquals(digest("x", 1, 2, 2), digest("x", 1, 1, 2));
    assertNotEquals(digest("x", 1, 2), digest("x", 1, 2, 2));
    assertNotEquals(digest("x"), digest("x", Double.NaN));
    assertEquals(digest("x", 0.0), digest("x", -0.0));
  }

  @Test
  void withAnotherKeyADigestIsAnother() {
    byte[] other = new byte[MultisetDigest.KEY_BYTES];
    other[0] = 1;
    MultisetDigest digest = new MultisetDigest(other);
    digest.add(1.0);
    assertNotEquals(digest("x", 1.0).first(), digest.of("x").first());
    assertEquals(digest("x", 1.0).second(), digest.of("x").second(), "the other half is as it was");
  }

  /**
   * The control: with the rule off, two sums over cohorts that differ by one member are that
   * member's numbers to the bit; with it on, the second sum is never made.
   */
  @Test
  void withoutTheRuleTwoSumsAreTheMissingMembersNumbers() {
    long[] shares = {1_203, -77, 40_960, 5, 271_828};
    long all = 0;
    long without = 0;
    for (int i = 0; i < shares.length; i++) {
      all += shares[i];
      without += i == 4 ? 0 : shares[i];
    }
    assertEquals(271_828, all - without);
    PassingQueryLedger node = new PassingQueryLedger(MINIMUM);
    assertEquals(Optional.empty(), node.admit(base, List.of()));
    Study smaller = study(1, "abcd", "hardness", "strength");
    assertTrue(node.admit(smaller, List.of()).isPresent());
    assertEquals(Optional.empty(), node.admit(base, List.of()), "what was admitted stays so");
  }

  /** The second half: a new data epoch in which one member alone has changed. */
  @Test
  void withoutTheSecondFlagANewEpochWouldSayWhatOneMemberChanged() {
    double[] before = {5, 6, 7, 8, 9};
    double[] after = {5, 6, 7, 8, 12.5};
    double difference = 0;
    int changed = 0;
    for (int i = 0; i < before.length; i++) {
      difference += after[i] - before[i];
      Answered earlier = new Answered(question(study(1, "abcde", "x", "y")), columns(before[i]));
      Question later = question(study(2, "abcde", "x", "y"));
      changed += Differencing.hasNewData(later, columns(after[i]), List.of(earlier)) ? 1 : 0;
    }
    assertEquals(3.5, difference);
    assertEquals(1, changed);
    assertTrue(changed < MINIMUM, "so the study ends with the flags");
  }

  private static List<ColumnDigest> columns(double value) {
    return List.of(digest("x", value), digest("y", value));
  }

  private static ColumnDigest digest(String term, double... values) {
    MultisetDigest digest = new MultisetDigest(KEY);
    for (double value : values) {
      digest.add(value);
    }
    return digest.of("urn:" + term);
  }

  private static StatisticKey key(Study study) {
    return StatisticKey.of(study, "main");
  }

  private static Question question(Study study) {
    return Question.of(study, "main");
  }

  private static Study study(int dataEpoch, String cohort, String... terms) {
    return study(ROSTER, dataEpoch, cohort, 1, "A title", List.of(), terms);
  }

  /** Ridge of the last term on the others. */
  private static Study study(
      ByteString roster,
      int dataEpoch,
      String cohort,
      double lambda,
      String title,
      List<Condition> conditions,
      String... terms) {
    List<Feature> features =
        List.of(terms).subList(0, terms.length - 1).stream()
            .map(DifferencingTest::term)
            .map(Feature.class::cast)
            .toList();
    return new Study(
        "trial",
        roster,
        dataEpoch,
        title,
        "to test " + title,
        List.of(cohort.split("")),
        new Method.RidgeRegression(lambda, 4 * lambda),
        features,
        Optional.of(term(terms[terms.length - 1])),
        conditions,
        1000,
        3,
        10,
        4_000_000_000L + (long) lambda);
  }

  private static NumericTerm term(String name) {
    return new NumericTerm("urn:" + name, "urn:unit", -100, 100);
  }
}
