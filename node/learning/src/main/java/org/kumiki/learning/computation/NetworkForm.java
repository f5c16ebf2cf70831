package org.kumiki.learning.computation;

import java.util.List;

/**
 * The bodies of {@link NeuralNetwork}'s stages in the {@link CanonicalForm}, behind their heads.
 */
final class NetworkForm {
  private NetworkForm() {}

  static FormWriter write(FormWriter out, Averaging state) {
    out.u64(state.rows()).u32(state.contributors()).list(state.features(), StageForm::writeSpread);
    StageForm.writeSpread(out, state.target());
    return out.u16(state.round())
        .numbers(state.weights())
        .numbers(state.mean())
        .numbers(state.square());
  }

  static FormWriter writeError(FormWriter out, Averaging state) {
    return write(out, state).f64(state.trainingRmse());
  }

  static FormWriter write(FormWriter out, NetworkModel model) {
    out.u64(model.rows()).u32(model.contributors()).list(model.spreads(), StageForm::writeSpread);
    StageForm.writeSpread(out, model.target());
    return out.numbers(model.weights()).f64(model.trainingRmse()).f64(model.targetStd());
  }

  static Averaging readAveraging(FormReader in, boolean withError) {
    return new Averaging(
        ComputationForm.readOnly(NeuralNetwork.class, in),
        in.u64("rows"),
        in.u32("contributors"),
        spreads(in),
        StageForm.readSpread(in),
        in.u16("round"),
        in.numbers("weights"),
        in.numbers("mean"),
        in.numbers("square"),
        withError ? readError(in) : Double.NaN);
  }

  private static double readError(FormReader in) {
    double error = in.f64("trainingRmse");
    if (Double.isNaN(error)) {
      throw new IllegalArgumentException("an averaging without an error has a form of its own");
    }
    return error;
  }

  static NetworkModel readModel(FormReader in) {
    return new NetworkModel(
        ComputationForm.readOnly(NeuralNetwork.class, in),
        in.u64("rows"),
        in.u32("contributors"),
        spreads(in),
        StageForm.readSpread(in),
        in.numbers("weights"),
        in.f64("trainingRmse"),
        in.f64("targetStd"));
  }

  private static List<Spread> spreads(FormReader in) {
    return in.list(
        "features", Computation.MAX_VARIABLES, StageForm.SPREAD_BYTES, StageForm::readSpread);
  }
}
