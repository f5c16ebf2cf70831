package org.kumiki.exchange.secagg;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Ring;

/**
 * The sum of one member's pairwise masks for one round: for each peer an AES-256-CTR key stream
 * (zero IV, the key is used once), read as little-endian entries of the ring, added by the earlier
 * member of the pair and subtracted by the later, so that all masks cancel in the sum over the
 * whole cohort and in no other.
 *
 * <p>Guarantees that {@link #close()} overwrites the keys here. Does not guarantee that the JVM and
 * its ciphers keep no copy. Lanes are for one thread each.
 */
public final class PairwiseMask implements RoundMask {
  /**
   * Bytes of key stream a call. Larger calls can fall off the JDK's AES-CTR intrinsic and become 60
   * to 100 times slower, and the sum of a chunk would leave the first-level cache.
   */
  public static final int CHUNK_BYTES = 16 * 1024;

  private static final int KEY_BYTES = 32;
  private static final int BLOCK_BYTES = 16;
  private static final byte[] ZEROS = new byte[CHUNK_BYTES];

  private final Ring ring;
  private final List<Peer> peers;
  private boolean closed;

  private PairwiseMask(List<Peer> peers, Ring ring) {
    if (peers.isEmpty()) {
      throw new IllegalArgumentException("a mask without peers hides nothing");
    }
    this.peers = peers;
    this.ring = ring;
  }

  /** A peer's mask key of this round, and whether its stream is added or subtracted. */
  private record Peer(byte[] key, boolean adds) {}

  /** Steps every chain; the mask keys live on here until the mask is closed. */
  public static PairwiseMask next(
      String me, SortedMap<String, PairKeys> peers, ByteString roundContext, Ring ring) {
    SortedMap<String, byte[]> keys = new TreeMap<>();
    peers.forEach((peer, pair) -> keys.put(peer, pair.nextMaskKey(roundContext)));
    return ofKeys(me, keys, ring);
  }

  /** From mask keys as {@link PairKeys} derives them, which it owns and overwrites. */
  static PairwiseMask ofKeys(String me, SortedMap<String, byte[]> keys, Ring ring) {
    List<Peer> peers = new ArrayList<>();
    keys.forEach((peer, key) -> peers.add(new Peer(requireKey(key), me.compareTo(peer) < 0)));
    return new PairwiseMask(peers, ring);
  }

  @Override
  public Ring ring() {
    return ring;
  }

  @Override
  public Lane lane() {
    // Erased keys are zeros, and a mask made of zeros is one that everybody can compute.
    if (closed) {
      throw new IllegalStateException("a mask is used once");
    }
    return new Streams(ring, peers.stream().map(Stream::of).toList());
  }

  @Override
  public void close() {
    closed = true;
    peers.forEach(peer -> Arrays.fill(peer.key(), (byte) 0));
  }

  private static byte[] requireKey(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a mask key has " + KEY_BYTES + " bytes");
    }
    return key;
  }

  /** One peer's key stream. */
  private record Stream(Cipher cipher, SecretKeySpec key, boolean adds) {
    static Stream of(Peer peer) {
      try {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding", "SunJCE");
        return new Stream(cipher, new SecretKeySpec(peer.key(), "AES"), peer.adds());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the JDK's own AES/CTR is missing", e);
      }
    }

    /** The counter of a zero IV after so many bytes. */
    void seek(long position) {
      byte[] counter =
          ByteBuffer.allocate(BLOCK_BYTES).putLong(Long.BYTES, position / BLOCK_BYTES).array();
      try {
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-CTR refused a counter", e);
      }
    }

    void fill(byte[] keyStream, int bytes) {
      try {
        if (cipher.update(ZEROS, 0, bytes, keyStream, 0) != bytes) {
          throw new IllegalStateException("AES-CTR gave fewer bytes than it was given");
        }
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-CTR refused a chunk", e);
      }
    }
  }

  /** The key streams of all peers; peers are the inner loop. */
  private static final class Streams implements Lane {
    private final Ring ring;
    private final List<Stream> streams;
    private final byte[] keyStream = new byte[CHUNK_BYTES];
    private final byte[] sum = new byte[CHUNK_BYTES];
    private long position = -1;

    Streams(Ring ring, List<Stream> streams) {
      this.ring = ring;
      this.streams = streams;
    }

    @Override
    public void addTo(byte[] part, long start, int length) {
      if (start % CHUNK_BYTES != 0 || length % ring.bytes() != 0) {
        throw new IllegalArgumentException("a part begins at a chunk and ends at an entry");
      }
      if (start != position) {
        streams.forEach(stream -> stream.seek(start));
      }
      for (int at = 0; at < length; at += CHUNK_BYTES) {
        addChunk(part, at, Math.min(CHUNK_BYTES, length - at));
      }
      position = start + length;
    }

    private void addChunk(byte[] part, int at, int bytes) {
      System.arraycopy(part, at, sum, 0, bytes);
      for (Stream stream : streams) {
        stream.fill(keyStream, bytes);
        if (stream.adds()) {
          VectorBytes.add(keyStream, bytes, ring, sum);
        } else {
          VectorBytes.subtract(keyStream, bytes, ring, sum);
        }
      }
      System.arraycopy(sum, 0, part, at, bytes);
    }
  }
}
