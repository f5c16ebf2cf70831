package org.kumiki.node.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.kumiki.learning.descriptor.AmountBasis;
import org.kumiki.learning.descriptor.Composition;
import org.kumiki.learning.descriptor.CompositionParser;
import org.kumiki.learning.descriptor.Element;

/**
 * Which rows of this node train nothing: those whose material draws a number below the share, by
 * HMAC-SHA256 under the node's own key. The same material draws the same in every study, version
 * and data epoch, and nobody else can tell what it drew.
 *
 * <p>A row's material is what its compositions say, however they are written. In a dataset without
 * compositions each row is a material of its own, so that only equal rows stay together. Not
 * thread-safe.
 */
final class HoldOut {
  private static final byte[] TAG = "kumiki hold-out".getBytes(StandardCharsets.UTF_8);

  /** Fractions are compared in billionths: Fe2Ni4 and FeNi2 differ by a rounding and are one. */
  private static final double PARTS = 1e9;

  private final HMac mac = new HMac(new SHA256Digest());
  private final double share;
  private final List<StoredColumn> compositions;
  private final Map<List<String>, Boolean> known = new HashMap<>();

  /**
   * @param key the node's own, never sent
   * @param columns of the dataset's version
   */
  HoldOut(double share, byte[] key, List<StoredColumn> columns) {
    this.share = share;
    this.compositions = columns.stream().filter(column -> column.basis() != null).toList();
    mac.init(new KeyParameter(key));
  }

  /** Whether the row trains nothing. */
  boolean holdsOut(StoredRow row) {
    if (compositions.isEmpty()) {
      return draws(whole(row));
    }
    List<String> formulas =
        compositions.stream().map(column -> row.texts().get(column.place())).toList();
    return known.computeIfAbsent(formulas, written -> draws(material(written)));
  }

  private boolean draws(byte[] material) {
    mac.update(TAG, 0, TAG.length);
    mac.update(material, 0, material.length);
    byte[] digest = new byte[mac.getMacSize()];
    mac.doFinal(digest, 0);
    // 53 bits, as many as a double tells apart.
    return (ByteBuffer.wrap(digest).getLong() >>> 11) * 0x1p-53 < share;
  }

  private byte[] material(List<String> formulas) {
    StringBuilder material = new StringBuilder();
    for (int k = 0; k < formulas.size(); k++) {
      AmountBasis basis =
          "mass".equals(compositions.get(k).basis()) ? AmountBasis.MASS : AmountBasis.ATOMIC;
      if (CompositionParser.parse(formulas.get(k), basis) instanceof Composition composition) {
        for (Map.Entry<Element, Double> part : composition.fractions().entrySet()) {
          material.append(part.getKey()).append(Math.round(PARTS * part.getValue())).append(' ');
        }
      } else {
        material.append(formulas.get(k));
      }
      material.append('\n');
    }
    return material.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] whole(StoredRow row) {
    StringBuilder whole = new StringBuilder();
    for (double number : row.numbers()) {
      whole.append(Double.toHexString(number + 0.0)).append(' ');
    }
    row.texts().forEach(text -> whole.append(text).append('\n'));
    return whole.toString().getBytes(StandardCharsets.UTF_8);
  }
}
