package org.kumiki.exchange.study;

import static org.kumiki.learning.computation.NeuralNetwork.MAX_LAYERS;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;
import org.kumiki.learning.computation.Loss;
import org.kumiki.learning.computation.Ring;

/** Which computation of the closed catalogue a study asks for, with its settings. */
public sealed interface Method {
  /** The stable name, as study files, standing rules and model cards write it. */
  String code();

  /** False if no row of anybody's enters; rules about rows then have nothing to act on. */
  default boolean readsRows() {
    return true;
  }

  /**
   * True if it learns to predict a target term, or tests a model that does; nothing else has one.
   */
  default boolean predicts() {
    return false;
  }

  /** Count, mean and population variance of each feature. */
  record Statistics() implements Method {
    @Override
    public String code() {
      return "statistics";
    }
  }

  /**
   * Ridge regression of the target on the standardised features.
   *
   * @param lambda penalty on standardised features, divided by nothing
   * @param clip standardised features are cut at ± this; infinity leaves them
   */
  record RidgeRegression(double lambda, double clip) implements Method {
    public RidgeRegression {
      if (!(lambda > 0) || !Double.isFinite(lambda)) {
        throw new WireFormatException("lambda must be a positive number");
      }
      if (!(clip > 0)) {
        throw new WireFormatException("clip must be positive");
      }
    }

    @Override
    public String code() {
      return "ridge";
    }

    @Override
    public boolean predicts() {
      return true;
    }
  }

  /**
   * Elastic-net regression; see {@link org.kumiki.learning.computation.SparseRegression}.
   *
   * @param alpha penalty on standardised features and target; 0 to choose it
   * @param l1Ratio above 0 and at most 1
   * @param clip standardised features are cut at ± this; infinity leaves them
   */
  record SparseRegression(double alpha, double l1Ratio, double clip) implements Method {
    @Override
    public String code() {
      return "sparse";
    }

    @Override
    public boolean predicts() {
      return true;
    }
  }

  /**
   * Gaussian-process regression by random Fourier features; see {@link
   * org.kumiki.learning.computation.GaussianProcess}.
   *
   * @param randomFeatures how many
   * @param seed of the random features, the same for all members; public
   * @param material terms among the study's features that tell what a row's material is; all if
   *     none is named
   * @param folds of materials that hyperparameters are chosen by; 1 for the marginal likelihood
   * @param lengthscale in standard deviations of the features; 0 to choose it, as the next two
   * @param noise of a measurement, in standard deviations of the target
   * @param amplitude of what is measured, in standard deviations of the target
   * @param clip standardised features are cut at ± this; infinity leaves them
   */
  record GaussianProcess(
      int randomFeatures,
      long seed,
      List<String> material,
      int folds,
      double lengthscale,
      double noise,
      double amplitude,
      double clip)
      implements Method {
    public GaussianProcess {
      material = List.copyOf(material);
      if (material.stream().distinct().count() != material.size()) {
        throw new WireFormatException("a term tells a material once");
      }
    }

    @Override
    public String code() {
      return "gp";
    }

    @Override
    public boolean predicts() {
      return true;
    }
  }

  /**
   * Gradient boosting of trees on common quantile bins; see {@link
   * org.kumiki.learning.computation.BoostedTrees}, which checks what is not said here.
   *
   * @param rising numeric terms among the features that the prediction must not fall with
   * @param falling and those that it must not rise with
   */
  record BoostedTrees(
      int trees,
      int depth,
      double learningRate,
      int bins,
      double lambda,
      long minRows,
      Loss loss,
      List<String> rising,
      List<String> falling,
      int patience,
      double clip)
      implements Method {
    public BoostedTrees {
      rising = List.copyOf(rising);
      falling = List.copyOf(falling);
      List<String> both = new ArrayList<>(rising);
      both.addAll(falling);
      if (both.stream().distinct().count() != both.size()) {
        throw new WireFormatException("a term rises or falls, and says so once");
      }
    }

    @Override
    public String code() {
      return "gbdt";
    }

    @Override
    public boolean predicts() {
      return true;
    }
  }

  /**
   * A network by federated averaging; see {@link org.kumiki.learning.computation.NeuralNetwork},
   * which checks it and says what each setting is.
   *
   * @param hidden widths of the hidden layers
   * @param seed of first weights and of the order of rows; public
   */
  record NeuralNetwork(
      List<Integer> hidden,
      int rounds,
      int localEpochs,
      double localRate,
      double serverRate,
      double proximal,
      double updateClip,
      long seed,
      double clip)
      implements Method {
    public NeuralNetwork {
      hidden = List.copyOf(hidden);
    }

    @Override
    public String code() {
      return "mlp";
    }

    @Override
    public boolean predicts() {
      return true;
    }
  }

  /**
   * The errors of a finished model on rows that its study held out; see {@link
   * org.kumiki.learning.computation.Validation}.
   *
   * @param model hash of the study that made it, whose features, target, conditions and hold-out
   *     this study repeats
   * @param baselines whether the errors of what members predict alone are summed too
   * @param importance whether each term is shuffled to see what it is worth
   */
  record Validation(ByteString model, boolean baselines, boolean importance) implements Method {
    public Validation {
      model.requireSize(Sha256.SIZE_BYTES, "model");
    }

    @Override
    public String code() {
      return "validation";
    }

    @Override
    public boolean predicts() {
      return true;
    }
  }

