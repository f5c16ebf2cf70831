package org.kumiki.exchange.secagg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.kumiki.exchange.wire.ByteString;

/**
 * The sum of one member's pairwise masks for one round, added to a vector modulo 2^64 chunk by
 * chunk: for each peer an AES-256-CTR key stream (zero IV, the key is used once), added by the
 * earlier member of the pair and subtracted by the later, so that all masks cancel in the sum over
 * the whole cohort and in no other.
 *
 * <p>Peers are the inner loop: the accumulator stays in the first-level cache. Calls of more than
 * 16 KiB can fall off the JDK's AES-CTR intrinsic and become 60 to 100 times slower.
 *
 * <p>One pass over one vector; not thread-safe.
 */
public final class PairwiseMask {
  /** Bytes of key stream a call, and eight times the entries a chunk. */
  public static final int CHUNK_BYTES = 16 * 1024;

  /** Entries of one chunk. */
  public static final int CHUNK_LENGTH = CHUNK_BYTES / Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] ZEROS = new byte[CHUNK_BYTES];

  private final List<Stream> streams = new ArrayList<>();
  private final byte[] keyStream = new byte[CHUNK_BYTES];

  private PairwiseMask() {}

  /** Steps every chain; the mask keys live on only inside the ciphers. */
  public static PairwiseMask next(
      String me, SortedMap<String, PairKeys> peers, ByteString roundContext) {
    if (peers.isEmpty()) {
      throw new IllegalArgumentException("a mask without peers hides nothing");
    }
    PairwiseMask mask = new PairwiseMask();
    peers.forEach(
        (peer, keys) -> {
          byte[] key = keys.nextMaskKey(roundContext);
          mask.streams.add(new Stream(cipher(key), me.compareTo(peer) < 0));
          Arrays.fill(key, (byte) 0);
        });
    return mask;
  }

  /** Adds the next entries of the mask in place; chunks must be full but for the last. */
  public void addTo(long[] chunk, int length) {
    if (length > CHUNK_LENGTH) {
      throw new IllegalArgumentException("a chunk has at most " + CHUNK_LENGTH + " entries");
    }
    for (Stream stream : streams) {
      fill(stream.cipher(), length * Long.BYTES);
      if (stream.adds()) {
        for (int i = 0; i < length; i++) {
          chunk[i] += (long) LONGS.get(keyStream, i * Long.BYTES);
        }
      } else {
        for (int i = 0; i < length; i++) {
          chunk[i] -= (long) LONGS.get(keyStream, i * Long.BYTES);
        }
      }
    }
  }

  private record Stream(Cipher cipher, boolean adds) {}

  private void fill(Cipher cipher, int bytes) {
    try {
      if (cipher.update(ZEROS, 0, bytes, keyStream, 0) != bytes) {
        throw new IllegalStateException("AES-CTR gave fewer bytes than it was given");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-CTR refused a chunk", e);
    }
  }

  private static Cipher cipher(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding", "SunJCE");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK's own AES/CTR is missing", e);
    }
  }
}
