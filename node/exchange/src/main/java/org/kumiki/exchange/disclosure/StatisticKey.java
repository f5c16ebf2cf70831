package org.kumiki.exchange.disclosure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kumiki.exchange.study.Condition;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.WireWriter;

/**
 * What a study asks of one dataset, whatever the job: terms with their units, conditions, data
 * epoch and dataset, in one order. Another penalty, clip, title, purpose or deadline asks the same,
 * and so does a term that is a feature here and the target there.
 *
 * @param hash {@code H("kumiki statistic", u32 data epoch ‖ text dataset ‖ list of (text term ‖
 *     text unit or descriptor) ‖ list of (text term ‖ text unit ‖ f64 from ‖ f64 to))}, and behind
 *     it, with a hold-out, {@code f64 share ‖ u8 (1 for the rows held out, 0 for all others)}, and
 *     in a validation the hash of the study that made the model
 */
public record StatisticKey(ByteString hash) {
  public StatisticKey {
    hash.requireSize(Sha256.SIZE_BYTES, "statistic key");
  }

  public static StatisticKey of(Study study, String dataset) {
    List<Feature> terms = new ArrayList<>(study.features());
    study.target().ifPresent(terms::add);
    terms.sort(Comparator.comparing(Feature::term));
    List<Condition> conditions =
        study.conditions().stream()
            .sorted(
                Comparator.comparing((Condition c) -> c.term().term())
                    .thenComparing(Condition::from)
                    .thenComparing(Condition::to))
            .toList();
    WireWriter out = new WireWriter().u32(study.dataEpoch()).text(dataset);
    out.list(terms, (writer, term) -> writer.text(term.term()).text(measure(term)));
    out.list(conditions, StatisticKey::write);
    if (study.holdout() > 0) {
      out.f64(study.holdout()).u8(study.readsHeldOut() ? 1 : 0);
    }
    if (study.method() instanceof Method.Validation validation) {
      out.fixed(validation.model());
    }
    return new StatisticKey(Sha256.hash("kumiki statistic", out.toByteArray()));
  }

  private static String measure(Feature feature) {
    return feature instanceof NumericTerm numeric
        ? numeric.unit()
        : ((Feature.CompositionTerm) feature).descriptor();
  }

  private static void write(WireWriter out, Condition condition) {
    out.text(condition.term().term()).text(condition.term().unit());
    out.f64(condition.from()).f64(condition.to());
  }
}
