package org.kumiki.node.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.kumiki.learning.descriptor.AmountBasis;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.CompositionParser;
import org.kumiki.learning.descriptor.Element;
import org.kumiki.ontology.term.Names;

/**
 * Which rows of this node train nothing: those whose material draws a number below the share, by
 * HMAC-SHA256 under the node's own key. A material draws the same in every study, and nobody else
 * can tell what it drew.
 *
 * <p>What a row's material is follows from the row alone, and from no study: what its composition
 * says, however it is written (of several compositions the one whose term's IRI comes first); where
 * there is none, its sample identifier; where there is none either, all that stands in the row. So
 * other columns and corrected cells move a row with a composition or a sample identifier to no
 * other side. Not thread-safe.
 */
final class HoldOut {
  private static final byte[] TAG = "kumiki hold-out".getBytes(StandardCharsets.UTF_8);

  /** Fractions are compared in billionths: Fe2Ni4 and FeNi2 differ by a rounding and are one. */
  private static final double PARTS = 1e9;

  private static final String SAMPLE = Names.TERM + "sampleIdentifier";

  private final HMac mac = new HMac(new SHA256Digest());
  private final double share;
  private final List<StoredColumn> columns;
  private final Optional<StoredColumn> composition;
  private final Optional<StoredColumn> sample;
  private final Map<String, Boolean> known = new HashMap<>();

  /**
   * @param key the node's own, never sent
   * @param columns of the dataset's version
   */
  HoldOut(double share, byte[] key, List<StoredColumn> columns) {
    this.share = share;
    // By their terms, so that the order in a file says nothing.
    this.columns = columns.stream().sorted(Comparator.comparing(StoredColumn::term)).toList();
    this.composition = this.columns.stream().filter(c -> c.basis() != null).findFirst();
    this.sample = this.columns.stream().filter(c -> c.term().equals(SAMPLE)).findFirst();
    mac.init(new KeyParameter(key));
  }

  /** Whether the row trains nothing. */
  boolean holdsOut(StoredRow row) {
    Optional<String> formula = composition.flatMap(column -> written(row, column));
    if (formula.isPresent()) {
      return known.computeIfAbsent(formula.get(), text -> draws("composition\n" + material(text)));
    }
    return draws(
        sample
            .flatMap(column -> written(row, column))
            .map(name -> "sample\n" + name)
            .orElseGet(() -> "row\n" + whole(row)));
  }

  private static Optional<String> written(StoredRow row, StoredColumn column) {
    return column.measured()
        ? Optional.empty()
        : Optional.ofNullable(row.texts().get(column.place()))
            .map(String::strip)
            .filter(text -> !text.isEmpty());
  }

  private boolean draws(String material) {
    byte[] bytes = material.getBytes(StandardCharsets.UTF_8);
    mac.update(TAG, 0, TAG.length);
    mac.update(bytes, 0, bytes.length);
    byte[] digest = new byte[mac.getMacSize()];
    mac.doFinal(digest, 0);
    // 53 bits, as many as a double tells apart.
    return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1p-53 < share;
  }

  /** The fractions of the elements; what cannot be read is its own material. */
  private String material(String formula) {
    AmountBasis basis =
        "mass".equals(composition.orElseThrow().basis()) ? AmountBasis.MASS : AmountBasis.ATOMIC;
    if (!(CompositionParser.parse(formula, basis) instanceof Composition read)) {
      return formula;
    }
    StringBuilder material = new StringBuilder();
    for (Map.Entry<Element, Double> part : read.fractions().entrySet()) {
      material.append(part.getKey()).append(Math.round(PARTS * part.getValue())).append(' ');
    }
    return material.toString();
  }

  /** All that is filled in, ascending by term. */
  private String whole(StoredRow row) {
    StringBuilder whole = new StringBuilder();
    for (StoredColumn column : columns) {
      Optional<String> value =
          column.measured() ? number(row.numbers()[column.place()]) : written(row, column);
      value.ifPresent(text -> whole.append(column.term()).append(' ').append(text).append('\n'));
    }
    return whole.toString();
  }

  private static Optional<String> number(double number) {
    // -0 is 0.
    return Double.isNaN(number) ? Optional.empty() : Optional.of(Double.toHexString(number + 0.0));
  }
}
