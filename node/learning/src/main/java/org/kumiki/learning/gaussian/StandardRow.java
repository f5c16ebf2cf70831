package org.kumiki.learning.gaussian;

import java.util.List;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.computation.Spread;

/** Reads one row as the standardised features that are not left out. */
record StandardRow(List<Spread> spreads, int[] kept, double clip) {
  double[] of(Batch batch, int row) {
    double[] z = new double[kept.length];
    for (int k = 0; k < kept.length; k++) {
      z[k] = spreads.get(kept[k]).standardise(batch.columns()[kept[k]][row], clip);
    }
    return z;
  }
}
