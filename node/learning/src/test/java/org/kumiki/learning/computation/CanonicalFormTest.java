package org.kumiki.learning.computation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Golden bytes: what this release writes, every later one must still read and write. */
class CanonicalFormTest {
  private static final Ridge RIDGE =
      new Ridge(
          List.of(new Variable("C", 0, 1.5)),
          new Variable("強さ", 200, 2000),
          1,
          Double.POSITIVE_INFINITY,
          1000);
  private static final String RIDGE_BODY =
      hex(
          "02", "kind: ridge",
          "0001", "features: 1",
          "0001 43", "name C",
          "0000000000000000", "lower 0",
          "3ff8000000000000", "upper 1.5",
          "0006 e5bcb7e38195", "name of the target",
          "4069000000000000", "lower 200",
          "409f400000000000", "upper 2000",
          "3ff0000000000000", "lambda 1",
          "7ff0000000000000", "clip: none",
          "00000000000003e8", "maxRowsPerMember 1000");
  private static final String COMPUTATION = hex("4b4d4b43", "magic KMKC", "0001", "version");
  private static final String STAGE = hex("4b4d4b53", "magic KMKS", "0001", "version");
  private static final String ROWS_AND_CONTRIBUTORS =
      hex("000000000000000c", "rows 12", "00000003", "contributors 3");
  private static final String SPREAD =
      hex(
          "000000000000000a", "count 10",
          "3fe0000000000000", "mean 0.5",
          "3fd0000000000000", "std 0.25");

  @Test
  void aRidgeRegressionHasTheseBytes() {
    assertGolden(RIDGE, COMPUTATION + RIDGE_BODY);
  }

  @Test
  void momentsHaveTheseBytes() {
    assertGolden(
        new Moments(List.of(new Variable("C", 0, 1.5)), 1000),
        COMPUTATION
            + hex(
                "01", "kind: moments",
                "0001", "variables: 1",
                "0001 43", "name C",
                "0000000000000000", "lower 0",
                "3ff8000000000000", "upper 1.5",
                "00000000000003e8", "maxRowsPerMember 1000"));
  }

  @Test
  void theStateBeforeTheFirstRoundHasTheseBytes() {
    assertGolden(new Centring(RIDGE), STAGE + hex("01", "kind: centring") + RIDGE_BODY);
  }

  @Test
  void theStateBeforeTheSecondRoundHasTheseBytes() {
    assertGolden(
        new Scaling(RIDGE, 12, 3, List.of(new Centre(10, 0.5), new Centre(12, 500))),
        STAGE
            + hex("02", "kind: scaling")
            + RIDGE_BODY
            + ROWS_AND_CONTRIBUTORS
            + hex(
                "0002", "centres: 2",
                "000000000000000a", "count 10",
                "3fe0000000000000", "mean 0.5",
                "000000000000000c", "count 12",
                "407f400000000000", "mean 500"));
  }

  @Test
  void theStateBeforeTheThirdRoundHasTheseBytes() {
    assertGolden(
        new Standardised(
            RIDGE, 12, 3, List.of(new Spread(10, 0.5, 0.25)), new Spread(12, 500, 100)),
        STAGE
            + hex("03", "kind: Gram sums")
            + RIDGE_BODY
            + ROWS_AND_CONTRIBUTORS
            + hex("0001", "features: 1")
            + SPREAD
            + hex(
                "000000000000000c", "count of the target 12",
                "407f400000000000", "mean 500",
                "4059000000000000", "scale 100"));
  }

  @Test
  void aRidgeModelHasTheseBytes() {
    assertGolden(
        new RidgeModel(RIDGE, 12, 3, List.of(new Slope(new Spread(10, 0.5, 0.25), 2)), 500, 1, 100),
        STAGE
            + hex("81", "kind: ridge model")
            + RIDGE_BODY
            + ROWS_AND_CONTRIBUTORS
            + hex("0001", "slopes: 1")
            + SPREAD
            + hex(
                "4000000000000000", "weight 2",
                "407f400000000000", "intercept 500",
                "3ff0000000000000", "trainingRmse 1",
                "4059000000000000", "targetStd 100"));
  }

