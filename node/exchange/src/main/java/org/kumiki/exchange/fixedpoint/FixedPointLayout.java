package org.kumiki.exchange.fixedpoint;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.WireWriter;
import org.kumiki.learning.computation.Block;
import org.kumiki.learning.computation.Encoding;
import org.kumiki.learning.computation.Ring;

/**
 * How real numbers become integers modulo 2^k and come back from their sum.
 *
 * <p>Each block of entries has a public bound b on one member's value. Its scale is 2^f with the
 * largest f that cannot overflow: {@code n · (b · 2^f + 1) < 2^(k−1)}. Everything follows from
 * public facts (the study, the state, the number of members), so both sides compute it and compare
 * {@link #hash()}.
 *
 * <p>Immutable and thread-safe.
 */
public final class FixedPointLayout {
  /** The largest f is k − 2, however small the bound: 62 or 30, one byte in {@link #hash()}. */
  private static final int BITS_NEVER_FRACTIONAL = 2;

  /**
   * Rounding while a fold adds its rows may carry a value past its bound by this share and no more;
   * such a value counts as the bound itself.
   */
  private static final double ROUNDING_SLACK = 1e-9;

  private final Encoding encoding;
  private final int members;
  private final int[] fractionalBits;

  private FixedPointLayout(Encoding encoding, int members, int[] fractionalBits) {
    this.encoding = encoding;
    this.members = members;
    this.fractionalBits = fractionalBits;
  }

  /**
   * @throws BoundsTooWideException if a block would keep fewer fractional bits than it asks for
   */
  public static FixedPointLayout of(Encoding encoding, int members) {
    if (members < 1) {
      throw new IllegalArgumentException("members must be positive");
    }
    int[] bits = new int[encoding.blocks().size()];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = fractionalBits(encoding.blocks().get(i), members, encoding.ring());
    }
    return new FixedPointLayout(encoding, members, bits);
  }

  public int length() {
    return encoding.length();
  }

  public Ring ring() {
    return encoding.ring();
  }

  /** Scales by block, in bits. */
  public List<Integer> fractionalBits() {
    List<Integer> bits = new ArrayList<>();
    for (int f : fractionalBits) {
      bits.add(f);
    }
    return bits;
  }

  /** Both sides must agree on ring, lengths, bounds and scales. */
  public ByteString hash() {
    WireWriter out = new WireWriter().u8(ring().bits()).u32(members);
    for (int i = 0; i < fractionalBits.length; i++) {
      Block block = encoding.blocks().get(i);
      out.u32(block.length()).f64(block.bound()).u8(fractionalBits[i] & 0xff);
    }
    return Sha256.hash("kumiki layout", out.toByteArray());
  }

  /** One member's values as integers, or nothing if a value is outside its bound or not finite. */
  public Optional<long[]> quantise(double[] values) {
    requireLength(values.length);
    long[] quantised = new long[values.length];
    int index = 0;
    for (int i = 0; i < fractionalBits.length; i++) {
      Block block = encoding.blocks().get(i);
      double limit = block.bound() * (1 + ROUNDING_SLACK);
      // A power of two: the product has the bits that scalb gives, in a fraction of its time.
      double scale = Math.scalb(1.0, fractionalBits[i]);
      for (int end = index + block.length(); index < end; index++) {
        double value = values[index];
        if (!(Math.abs(value) <= limit)) {
          return Optional.empty();
        }
        double bounded = Math.max(-block.bound(), Math.min(block.bound(), value));
        quantised[index] = (long) Math.rint(bounded * scale);
      }
    }
    return Optional.of(quantised);
  }

  /**
   * The sum as real numbers, or nothing if an entry is beyond what n members within their bounds
   * can add up to.
   *
   * @param sum signed representatives of the ring
   */
  public Optional<double[]> restore(long[] sum) {
    requireLength(sum.length);
    double[] values = new double[sum.length];
    int index = 0;
    for (int i = 0; i < fractionalBits.length; i++) {
      Block block = encoding.blocks().get(i);
      long limit = largestSum(block, fractionalBits[i]);
      double unit = Math.scalb(1.0, -fractionalBits[i]);
      for (int end = index + block.length(); index < end; index++) {
        if (sum[index] > limit || sum[index] < -limit) {
          return Optional.empty();
        }
        values[index] = sum[index] * unit;
      }
    }
    return Optional.of(values);
  }

  private long largestSum(Block block, int bits) {
    return memberLimit(block.bound(), bits)
        .multiply(BigDecimal.valueOf(members))
        .toBigInteger()
        .longValueExact();
  }

  private static int fractionalBits(Block block, int members, Ring ring) {
    int most = ring.bits() - BITS_NEVER_FRACTIONAL;
    // A bound of at least 2^e leaves no more than k − 2 − e bits even to one member; to count down
    // from there costs a handful of exact products in place of up to sixty, in every round.
    int bits = Math.min(most, most - Math.getExponent(block.bound()));
    while (bits >= block.minFractionalBits() && !fits(block.bound(), bits, members, ring)) {
      bits--;
    }
    if (bits < block.minFractionalBits()) {
      throw new BoundsTooWideException(block.bound(), members, block.minFractionalBits());
    }
    return bits;
  }

  private static boolean fits(double bound, int bits, int members, Ring ring) {
    BigDecimal half = new BigDecimal(BigInteger.ONE.shiftLeft(ring.bits() - 1));
    return memberLimit(bound, bits).multiply(BigDecimal.valueOf(members)).compareTo(half) < 0;
  }

  /** b · 2^f + 1, exactly. */
  private static BigDecimal memberLimit(double bound, int bits) {
    BigDecimal scale =
        bits >= 0
            ? new BigDecimal(BigInteger.ONE.shiftLeft(bits))
            : BigDecimal.ONE.divide(new BigDecimal(BigInteger.ONE.shiftLeft(-bits)));
    return new BigDecimal(bound).multiply(scale).add(BigDecimal.ONE);
  }

  private void requireLength(int length) {
    if (length != length()) {
      throw new IllegalArgumentException(
          "a vector of " + length + " entries for a layout of " + length());
    }
  }
}
