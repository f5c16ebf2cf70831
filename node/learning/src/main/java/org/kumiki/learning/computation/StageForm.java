package org.kumiki.learning.computation;

/** The body of the {@link CanonicalForm} of stages. Kinds are never given a second meaning. */
final class StageForm {
  private static final int CENTRING = 1;
  private static final int SCALING = 2;
  private static final int STANDARDISED = 3;
  private static final int REHEARSAL_STATE = 4;
  private static final int BINNING = 5;
  private static final int BOOSTING = 6;
  private static final int AVERAGING = 7;
  private static final int AVERAGING_WITH_ERROR = 8;
  private static final int VALIDATING = 9;
  private static final int MOMENTS_RESULT = 128;
  private static final int RIDGE_MODEL = 129;
  private static final int REHEARSAL_RESULT = 130;
  private static final int GAUSSIAN_MODEL = 131;
  private static final int SPARSE_MODEL = 132;
  private static final int BOOSTED_MODEL = 133;
  private static final int NETWORK_MODEL = 134;
  private static final int VALIDATION_RESULT = 135;

  private static final int CENTRE_BYTES = 8 + 8;
  static final int SPREAD_BYTES = 8 + 8 + 8;
  private static final int SUMMARY_BYTES = 8 + 8 + 8;
  private static final int SLOPE_BYTES = SPREAD_BYTES + 8;

  private StageForm() {}

  static void write(FormWriter out, Stage stage) {
    stage.either(
        state ->
            state.fold(
                centring -> writeCentring(out, centring),
                scaling -> writeScaling(out, scaling),
                standardised -> writeStandardised(out, standardised),
                training ->
                    training.foldTraining(
                        binning -> BoostingForm.write(head(out, BINNING, binning), binning),
                        boosting -> BoostingForm.write(head(out, BOOSTING, boosting), boosting),
                        averaging -> writeAveraging(out, averaging)),
                rehearsal -> writeRehearsalState(out, rehearsal),
                validating -> head(out, VALIDATING, validating)),
        result ->
            result.fold(
                moments -> writeMoments(out, moments),
                model ->
                    model.foldModel(
                        linear -> writeLinear(out, linear),
                        gaussian -> writeGaussian(out, gaussian),
                        boosted -> BoostingForm.write(head(out, BOOSTED_MODEL, boosted), boosted),
                        network -> NetworkForm.write(head(out, NETWORK_MODEL, network), network)),
                rehearsal -> writeRehearsalResult(out, rehearsal),
                validation ->
                    ValidationForm.write(head(out, VALIDATION_RESULT, validation), validation)));
  }

  private static FormWriter writeCentring(FormWriter out, Centring state) {
    return head(out, CENTRING, state);
  }

  private static FormWriter writeScaling(FormWriter out, Scaling state) {
    return head(out, SCALING, state)
        .u64(state.rows())
        .u32(state.contributors())
        .list(state.centres(), (to, centre) -> to.u64(centre.count()).f64(centre.mean()));
  }

  private static FormWriter writeStandardised(FormWriter out, Standardised state) {
    head(out, STANDARDISED, state)
        .u64(state.rows())
        .u32(state.contributors())
        .list(state.features(), StageForm::writeSpread);
    writeSpread(out, state.target());
    return out;
  }

  private static FormWriter writeMoments(FormWriter out, MomentsResult result) {
    return head(out, MOMENTS_RESULT, result)
        .u64(result.rows())
        .u32(result.contributors())
        .list(
            result.summaries(),
            (to, summary) -> to.u64(summary.count()).f64(summary.mean()).f64(summary.variance()));
  }

  private static FormWriter writeLinear(FormWriter out, LinearModel model) {
    return model.foldLinear(ridge -> writeRidge(out, ridge), sparse -> writeSparse(out, sparse));
  }

  private static FormWriter writeSparse(FormWriter out, SparseModel model) {
    return head(out, SPARSE_MODEL, model)
        .u64(model.rows())
        .u32(model.contributors())
        .list(model.slopes(), StageForm::writeSlope)
        .f64(model.intercept())
        .f64(model.alpha())
        .f64(model.trainingRmse())
        .f64(model.targetStd());
  }

  private static FormWriter writeRidge(FormWriter out, RidgeModel model) {
    return head(out, RIDGE_MODEL, model)
        .u64(model.rows())
        .u32(model.contributors())
        .list(model.slopes(), StageForm::writeSlope)
        .f64(model.intercept())
        .f64(model.trainingRmse())
        .f64(model.targetStd());
  }

  private static FormWriter writeGaussian(FormWriter out, GaussianModel model) {
    head(out, GAUSSIAN_MODEL, model)
        .u64(model.rows())
        .u32(model.contributors())
        .list(model.spreads(), StageForm::writeSpread);
    writeSpread(out, model.target());
    return out.f64(model.lengthscale())
        .f64(model.amplitude())
        .f64(model.ratio())
        .f64(model.trainingRmse())
        .f64(model.validationRmse())
        .f64(model.targetStd())
        .numbers(model.moments())
        .numbers(model.gram());
  }

  private static FormWriter writeAveraging(FormWriter out, Averaging state) {
    return Double.isNaN(state.trainingRmse())
        ? NetworkForm.write(head(out, AVERAGING, state), state)
        : NetworkForm.writeError(head(out, AVERAGING_WITH_ERROR, state), state);
  }

