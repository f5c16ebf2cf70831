package org.kumiki.node.dataset;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kumiki.exchange.disclosure.ColumnDigest;
import org.kumiki.exchange.disclosure.MultisetDigest;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.CompositionTerm;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.Batch;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.Element;

/**
 * Digests of what the used rows of a study give, a term each, for the query ledger. A composition
 * counts by its mole fractions, so that neither its spelling nor the descriptor of the day makes it
 * another. Not thread-safe: one a pass.
 */
public final class GivenColumns {
  private final List<Feature> terms;
  private final List<MultisetDigest> digests = new ArrayList<>();

  /**
   * @param key of the node's digests
   */
  public GivenColumns(Study study, byte[] key) {
    terms = new ArrayList<>(study.features());
    study.target().ifPresent(terms::add);
    terms.forEach(term -> digests.add(new MultisetDigest(key)));
  }

  /**
   * Adds rows of a batch.
   *
   * @param used indexes of the rows that entered the sums
   * @param compositions a list for each composition term, an entry for each row of the batch
   */
  public void add(int[] used, Batch batch, List<List<Composition>> compositions) {
    int column = 0;
    int composition = 0;
    for (int t = 0; t < terms.size(); t++) {
      MultisetDigest digest = digests.get(t);
      if (terms.get(t) instanceof CompositionTerm) {
        List<Composition> values = compositions.get(composition++);
        for (int row : used) {
          digest.add(bytes(values.get(row)));
        }
      } else {
        for (int row : used) {
          digest.add(batch.columns()[column][row]);
        }
      }
      column += terms.get(t).variables().size();
    }
  }

  public List<ColumnDigest> digests() {
    List<ColumnDigest> columns = new ArrayList<>();
    for (int t = 0; t < terms.size(); t++) {
      columns.add(digests.get(t).of(terms.get(t).term()));
    }
    return columns;
  }

  private static byte[] bytes(Composition composition) {
    Map<Element, Double> fractions = composition.fractions();
    ByteBuffer bytes = ByteBuffer.allocate(fractions.size() * (Integer.BYTES + Double.BYTES));
    fractions.forEach((element, amount) -> bytes.putInt(element.ordinal()).putDouble(amount));
    return bytes.array();
  }
}
