package org.kumiki.trial.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.computation.Loss;

class ModelChoiceTest {
  @Test
  void theDefaultsAreThoseOfTheInterface() {
    assertEquals(
        Map.of("lambda", 1.0, "clip", 4.0, "prior", "none"),
        ModelChoice.of("ridge", List.of()).settings());
    assertEquals(
        Map.of("clip", 4.0, "prior", "none"), ModelChoice.of("mean", List.of()).settings());
  }

  @Test
  void aGaussianProcessChoosesWhatIsNotGivenAndTellsMaterialsByTheComposition() {
    ModelFamily gp = ModelChoice.of("gp", List.of("noise=0.2"));
    assertEquals(
        new Method.GaussianProcess(500, 1, List.of(), 1, 0, 0.2, 0, 4), gp.method(List.of()));
    assertEquals(
        new Method.GaussianProcess(500, 1, List.of("urn:x:a"), 4, 0, 0.2, 0, 4),
        gp.method(List.of("urn:x:a")));
    assertEquals("auto", gp.settings().get("lengthscale"));
    assertEquals(0.2, gp.settings().get("noise"));
  }

  @Test
  void boostedTreesHaveTheDefaultsOfTheInterfaceAndNameColumnsByTheirTerms() {
    ModelFamily trees = ModelChoice.of("gbdt", List.of());
    assertEquals(
        new Method.BoostedTrees(200, 6, 0.1, 255, 1, 10, Loss.SQUARED, List.of(), List.of(), 0, 4),
        trees.method(List.of()));
    assertEquals(200, trees.settings().get("trees"));
    List<String> given =
        List.of("loss=quantile", "quantile=0.9", "rising=a b; c", "falling=d", "patience=20");
    assertEquals(
        new Method.BoostedTrees(
            200,
            6,
            0.1,
            255,
            1,
            10,
            new Loss(Loss.Kind.QUANTILE, 0.9),
            List.of("urn:kumiki:simulation:a%20b", "urn:kumiki:simulation:c"),
            List.of("urn:kumiki:simulation:d"),
            20,
            4),
        ModelChoice.of("gbdt", given).method(List.of()));
  }

  @Test
  void aNetworkHasTheDefaultsOfTheInterface() {
    ModelFamily network = ModelChoice.of("mlp", List.of());
    Method.NeuralNetwork method = (Method.NeuralNetwork) network.method(List.of());
    assertEquals(List.of(128, 64), method.hidden());
    assertEquals(100, method.rounds());
    assertEquals(1, method.localEpochs());
    assertEquals(List.of(128, 64), network.settings().get("hidden"));
    List<String> given =
        List.of(
            "hidden=32, 16",
            "rounds=20",
            "localEpochs=2",
            "localRate=0.02",
            "serverRate=0.1",
            "proximal=0.5",
            "updateClip=1",
            "seed=9",
            "clip=3");
    assertEquals(
        new Method.NeuralNetwork(List.of(32, 16), 20, 2, 0.02, 0.1, 0.5, 1, 9, 3),
        ModelChoice.of("mlp", given).method(List.of()));
  }

  @Test
  void settingsReachTheStudy() {
    ModelFamily ridge = ModelChoice.of("ridge", List.of("lambda=0.5", "clip=none"));
    assertEquals(
        new Method.RidgeRegression(0.5, Double.POSITIVE_INFINITY), ridge.method(List.of()));
    assertEquals("none", ridge.settings().get("clip"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"forest", "Ridge", ""})
  void aModelOfALaterReleaseIsRefusedWithTheModelsOfThisOne(String model) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> ModelChoice.of(model, List.of()));
    assertTrue(
        refusal.getMessage().endsWith("use mean, ridge, sparse, gp, gbdt or mlp"),
        refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "ridge, alpha=1",
    "ridge, lambda",
    "ridge, lambda=0",
    "ridge, lambda=-1",
    "ridge, lambda=NaN",
    "ridge, lambda=much",
    "ridge, clip=0",
    "ridge, clip=Infinity",
    "ridge, prior=newton",
    "mean, lambda=1",
    "gp, features=0",
    "gp, features=1001",
    "gp, features=many",
    "gp, lengthscale=0",
    "gp, noise=-1",
    "gp, folds=9",
    "gp, lambda=1",
    "gbdt, trees=0",
    "gbdt, depth=11",
    "gbdt, bins=256",
    "gbdt, loss=absolute",
    "gbdt, delta=1",
    "gbdt, rising=a;a",
    "gbdt, learningRate=0",
    "mlp, hidden=128;64",
    "mlp, hidden=0",
    "mlp, rounds=0",
    "mlp, localEpochs=101",
    "mlp, localRate=0",
    "mlp, serverRate=NaN",
    "mlp, proximal=-1",
    "mlp, updateClip=1001",
    "mlp, seed=one",
    "sparse, alpha=0",
    "sparse, alpha=none",
    "sparse, l1Ratio=0",
    "sparse, l1Ratio=1.1"
  })
  void aSettingThatMeansNothingIsRefused(String model, String setting) {
    assertThrows(IllegalArgumentException.class, () -> ModelChoice.of(model, List.of(setting)));
  }

  @Test
  void aSettingIsGivenOnce() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ModelChoice.of("ridge", List.of("lambda=1", "lambda=2")));
  }
}
