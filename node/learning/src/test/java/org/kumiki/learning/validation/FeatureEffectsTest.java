package org.kumiki.learning.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kumiki.learning.computation.Ridge;
import org.kumiki.learning.computation.RidgeModel;
import org.kumiki.learning.computation.Slope;
import org.kumiki.learning.computation.Spread;
import org.kumiki.learning.computation.Variable;

class FeatureEffectsTest {
  private static final List<Variable> FEATURES =
      List.of(new Variable("carbon", 0, 2), new Variable("anneal", 0, 1000));
  private static final Variable TARGET = new Variable("strength", 0, 3000);

  @Test
  void aLinearModelsEffectsAreItsWeights() {
    RidgeModel model =
        new RidgeModel(
            new Ridge(FEATURES, TARGET, 1.0, 4, 1000),
            50,
            3,
            List.of(
                new Slope(new Spread(50, 0.4, 0.2), 85.5), new Slope(new Spread(50, 700, 80), -12)),
            610,
            20,
            90);
    List<FeatureEffects.Effect> effects = FeatureEffects.of(model, model);
    assertEquals(
        List.of("carbon", "anneal"), effects.stream().map(FeatureEffects.Effect::feature).toList());
    assertEquals(85.5, effects.get(0).change(), 1e-9);
    assertEquals(0.2, effects.get(0).std());
    assertEquals(-12, effects.get(1).change(), 1e-9);
  }

  @Test
  void aFeatureThatIsLeftOutHasNoEffect() {
    RidgeModel model =
        new RidgeModel(
            new Ridge(FEATURES, TARGET, 1.0, 4, 1000),
            50,
            3,
            List.of(new Slope(new Spread(50, 0.4, 0.2), 3), new Slope(new Spread(50, 700, 0), 0)),
            610,
            20,
            90);
    assertEquals(0, FeatureEffects.of(model, model).get(1).change());
  }
}