  @Test
  void aResultOfMomentsHasTheseBytesWithOneNaN() {
    assertGolden(
        new MomentsResult(
            new Moments(List.of(new Variable("C", 0, 1.5)), 1000),
            12,
            3,
            List.of(new Summary(0, Double.NaN, Double.longBitsToDouble(0x7ff8000000000123L)))),
        STAGE
            + hex("80", "kind: result of moments")
            + hex(
                "01", "kind: moments",
                "0001", "variables: 1",
                "0001 43", "name C",
                "0000000000000000", "lower 0",
                "3ff8000000000000", "upper 1.5",
                "00000000000003e8", "maxRowsPerMember 1000")
            + ROWS_AND_CONTRIBUTORS
            + hex(
                "0001", "summaries: 1",
                "0000000000000000", "count 0",
                "7ff8000000000000", "mean NaN",
                "7ff8000000000000", "variance NaN"));
  }

  @Test
  void aRehearsalItsStateAndItsResultHaveTheseBytes() {
    Rehearsal rehearsal = new Rehearsal(1_000_000, 20, Ring.Z32);
    String body =
        hex(
            "03", "kind: rehearsal",
            "000f4240", "length 1,000,000",
            "00000014", "rounds 20",
            "20", "ring 32");
    assertGolden(rehearsal, COMPUTATION + body);
    assertGolden(
        new RehearsalState(rehearsal, 7, -0.25),
        STAGE
            + hex("04", "kind: state of a rehearsal")
            + body
            + hex("00000007", "round 7", "bfd0000000000000", "carry -0.25"));
    assertGolden(
        new RehearsalResult(rehearsal, 3, 0x8123456789abcdefL),
        STAGE
            + hex("82", "kind: result of a rehearsal")
            + body
            + hex("00000003", "contributors 3", "8123456789abcdef", "digest"));
  }

  @Test
  void aSparseRegressionAndItsModelHaveTheseBytes() {
    SparseRegression sparse =
        new SparseRegression(RIDGE.features(), RIDGE.target(), 0, 0.5, 4, 1000);
    String body =
        hex("05", "kind: sparse regression")
            + RIDGE_BODY.substring(2, RIDGE_BODY.length() - 48)
            + hex(
                "0000000000000000", "alpha: to be chosen",
                "3fe0000000000000", "l1Ratio 0.5",
                "4010000000000000", "clip 4",
                "00000000000003e8", "maxRowsPerMember 1000");
    assertGolden(sparse, COMPUTATION + body);
    assertGolden(
        new SparseModel(
            sparse, 12, 3, List.of(new Slope(new Spread(10, 0.5, 0.25), 2)), 500, 0.25, 1, 100),
        STAGE
            + hex("84", "kind: sparse model")
            + body
            + ROWS_AND_CONTRIBUTORS
            + hex("0001", "slopes: 1")
            + SPREAD
            + hex(
                "4000000000000000", "weight 2",
                "407f400000000000", "intercept 500",
                "3fd0000000000000", "alpha 0.25",
                "3ff0000000000000", "trainingRmse 1",
                "4059000000000000", "targetStd 100"));
  }

  @Test
  void aGaussianProcessAndItsModelHaveTheseBytes() {
    GaussianProcess process =
        new GaussianProcess(
            RIDGE.features(), RIDGE.target(), 2, 7, List.of(0), 4, 0, 0.5, 0, 4, 1000);
    String body =
        hex("04", "kind: Gaussian process")
            + RIDGE_BODY.substring(2, RIDGE_BODY.length() - 48)
            + hex(
                "00000002", "random features 2",
                "0000000000000007", "seed 7",
                "0001 0000", "material: feature 0",
                "04", "folds 4",
                "0000000000000000", "lengthscale: to be chosen",
                "3fe0000000000000", "noise 0.5",
                "0000000000000000", "amplitude: to be chosen",
                "4010000000000000", "clip 4",
                "00000000000003e8", "maxRowsPerMember 1000");
    assertGolden(process, COMPUTATION + body);
    assertGolden(
        new GaussianModel(
            process,
            12,
            3,
            List.of(new Spread(10, 0.5, 0.25)),
            new Spread(12, 500, 100),
            2,
            1,
            0.25,
            1,
            Double.NaN,
            100,
            Numbers.of(new double[] {1, 2}),
            Numbers.of(new double[] {4, 0.5, 4})),
        STAGE
            + hex("83", "kind: model of a Gaussian process")
            + body
            + ROWS_AND_CONTRIBUTORS
            + hex("0001", "spreads: 1")
            + SPREAD
            + hex(
                "000000000000000c", "count of the target 12",
                "407f400000000000", "mean 500",
                "4059000000000000", "scale 100",
                "4000000000000000", "lengthscale 2",
                "3ff0000000000000", "amplitude 1",
                "3fd0000000000000", "ratio 0.25",
                "3ff0000000000000", "trainingRmse 1",
                "7ff8000000000000", "validationRmse: not measured",
                "4059000000000000", "targetStd 100",
                "00000002", "moments: 2",
                "3ff0000000000000", "1",
                "4000000000000000", "2",
                "00000003", "products: 3",
                "4010000000000000", "4",
                "3fe0000000000000", "0.5",
                "4010000000000000", "4"));
  }

