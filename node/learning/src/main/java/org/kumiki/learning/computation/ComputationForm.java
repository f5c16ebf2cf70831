package org.kumiki.learning.computation;

import java.util.List;

/**
 * The body of the {@link CanonicalForm} of computations. Kinds are never given a second meaning.
 */
final class ComputationForm {
  private static final int MOMENTS = 1;
  private static final int RIDGE = 2;
  private static final int REHEARSAL = 3;
  private static final int GAUSSIAN = 4;
  private static final int SPARSE = 5;
  private static final int BOOSTED = 6;
  private static final int NETWORK = 7;
  private static final int VALIDATION = 8;

  /** The length of a name and the two limits of a domain. */
  private static final int MIN_VARIABLE_BYTES = 2 + 8 + 8;

  private ComputationForm() {}

  static void write(FormWriter out, Computation computation) {
    computation.fold(
        moments -> writeMoments(out, moments),
        regression ->
            regression.foldRegression(
                ridge -> writeRidge(out, ridge),
                sparse -> writeSparse(out, sparse),
                gaussian -> writeGaussian(out, gaussian),
                boosted -> writeBoosted(out, boosted),
                network -> writeNetwork(out, network)),
        rehearsal -> writeRehearsal(out, rehearsal),
        validation -> ValidationForm.write(out.u8(VALIDATION), validation));
  }

  private static FormWriter writeMoments(FormWriter out, Moments moments) {
    return out.u8(MOMENTS)
        .list(moments.variables(), ComputationForm::writeVariable)
        .u64(moments.maxRowsPerMember());
  }

  private static FormWriter writeRidge(FormWriter out, Ridge ridge) {
    out.u8(RIDGE).list(ridge.features(), ComputationForm::writeVariable);
    writeVariable(out, ridge.target());
    return out.f64(ridge.lambda()).f64(ridge.clip()).u64(ridge.maxRowsPerMember());
  }

  private static FormWriter writeSparse(FormWriter out, SparseRegression sparse) {
    out.u8(SPARSE).list(sparse.features(), ComputationForm::writeVariable);
    writeVariable(out, sparse.target());
    return out.f64(sparse.alpha())
        .f64(sparse.l1Ratio())
        .f64(sparse.clip())
        .u64(sparse.maxRowsPerMember());
  }

  private static FormWriter writeGaussian(FormWriter out, GaussianProcess gaussian) {
    out.u8(GAUSSIAN).list(gaussian.features(), ComputationForm::writeVariable);
    writeVariable(out, gaussian.target());
    return out.u32(gaussian.randomFeatures())
        .u64(gaussian.seed())
        .list(gaussian.material(), FormWriter::u16)
        .u8(gaussian.folds())
        .f64(gaussian.lengthscale())
        .f64(gaussian.noise())
        .f64(gaussian.amplitude())
        .f64(gaussian.clip())
        .u64(gaussian.maxRowsPerMember());
  }

  private static FormWriter writeBoosted(FormWriter out, BoostedTrees boosted) {
    out.u8(BOOSTED).list(boosted.features(), ComputationForm::writeVariable);
    writeVariable(out, boosted.target());
    return out.u16(boosted.trees())
        .u8(boosted.depth())
        .f64(boosted.learningRate())
        .u8(boosted.bins())
        .f64(boosted.lambda())
        .u64(boosted.minRows())
        .u8(boosted.loss().kind().ordinal())
        .f64(boosted.loss().parameter())
        .list(boosted.monotone(), (to, sign) -> to.u8(sign + 1))
        .u16(boosted.patience())
        .f64(boosted.clip())
        .u64(boosted.maxRowsPerMember());
  }

  private static FormWriter writeNetwork(FormWriter out, NeuralNetwork network) {
    out.u8(NETWORK).list(network.features(), ComputationForm::writeVariable);
    writeVariable(out, network.target());
    return out.list(network.hidden(), FormWriter::u16)
        .u16(network.rounds())
        .u8(network.localEpochs())
        .f64(network.localRate())
        .f64(network.serverRate())
        .f64(network.proximal())
        .f64(network.updateClip())
        .u64(network.seed())
        .f64(network.clip())
        .u64(network.maxRowsPerMember());
  }

