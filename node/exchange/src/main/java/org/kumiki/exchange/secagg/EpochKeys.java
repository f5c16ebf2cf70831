package org.kumiki.exchange.secagg;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.WireWriter;

/**
 * One member's fresh keys of one epoch: X25519 (RFC 7748) and ML-KEM-768 (FIPS 203). In memory
 * only. A pair's secret rests on both, so it holds as long as either does.
 *
 * <p>{@link #close()} overwrites the X25519 secret; the ML-KEM key lives in Bouncy Castle's own
 * objects and is only dropped. Not thread-safe.
 */
public final class EpochKeys implements AutoCloseable {
  private static final int PAIR_KEY_BYTES = 32;

  private final byte[] x25519Secret;
  private final MLKEMPrivateKeyParameters mlKemSecret;
  private final Advertise advertisement;
  private boolean closed;

  private EpochKeys(
      byte[] x25519Secret, MLKEMPrivateKeyParameters mlKemSecret, Advertise advertisement) {
    this.x25519Secret = x25519Secret;
    this.mlKemSecret = mlKemSecret;
    this.advertisement = advertisement;
  }

  public static EpochKeys generate(SecureRandom random) {
    byte[] secret = new byte[X25519.SCALAR_SIZE];
    byte[] point = new byte[X25519.POINT_SIZE];
    X25519.generatePrivateKey(random, secret);
    X25519.generatePublicKey(secret, 0, point, 0);
    MLKEMKeyPairGenerator generator = new MLKEMKeyPairGenerator();
    generator.init(new MLKEMKeyGenerationParameters(random, MLKEMParameters.ml_kem_768));
    AsymmetricCipherKeyPair pair = generator.generateKeyPair();
    byte[] mlKem = ((MLKEMPublicKeyParameters) pair.getPublic()).getEncoded();
    byte[] nonce = new byte[32];
    random.nextBytes(nonce);
    Advertise advertisement =
        new Advertise(ByteString.of(point), ByteString.of(mlKem), ByteString.of(nonce));
    return new EpochKeys(secret, (MLKEMPrivateKeyParameters) pair.getPrivate(), advertisement);
  }

  /** What E1 makes public. */
  public Advertise advertisement() {
    return advertisement;
  }

  /** E2, the earlier member's side: the ciphertext for the later one, and the pair's keys. */
  public Encapsulated encapsulate(Pair pair, Advertise later, SecureRandom random)
      throws KeyAgreementException {
    requireOpen();
    MLKEMPublicKeyParameters key = publicKey(pair.later(), later);
    SecretWithEncapsulation secret = new MLKEMGenerator(random).generateEncapsulated(key);
    ByteString ciphertext = ByteString.of(secret.getEncapsulation());
    byte[] agreed = agree(x25519Secret, pair.later(), later.x25519());
    PairKeys keys = derive(pair, advertisement, later, ciphertext, secret.getSecret(), agreed);
    return new Encapsulated(ciphertext, keys);
  }

  /** E2, the later member's side. */
  public PairKeys decapsulate(Pair pair, Advertise earlier, ByteString ciphertext)
      throws KeyAgreementException {
    requireOpen();
    byte[] shared = new MLKEMExtractor(mlKemSecret).extractSecret(ciphertext.toByteArray());
    byte[] agreed = agree(x25519Secret, pair.earlier(), earlier.x25519());
    return derive(pair, earlier, advertisement, ciphertext, shared, agreed);
  }

  @Override
  public void close() {
    closed = true;
    Arrays.fill(x25519Secret, (byte) 0);
  }

  /**
   * Two members in cohort order, with the hash of all advertisements of their epoch.
   *
   * @param earlier the member whose name sorts first; it encapsulates
   * @param advertisementsHash binds the pair's keys to the epoch as everybody saw it
   */
  public record Pair(String earlier, String later, ByteString advertisementsHash) {
    public Pair {
      if (earlier.compareTo(later) >= 0) {
        throw new IllegalArgumentException("a pair is written in ascending order");
      }
    }
  }

  /** The ciphertext that goes out and the keys that stay. */
  public record Encapsulated(ByteString ciphertext, PairKeys keys) {}

  /** X25519 alone, for its test vectors. */
  static byte[] agree(byte[] secret, String peer, ByteString peerKey) throws KeyAgreementException {
    byte[] agreed = new byte[X25519.POINT_SIZE];
    // False for an all-zero output: the peer sent a point of low order (RFC 7748, section 6.1).
    if (!X25519.calculateAgreement(secret, 0, peerKey.toByteArray(), 0, agreed, 0)) {
      throw new KeyAgreementException(peer, "its X25519 key is a low-order point");
    }
    return agreed;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the keys of this epoch have been erased");
    }
  }

  private static MLKEMPublicKeyParameters publicKey(String peer, Advertise advertised)
      throws KeyAgreementException {
    try {
      return new MLKEMPublicKeyParameters(
          MLKEMParameters.ml_kem_768, advertised.mlKem().toByteArray());
    } catch (IllegalArgumentException e) {
      throw new KeyAgreementException(peer, "its ML-KEM-768 key is malformed");
    }
  }

  /** The derivation alone, for its test vector. */
  static PairKeys derive(
      Pair pair,
      Advertise earlier,
      Advertise later,
      ByteString ciphertext,
      byte[] mlKemShared,
      byte[] x25519Shared) {
    byte[] input = new byte[mlKemShared.length + x25519Shared.length];
    System.arraycopy(mlKemShared, 0, input, 0, mlKemShared.length);
    System.arraycopy(x25519Shared, 0, input, mlKemShared.length, x25519Shared.length);
    byte[] info =
        new WireWriter()
            .text("kumiki pair")
            .text(pair.earlier())
            .text(pair.later())
            .fixed(earlier.x25519())
            .fixed(earlier.mlKem())
            .fixed(later.x25519())
            .fixed(later.mlKem())
            .fixed(ciphertext)
            .toByteArray();
    byte[] okm =
        Hkdf.derive(pair.advertisementsHash().toByteArray(), input, info, 3 * PAIR_KEY_BYTES);
    PairKeys keys =
        new PairKeys(
            Arrays.copyOfRange(okm, 0, PAIR_KEY_BYTES),
            Arrays.copyOfRange(okm, PAIR_KEY_BYTES, 2 * PAIR_KEY_BYTES),
            Arrays.copyOfRange(okm, 2 * PAIR_KEY_BYTES, 3 * PAIR_KEY_BYTES));
    Arrays.fill(okm, (byte) 0);
    Arrays.fill(input, (byte) 0);
    Arrays.fill(mlKemShared, (byte) 0);
    Arrays.fill(x25519Shared, (byte) 0);
    return keys;
  }
}