  /**
   * Rounds over made-up numbers, to try the machinery before a first study; see {@link
   * org.kumiki.learning.computation.Rehearsal}.
   *
   * @param length entries of each payload round's vector
   * @param rounds payload rounds
   */
  record Rehearsal(int length, int rounds, Ring ring) implements Method {
    @Override
    public String code() {
      return "rehearsal";
    }

    @Override
    public boolean readsRows() {
      return false;
    }
  }

  static void write(WireWriter out, Method method) {
    if (method instanceof Statistics) {
      out.u8(1);
    } else if (method instanceof RidgeRegression ridge) {
      out.u8(2).f64(ridge.lambda()).f64(ridge.clip());
    } else if (method instanceof Rehearsal rehearsal) {
      out.u8(3).u32(rehearsal.length()).u32(rehearsal.rounds()).u8(rehearsal.ring().bits());
    } else if (method instanceof GaussianProcess gp) {
      out.u8(4).u32(gp.randomFeatures()).u64(gp.seed()).list(gp.material(), WireWriter::text);
      out.u8(gp.folds()).f64(gp.lengthscale()).f64(gp.noise()).f64(gp.amplitude()).f64(gp.clip());
    } else if (method instanceof SparseRegression sparse) {
      out.u8(5).f64(sparse.alpha()).f64(sparse.l1Ratio()).f64(sparse.clip());
    } else if (method instanceof BoostedTrees boosted) {
      out.u8(6).u16(boosted.trees()).u8(boosted.depth()).f64(boosted.learningRate());
      out.u8(boosted.bins()).f64(boosted.lambda()).u64(boosted.minRows());
      out.u8(boosted.loss().kind().ordinal()).f64(boosted.loss().parameter());
      out.list(boosted.rising(), WireWriter::text).list(boosted.falling(), WireWriter::text);
      out.u16(boosted.patience()).f64(boosted.clip());
    } else if (method instanceof NeuralNetwork network) {
      out.u8(7).list(network.hidden(), WireWriter::u16).u16(network.rounds());
      out.u8(network.localEpochs()).f64(network.localRate()).f64(network.serverRate());
      out.f64(network.proximal()).f64(network.updateClip()).u64(network.seed()).f64(network.clip());
    } else if (method instanceof Validation validation) {
      out.u8(8).fixed(validation.model());
      out.u8((validation.baselines() ? 1 : 0) | (validation.importance() ? 2 : 0));
    } else {
      throw new IllegalStateException("no encoding for " + method.getClass());
    }
  }

  static Method read(WireReader in) {
    int kind = in.u8("method");
    return switch (kind) {
      case 1 -> new Statistics();
      case 2 -> new RidgeRegression(in.f64("lambda"), in.f64("clip"));
      case 3 -> new Rehearsal(in.u32("length"), in.u32("rounds"), ring(in.u8("ring")));
      case 4 -> gaussianProcess(in);
      case 5 -> new SparseRegression(in.f64("alpha"), in.f64("l1Ratio"), in.f64("clip"));
      case 6 -> boostedTrees(in);
      case 7 -> neuralNetwork(in);
      case 8 -> validation(in);
      default -> throw new WireFormatException("method " + kind + " is unknown");
    };
  }

  private static GaussianProcess gaussianProcess(WireReader in) {
    return new GaussianProcess(
        in.u32("randomFeatures"),
        in.u64("seed"),
        in.list("material", Study.MAX_FEATURES, r -> r.text("term", Feature.MAX_IRI_BYTES)),
        in.u8("folds"),
        in.f64("lengthscale"),
        in.f64("noise"),
        in.f64("amplitude"),
        in.f64("clip"));
  }

  private static BoostedTrees boostedTrees(WireReader in) {
    return new BoostedTrees(
        in.u16("trees"),
        in.u8("depth"),
        in.f64("learningRate"),
        in.u8("bins"),
        in.f64("lambda"),
        in.u64("minRows"),
        loss(in.u8("loss"), in.f64("parameter")),
        terms("rising", in),
        terms("falling", in),
        in.u16("patience"),
        in.f64("clip"));
  }

  private static NeuralNetwork neuralNetwork(WireReader in) {
    return new NeuralNetwork(
        in.list("hidden", MAX_LAYERS, r -> r.u16("width")),
        in.u16("rounds"),
        in.u8("localEpochs"),
        in.f64("localRate"),
        in.f64("serverRate"),
        in.f64("proximal"),
        in.f64("updateClip"),
        in.u64("seed"),
        in.f64("clip"));
  }

  private static Validation validation(WireReader in) {
    ByteString model = in.fixed(Sha256.SIZE_BYTES, "model");
    int asked = in.u8("what is asked of the model");
    if (asked > 3) {
      throw new WireFormatException("what is asked of the model is 0 to 3, not " + asked);
    }
    return new Validation(model, (asked & 1) != 0, (asked & 2) != 0);
  }

  private static List<String> terms(String field, WireReader in) {
    return in.list(field, Study.MAX_FEATURES, r -> r.text("term", Feature.MAX_IRI_BYTES));
  }

  private static Loss loss(int kind, double parameter) {
    if (kind >= Loss.Kind.values().length) {
      throw new WireFormatException("loss " + kind + " is unknown");
    }
    try {
      return new Loss(Loss.Kind.values()[kind], parameter);
    } catch (IllegalArgumentException e) {
      throw new WireFormatException(e.getMessage());
    }
  }

  private static Ring ring(int bits) {
    try {
      return Ring.ofBits(bits);
    } catch (IllegalArgumentException e) {
      throw new WireFormatException(e.getMessage());
    }
  }
}