  @Test
  void whatIsNotCanonicalIsRefused() {
    byte[] form = CanonicalForm.encode(RIDGE);
    int lower = 4 + 2 + 1 + 2 + 3;
    byte[] negativeZero = form.clone();
    negativeZero[lower] = (byte) 0x80;
    assertRefused("canonical", negativeZero);
    byte[] trailing = Arrays.copyOf(form, form.length + 1);
    assertRefused("follow the end", trailing);
    byte[] unknownVersion = form.clone();
    unknownVersion[5] = 2;
    assertRefused("version 2", unknownVersion);
    byte[] unknownKind = form.clone();
    unknownKind[6] = 9;
    assertRefused("kind 9", unknownKind);
    byte[] notUtf8 = form.clone();
    notUtf8[11] = (byte) 0xff;
    assertRefused("UTF-8", notUtf8);
    assertRefused("not the form", CanonicalForm.encode(new Centring(RIDGE)));
  }

  @Test
  void aNumberThatIsNoneWithAPayloadIsNotCanonical() {
    Moments moments = new Moments(List.of(new Variable("C", 0, 1)), 1000);
    List<Summary> none = List.of(new Summary(0, Double.NaN, Double.NaN));
    byte[] form = CanonicalForm.encode(new MomentsResult(moments, 12, 3, none));
    form[form.length - 1] = 1;
    var refused =
        assertThrows(IllegalArgumentException.class, () -> CanonicalForm.decodeStage(form));
    assertTrue(refused.getMessage().contains("canonical"), refused.getMessage());
  }

  @Test
  void aCountThatTheBytesDoNotPayForIsRefusedBeforeAnythingIsAllocated() {
    byte[] form = HexFormat.of().parseHex(COMPUTATION + "01" + "1000" + "0001");
    assertRefused("ends inside variables", form);
    byte[] tooMany = HexFormat.of().parseHex(COMPUTATION + "01" + "1001");
    assertRefused("more than 4096", tooMany);
    byte[] longName =
        HexFormat.of().parseHex(COMPUTATION + "01" + "0001" + "0201" + "00".repeat(99));
    assertRefused("more than 512", longName);
    assertRefused("at most", new byte[CanonicalForm.MAX_BYTES + 1]);
  }

  @Test
  void theLargestModelFitsIntoTheLimit() {
    List<Variable> features = new ArrayList<>();
    List<Slope> slopes = new ArrayList<>();
    for (int j = 0; j < Computation.MAX_VARIABLES - 1; j++) {
      features.add(new Variable(j + "x".repeat(Variable.MAX_NAME_BYTES - 4), 0, 1));
      slopes.add(new Slope(new Spread(1, 0, 1), 1));
    }
    Ridge ridge = new Ridge(features, new Variable("y", 0, 1), 1, 4, 1);
    RidgeModel model = new RidgeModel(ridge, 1, 3, slopes, 1, 1, 1);
    assertEquals(model, CanonicalForm.decodeStage(CanonicalForm.encode(model)));
  }

  private static void assertRefused(String reason, byte[] form) {
    var refused =
        assertThrows(IllegalArgumentException.class, () -> CanonicalForm.decodeComputation(form));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  private static void assertGolden(Computation computation, String golden) {
    assertEquals(golden, HexFormat.of().formatHex(CanonicalForm.encode(computation)));
    assertEquals(computation, CanonicalForm.decodeComputation(HexFormat.of().parseHex(golden)));
  }

  private static void assertGolden(Stage stage, String golden) {
    byte[] bytes = HexFormat.of().parseHex(golden);
    assertEquals(golden, HexFormat.of().formatHex(CanonicalForm.encode(stage)));
    assertEquals(stage, CanonicalForm.decodeStage(bytes));
    assertArrayEquals(bytes, CanonicalForm.encode(CanonicalForm.decodeStage(bytes)));
  }

  /** Bytes and labels in turn; the labels are for the reader. */
  private static String hex(String... bytesAndLabels) {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < bytesAndLabels.length; i += 2) {
      bytes.append(bytesAndLabels[i].replace(" ", ""));
    }
    return bytes.toString();
  }
}
