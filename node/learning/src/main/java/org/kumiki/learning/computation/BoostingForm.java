package org.kumiki.learning.computation;

import java.util.List;

/** The bodies of {@link BoostedTrees}' stages in the {@link CanonicalForm}, behind their heads. */
final class BoostingForm {
  /** Above every tree's depth and every feature's place: a node that is a leaf. */
  private static final int LEAF = 0xffff;

  private static final int MIN_NODE_BYTES = 2 + 8;
  private static final int MIN_TREE_BYTES = 2 + MIN_NODE_BYTES;
  private static final int OPEN_BYTES = 2 + 8 + 8;

  private BoostingForm() {}

  static FormWriter write(FormWriter out, Binning state) {
    out.u64(state.rows()).u32(state.contributors()).list(state.features(), StageForm::writeSpread);
    StageForm.writeSpread(out, state.target());
    return out.u8(state.round()).list(state.partitions(), FormWriter::numbers);
  }

  static FormWriter write(FormWriter out, Boosting state) {
    out.u64(state.rows())
        .u32(state.contributors())
        .list(state.spreads(), StageForm::writeSpread)
        .f64(state.centre())
        .f64(state.unit())
        .f64(state.targetStd())
        .list(state.cuts(), FormWriter::numbers)
        .list(state.trees(), BoostingForm::writeTree);
    writeTree(out, state.growing());
    return out.list(state.open(), (to, end) -> to.u16(end.node()).f64(end.lower()).f64(end.upper()))
        .u16(state.best().trees())
        .f64(state.best().validation())
        .f64(state.best().training());
  }

  static FormWriter write(FormWriter out, BoostedModel model) {
    return out.u64(model.rows())
        .u32(model.contributors())
        .list(model.spreads(), StageForm::writeSpread)
        .f64(model.base())
        .list(model.trees(), BoostingForm::writeTree)
        .f64(model.trainingRmse())
        .f64(model.targetStd());
  }

  private static void writeTree(FormWriter out, Tree tree) {
    out.list(tree.nodes(), BoostingForm::writeNode);
  }

  private static void writeNode(FormWriter out, Tree.Node node) {
    if (node.leaf()) {
      out.u16(LEAF).f64(node.value());
    } else {
      out.u16(node.feature()).f64(node.threshold());
      out.u8(node.missingLeft() ? 1 : 0).u16(node.left());
    }
  }

  static Binning readBinning(FormReader in) {
    return new Binning(
        ComputationForm.readOnly(BoostedTrees.class, in),
        in.u64("rows"),
        in.u32("contributors"),
        spreads(in),
        StageForm.readSpread(in),
        in.u8("round"),
        numbers(in, "partitions"));
  }

  static Boosting readBoosting(FormReader in) {
    return new Boosting(
        ComputationForm.readOnly(BoostedTrees.class, in),
        in.u64("rows"),
        in.u32("contributors"),
        spreads(in),
        in.f64("centre"),
        in.f64("unit"),
        in.f64("targetStd"),
        numbers(in, "cuts"),
        trees(in),
        readTree(in),
        in.list(
            "open",
            1 << BoostedTrees.MAX_DEPTH,
            OPEN_BYTES,
            from -> new Boosting.Open(from.u16("node"), from.f64("lower"), from.f64("upper"))),
        new Boosting.Best(in.u16("trees"), in.f64("validation"), in.f64("training")));
  }

  static BoostedModel readModel(FormReader in) {
    return new BoostedModel(
        ComputationForm.readOnly(BoostedTrees.class, in),
        in.u64("rows"),
        in.u32("contributors"),
        spreads(in),
        in.f64("base"),
        trees(in),
        in.f64("trainingRmse"),
        in.f64("targetStd"));
  }

  private static List<Spread> spreads(FormReader in) {
    return in.list(
        "features", Computation.MAX_VARIABLES, StageForm.SPREAD_BYTES, StageForm::readSpread);
  }

  private static List<Numbers> numbers(FormReader in, String field) {
    return in.list(field, Computation.MAX_VARIABLES, 4, from -> from.numbers(field));
  }

  private static List<Tree> trees(FormReader in) {
    return in.list("trees", BoostedTrees.MAX_TREES, MIN_TREE_BYTES, BoostingForm::readTree);
  }

  private static Tree readTree(FormReader in) {
    return new Tree(
        in.list("nodes", 2 << BoostedTrees.MAX_DEPTH, MIN_NODE_BYTES, BoostingForm::readNode));
  }

  private static Tree.Node readNode(FormReader in) {
    int feature = in.u16("feature");
    if (feature == LEAF) {
      return Tree.Node.leaf(in.f64("value"));
    }
    double threshold = in.f64("threshold");
    int missingLeft = in.u8("direction");
    if (missingLeft > 1) {
      throw new IllegalArgumentException("a missing value goes left or right");
    }
    return new Tree.Node(feature, threshold, missingLeft == 1, in.u16("left"), 0);
  }
}