  private static FormWriter writeRehearsalState(FormWriter out, RehearsalState state) {
    return head(out, REHEARSAL_STATE, state).u32(state.round()).f64(state.carry());
  }

  private static FormWriter writeRehearsalResult(FormWriter out, RehearsalResult result) {
    return head(out, REHEARSAL_RESULT, result).u32(result.contributors()).u64(result.digest());
  }

  private static FormWriter head(FormWriter out, int kind, Stage stage) {
    ComputationForm.write(out.u8(kind), stage.computation());
    return out;
  }

  static void writeSpread(FormWriter out, Spread spread) {
    out.u64(spread.count()).f64(spread.mean()).f64(spread.std());
  }

  private static void writeSlope(FormWriter out, Slope slope) {
    writeSpread(out, slope.spread());
    out.f64(slope.weight());
  }

  static Stage read(FormReader in) {
    int kind = in.u8("kind of stage");
    return switch (kind) {
      case CENTRING -> new Centring(ComputationForm.read(in));
      case SCALING -> readScaling(in);
      case STANDARDISED -> readStandardised(in);
      case MOMENTS_RESULT -> readMoments(in);
      case RIDGE_MODEL -> readRidge(in);
      case REHEARSAL_STATE -> readRehearsalState(in);
      case REHEARSAL_RESULT -> readRehearsalResult(in);
      case GAUSSIAN_MODEL -> readGaussian(in);
      case BINNING -> BoostingForm.readBinning(in);
      case BOOSTING -> BoostingForm.readBoosting(in);
      case BOOSTED_MODEL -> BoostingForm.readModel(in);
      case AVERAGING -> NetworkForm.readAveraging(in, false);
      case AVERAGING_WITH_ERROR -> NetworkForm.readAveraging(in, true);
      case NETWORK_MODEL -> NetworkForm.readModel(in);
      case SPARSE_MODEL -> readSparse(in);
      case VALIDATING -> new Validating(ComputationForm.readOnly(Validation.class, in));
      case VALIDATION_RESULT -> ValidationForm.readResult(in);
      default -> throw new IllegalArgumentException("kind " + kind + " of stage is unknown");
    };
  }

  private static Scaling readScaling(FormReader in) {
    return new Scaling(
        ComputationForm.read(in),
        in.u64("rows"),
        in.u32("contributors"),
        in.list(
            "centres",
            Computation.MAX_VARIABLES,
            CENTRE_BYTES,
            from -> new Centre(from.u64("count"), from.f64("mean"))));
  }

  private static Standardised readStandardised(FormReader in) {
    return new Standardised(
        ComputationForm.readOnly(Regression.class, in),
        in.u64("rows"),
        in.u32("contributors"),
        in.list("features", Computation.MAX_VARIABLES, SPREAD_BYTES, StageForm::readSpread),
        readSpread(in));
  }

  private static MomentsResult readMoments(FormReader in) {
    return new MomentsResult(
        ComputationForm.readOnly(Moments.class, in),
        in.u64("rows"),
        in.u32("contributors"),
        in.list(
            "summaries",
            Computation.MAX_VARIABLES,
            SUMMARY_BYTES,
            from -> new Summary(from.u64("count"), from.f64("mean"), from.f64("variance"))));
  }

  private static RidgeModel readRidge(FormReader in) {
    return new RidgeModel(
        ComputationForm.readOnly(Ridge.class, in),
        in.u64("rows"),
        in.u32("contributors"),
        in.list("slopes", Computation.MAX_VARIABLES, SLOPE_BYTES, StageForm::readSlope),
        in.f64("intercept"),
        in.f64("trainingRmse"),
        in.f64("targetStd"));
  }

  private static SparseModel readSparse(FormReader in) {
    return new SparseModel(
        ComputationForm.readOnly(SparseRegression.class, in),
        in.u64("rows"),
        in.u32("contributors"),
        in.list("slopes", Computation.MAX_VARIABLES, SLOPE_BYTES, StageForm::readSlope),
        in.f64("intercept"),
        in.f64("alpha"),
        in.f64("trainingRmse"),
        in.f64("targetStd"));
  }

  private static GaussianModel readGaussian(FormReader in) {
    return new GaussianModel(
        ComputationForm.readOnly(GaussianProcess.class, in),
        in.u64("rows"),
        in.u32("contributors"),
        in.list("spreads", Computation.MAX_VARIABLES, SPREAD_BYTES, StageForm::readSpread),
        readSpread(in),
        in.f64("lengthscale"),
        in.f64("amplitude"),
        in.f64("ratio"),
        in.f64("trainingRmse"),
        in.f64("validationRmse"),
        in.f64("targetStd"),
        in.numbers("moments"),
        in.numbers("gram"));
  }

  private static RehearsalState readRehearsalState(FormReader in) {
    return new RehearsalState(
        ComputationForm.readOnly(Rehearsal.class, in), in.u32("round"), in.f64("carry"));
  }

  private static RehearsalResult readRehearsalResult(FormReader in) {
    return new RehearsalResult(
        ComputationForm.readOnly(Rehearsal.class, in), in.u32("contributors"), in.u64("digest"));
  }

  static Spread readSpread(FormReader in) {
    return new Spread(in.u64("count"), in.f64("mean"), in.f64("std"));
  }

  private static Slope readSlope(FormReader in) {
    return new Slope(readSpread(in), in.f64("weight"));
  }
}
