package org.kumiki.exchange.secagg;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.kumiki.exchange.wire.ByteString;

/**
 * What two members share in one epoch: a chain key that steps once a round, and one confirmation
 * key a direction. In memory only.
 *
 * <p>Guarantees that a mask key of a past round cannot be computed from what is left after the
 * step. Does not guarantee that the JVM keeps no copy. Not thread-safe.
 */
public final class PairKeys implements AutoCloseable {
  private static final String STEP_LABEL = "kumiki chain step";
  private static final String MASK_LABEL = "kumiki mask";
  private static final byte[] NO_INFO = new byte[0];

  private final byte[] chain;
  private final byte[] confirmEarlier;
  private final byte[] confirmLater;
  private boolean closed;

  PairKeys(byte[] chain, byte[] confirmEarlier, byte[] confirmLater) {
    this.chain = chain;
    this.confirmEarlier = confirmEarlier;
    this.confirmLater = confirmLater;
  }

  /** E3: the MAC that the earlier or the later member of the pair sends. */
  public ByteString confirmation(boolean byEarlier, ByteString transcript) {
    requireOpen();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(byEarlier ? confirmEarlier : confirmLater, "HmacSHA256"));
      return ByteString.of(mac.doFinal(transcript.toByteArray()));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /**
   * The AES-256 key of this round's mask, bound to the round's header, after which the chain steps
   * and the old key is overwritten: a second call gives the next round's key.
   */
  byte[] nextMaskKey(ByteString roundContext) {
    requireOpen();
    byte[] maskKey = Hkdf.expand(chain, MASK_LABEL, roundContext.toByteArray(), 32);
    byte[] next = Hkdf.expand(chain, STEP_LABEL, NO_INFO, chain.length);
    System.arraycopy(next, 0, chain, 0, chain.length);
    Arrays.fill(next, (byte) 0);
    return maskKey;
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(chain, (byte) 0);
    Arrays.fill(confirmEarlier, (byte) 0);
    Arrays.fill(confirmLater, (byte) 0);
  }

  /** Erased keys are zeros, and a mask made of zeros is one that everybody can compute. */
  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the keys of this epoch have been erased");
    }
  }
}
