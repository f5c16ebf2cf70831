package org.kumiki.learning.computation;

import java.util.Optional;

/** The bodies of a {@link Validation} and its result in the {@link CanonicalForm}. */
final class ValidationForm {
  private ValidationForm() {}

  static FormWriter write(FormWriter out, Validation validation) {
    out.list(validation.features(), ComputationForm::writeVariable)
        .list(validation.groups(), FormWriter::u16);
    ComputationForm.writeVariable(out, validation.target());
    return out.u8(validation.baselines() ? 1 : 0).u64(validation.maxRowsPerMember());
  }

  static Validation readComputation(FormReader in) {
    return new Validation(
        ComputationForm.readVariables(in, "features"),
        in.list("groups", Computation.MAX_VARIABLES, 2, from -> from.u16("size of a group")),
        ComputationForm.readVariable(in),
        readFlag(in),
        in.u64("maxRowsPerMember"));
  }

  private static boolean readFlag(FormReader in) {
    int flag = in.u8("baselines");
    if (flag > 1) {
      throw new IllegalArgumentException("a flag is 0 or 1, not " + flag);
    }
    return flag == 1;
  }

  static FormWriter write(FormWriter out, ValidationResult result) {
    out.u64(result.rows()).u32(result.contributors()).f64(result.bias());
    write(out, result.errors());
    out.f64(result.targetMean()).f64(result.targetVariance()).u64(result.statedRows());
    out.list(result.within(), FormWriter::u64);
    result
        .baselines()
        .ifPresent(
            baselines -> {
              write(out, baselines.mean());
              write(out, baselines.local());
            });
    return out.list(result.shuffled(), FormWriter::f64);
  }

  private static void write(FormWriter out, MeanErrors errors) {
    out.f64(errors.mae()).f64(errors.rmse());
  }

  static ValidationResult readResult(FormReader in) {
    Validation validation = ComputationForm.readOnly(Validation.class, in);
    return new ValidationResult(
        validation,
        in.u64("rows"),
        in.u32("contributors"),
        in.f64("bias"),
        readErrors(in),
        in.f64("targetMean"),
        in.f64("targetVariance"),
        in.u64("statedRows"),
        in.list("within", ValidationResult.LEVELS.size(), 8, from -> from.u64("rows within")),
        validation.baselines()
            ? Optional.of(new ValidationResult.Baselines(readErrors(in), readErrors(in)))
            : Optional.empty(),
        in.list("shuffled", Computation.MAX_VARIABLES, 8, from -> from.f64("shuffled")));
  }

  private static MeanErrors readErrors(FormReader in) {
    return new MeanErrors(in.f64("mae"), in.f64("rmse"));
  }
}
