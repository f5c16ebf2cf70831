package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.study.Condition;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Provisions;
import org.kumiki.exchange.study.Rights;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.ProtocolVersion;

/** A coordinator that asks for other rows under the name of a model gets nothing. */
class ModelCheckTest {
  private static final NumericTerm X = new NumericTerm("urn:x", "urn:unit", -100, 100);
  private static final NumericTerm Y = new NumericTerm("urn:y", "urn:unit", -100, 100);
  private static final Study TRAINED =
      study(new Method.RidgeRegression(1, 4), X, Y, List.of(), 0.2);

  private final ModelCheck check =
      new ModelCheck(hash -> Optional.of(TRAINED).filter(study -> study.hash().equals(hash)));

  @Test
  void aModelOfThisNodeIsTestedOnTheRowsThatItsStudyHeldOut() {
    assertEquals(Optional.empty(), check.refuse(test(TRAINED.hash(), X, Y, List.of(), 0.2)));
    assertEquals(Optional.empty(), check.refuse(TRAINED), "no validation");
  }

  @Test
  void aModelThatThisNodeHasNotComputedIsNotTested() {
    ByteString other = ByteString.of(new byte[32]);
    String sentence = check.refuse(test(other, X, Y, List.of(), 0.2)).orElseThrow();
    assertTrue(sentence.contains("has not computed"), sentence);
  }

  @Test
  void otherTermsConditionsOrAnotherHoldOutAreNotTheModels() {
    NumericTerm z = new NumericTerm("urn:z", "urn:unit", -100, 100);
    NumericTerm wider = new NumericTerm("urn:y", "urn:unit", -100, 1000);
    List<Condition> conditions = List.of(new Condition(X, 0, 1));
    for (Study study :
        List.of(
            test(TRAINED.hash(), z, Y, List.of(), 0.2),
            test(TRAINED.hash(), X, z, List.of(), 0.2),
            test(TRAINED.hash(), X, wider, List.of(), 0.2),
            test(TRAINED.hash(), X, Y, conditions, 0.2),
            test(TRAINED.hash(), X, Y, List.of(), 0.1))) {
      String sentence = check.refuse(study).orElseThrow();
      assertTrue(sentence.contains("other rows or terms"), sentence);
    }
  }

  private static Study test(
      ByteString model, NumericTerm x, NumericTerm y, List<Condition> conditions, double holdout) {
    return study(new Method.Validation(model, true, true), x, y, conditions, holdout);
  }

  private static Study study(
      Method method, NumericTerm x, NumericTerm y, List<Condition> conditions, double holdout) {
    return new Study(
        ProtocolVersion.FIRST,
        "trial",
        ByteString.of(new byte[32]),
        1,
        "A study",
        "to test",
        List.of("a", "b", "c"),
        method,
        List.<Feature>of(x),
        Optional.of(y),
        conditions,
        1000,
        3,
        10,
        4_000_000_000L,
        new Provisions(Optional.empty(), Rights.PARTICIPANTS, holdout));
  }
}