  private static NeuralNetwork readNetwork(FormReader in) {
    return new NeuralNetwork(
        readVariables(in, "features"),
        readVariable(in),
        in.list("hidden", NeuralNetwork.MAX_LAYERS, 2, from -> from.u16("width")),
        in.u16("rounds"),
        in.u8("localEpochs"),
        in.f64("localRate"),
        in.f64("serverRate"),
        in.f64("proximal"),
        in.f64("updateClip"),
        in.u64("seed"),
        in.f64("clip"),
        in.u64("maxRowsPerMember"));
  }

  private static FormWriter writeRehearsal(FormWriter out, Rehearsal rehearsal) {
    return out.u8(REHEARSAL)
        .u32(rehearsal.length())
        .u32(rehearsal.rounds())
        .u8(rehearsal.ring().bits());
  }

  static void writeVariable(FormWriter out, Variable variable) {
    out.text(variable.name()).f64(variable.lower()).f64(variable.upper());
  }

  static Computation read(FormReader in) {
    int kind = in.u8("kind of computation");
    return switch (kind) {
      case MOMENTS -> readMoments(in);
      case RIDGE -> readRidge(in);
      case REHEARSAL -> readRehearsal(in);
      case GAUSSIAN -> readGaussian(in);
      case BOOSTED -> readBoosted(in);
      case NETWORK -> readNetwork(in);
      case SPARSE -> readSparse(in);
      case VALIDATION -> ValidationForm.readComputation(in);
      default -> throw new IllegalArgumentException("kind " + kind + " of computation is unknown");
    };
  }

  /** A computation of one kind, as a stage of that kind holds it. */
  static <C extends Computation> C readOnly(Class<C> kind, FormReader in) {
    Computation computation = read(in);
    if (!kind.isInstance(computation)) {
      throw new IllegalArgumentException("the stage holds a computation of another kind");
    }
    return kind.cast(computation);
  }

  private static Rehearsal readRehearsal(FormReader in) {
    return new Rehearsal(in.u32("length"), in.u32("rounds"), Ring.ofBits(in.u8("ring")));
  }

  private static Moments readMoments(FormReader in) {
    return new Moments(readVariables(in, "variables"), in.u64("maxRowsPerMember"));
  }

  private static Ridge readRidge(FormReader in) {
    return new Ridge(
        readVariables(in, "features"),
        readVariable(in),
        in.f64("lambda"),
        in.f64("clip"),
        in.u64("maxRowsPerMember"));
  }

  private static SparseRegression readSparse(FormReader in) {
    return new SparseRegression(
        readVariables(in, "features"),
        readVariable(in),
        in.f64("alpha"),
        in.f64("l1Ratio"),
        in.f64("clip"),
        in.u64("maxRowsPerMember"));
  }

  private static GaussianProcess readGaussian(FormReader in) {
    return new GaussianProcess(
        readVariables(in, "features"),
        readVariable(in),
        in.u32("randomFeatures"),
        in.u64("seed"),
        in.list("material", Computation.MAX_VARIABLES, 2, from -> from.u16("place")),
        in.u8("folds"),
        in.f64("lengthscale"),
        in.f64("noise"),
        in.f64("amplitude"),
        in.f64("clip"),
        in.u64("maxRowsPerMember"));
  }

  private static BoostedTrees readBoosted(FormReader in) {
    return new BoostedTrees(
        readVariables(in, "features"),
        readVariable(in),
        in.u16("trees"),
        in.u8("depth"),
        in.f64("learningRate"),
        in.u8("bins"),
        in.f64("lambda"),
        in.u64("minRows"),
        new Loss(lossKind(in.u8("loss")), in.f64("parameter")),
        in.list("monotone", Computation.MAX_VARIABLES, 1, from -> from.u8("direction") - 1),
        in.u16("patience"),
        in.f64("clip"),
        in.u64("maxRowsPerMember"));
  }

  private static Loss.Kind lossKind(int code) {
    if (code >= Loss.Kind.values().length) {
      throw new IllegalArgumentException("loss " + code + " is unknown");
    }
    return Loss.Kind.values()[code];
  }

  static List<Variable> readVariables(FormReader in, String field) {
    return in.list(
        field, Computation.MAX_VARIABLES, MIN_VARIABLE_BYTES, ComputationForm::readVariable);
  }

  static Variable readVariable(FormReader in) {
    return new Variable(
        in.text("name of a variable", Variable.MAX_NAME_BYTES), in.f64("lower"), in.f64("upper"));
  }
}
