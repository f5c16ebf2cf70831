package org.kumiki.exchange.secagg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.junit.jupiter.api.Test;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.round.Federation;
import org.kumiki.exchange.secagg.EpochKeys.Pair;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.WireFormatException;

/** Others' vectors for what Bouncy Castle computes here, through this package where it can be. */
class PublishedVectorsTest {
  private static final Pair PAIR = new Pair("alpha", "beta", ByteString.of(new byte[32]));

  @Test
  void hkdfOfRfc5869() {
    // RFC 5869, appendix A.1 to A.3.
    assertHkdf(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "000102030405060708090a0b0c",
        "f0f1f2f3f4f5f6f7f8f9",
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    assertHkdf(
        run(0x00, 0x50),
        run(0x60, 0x50),
        run(0xb0, 0x50),
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
            + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
            + "cc30c58179ec3e87c14c01d5c1f3434f1d87");
    assertHkdf(
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "",
        "",
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
            + "9d201395faa4b61a96c8");
  }

  @Test
  void x25519OfRfc7748() throws Exception {
    // RFC 7748, sections 5.2 and 6.1.
    assertX25519(
        "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
        "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
        "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
    assertX25519(
        "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d",
        "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493",
        "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957");
    assertX25519(
        "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb",
        "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a",
        "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
  }

  @Test
  void x25519OfWycheproof() throws Exception {
    int agreed = 0;
    int refused = 0;
    for (JsonNode test : tests("x25519_test")) {
      ByteString peer = bytes(test, "public");
      byte[] secret = Vectors.hex(test.get("private"));
      if (flags(test).contains("ZeroSharedSecret")) {
        KeyAgreementException refusal =
            assertThrows(KeyAgreementException.class, () -> EpochKeys.agree(secret, "beta", peer));
        assertTrue(refusal.getMessage().startsWith("beta: "));
        refused++;
      } else {
        assertArrayEquals(
            Vectors.hex(test.get("shared")), EpochKeys.agree(secret, "beta", peer), id(test));
        agreed++;
      }
    }
    assertTrue(agreed > 400 && refused > 20, agreed + " agreed, " + refused + " refused");
    System.out.println("wycheproof x25519: " + agreed + " agreed, " + refused + " refused");
  }

  @Test
  void hkdfOfWycheproof() {
    int passed = 0;
    for (JsonNode test : tests("hkdf_sha256_test")) {
      IntFunction<byte[]> derive =
          size ->
              Hkdf.derive(
                  Vectors.hex(test.get("salt")),
                  Vectors.hex(test.get("ikm")),
                  Vectors.hex(test.get("info")),
                  size);
      int size = test.get("size").asInt();
      if (test.get("result").asText().equals("valid")) {
        assertArrayEquals(Vectors.hex(test.get("okm")), derive.apply(size), id(test));
      } else {
        assertThrows(RuntimeException.class, () -> derive.apply(size), id(test));
      }
      passed++;
    }
    System.out.println("wycheproof hkdf: " + passed);
  }

  @Test
  void mlKemEncapsulationOfWycheproof() throws Exception {
    EpochKeys own = EpochKeys.generate(Federation.seeded(1));
    int valid = 0;
    int refused = 0;
    for (JsonNode test : tests("mlkem_768_encaps_test")) {
      ByteString key = bytes(test, "ek");
      SecureRandom drawn = new Scripted(Vectors.hex(test.get("m")));
      if (test.get("result").asText().equals("valid")) {
        ByteString made = own.encapsulate(PAIR, advertise(key), drawn).ciphertext();
        assertEquals(test.get("c").asText(), made.hex(), id(test));
        SecretWithEncapsulation secret =
            new MLKEMGenerator(new Scripted(Vectors.hex(test.get("m"))))
                .generateEncapsulated(
                    new MLKEMPublicKeyParameters(MLKEMParameters.ml_kem_768, key.toByteArray()));
        assertEquals(test.get("K").asText(), ByteString.of(secret.getSecret()).hex(), id(test));
        valid++;
      } else {
        Exception refusal =
            assertThrows(
                Exception.class, () -> own.encapsulate(PAIR, advertise(key), drawn), id(test));
        assertTrue(
            refusal instanceof KeyAgreementException || refusal instanceof WireFormatException,
            refusal.toString());
        refused++;
      }
    }
    assertTrue(valid > 100 && refused > 100);
    System.out.println("wycheproof ml-kem encaps: " + valid + " made, " + refused + " refused");
  }

  @Test
  void mlKemDecapsulationOfWycheproof() throws Exception {
    int valid = 0;
    int refused = 0;
    for (JsonNode test : tests("mlkem_768_test")) {
      byte[] seed = Vectors.hex(test.get("seed"));
      ByteString ciphertext = bytes(test, "c");
      if (test.get("result").asText().equals("valid")) {
        MLKEMPrivateKeyParameters key =
            new MLKEMPrivateKeyParameters(MLKEMParameters.ml_kem_768, seed);
        assertEquals(test.get("ek").asText(), ByteString.of(key.getPublicKey()).hex(), id(test));
        byte[] secret = new MLKEMExtractor(key).extractSecret(ciphertext.toByteArray());
        assertEquals(test.get("K").asText(), ByteString.of(secret).hex(), id(test));
        valid++;
      } else {
        // What is wrong with them is a length; the wire refuses every other length of a ciphertext.
        assertTrue(
            seed.length != 64 || !wireTakes(ciphertext), () -> id(test) + " has right lengths");
        refused++;
      }
    }
    assertTrue(valid > 100);
    System.out.println("wycheproof ml-kem decaps: " + valid + " made, " + refused + " refused");
  }

  private static boolean wireTakes(ByteString ciphertext) {
    try {
      return new org.kumiki.exchange.wire.Message.Encapsulate("beta", ciphertext).step() == 5;
    } catch (WireFormatException e) {
      return false;
    }
  }

  private static Advertise advertise(ByteString mlKem) {
    byte[] point = new byte[32];
    point[0] = 9;
    return new Advertise(ByteString.of(point), mlKem, ByteString.of(new byte[32]));
  }

  private static void assertHkdf(String ikm, String salt, String info, String okm) {
    ByteString expected = ByteString.fromHex(okm);
    byte[] derived =
        Hkdf.derive(
            ByteString.fromHex(salt).toByteArray(),
            ByteString.fromHex(ikm).toByteArray(),
            ByteString.fromHex(info).toByteArray(),
            expected.size());
    assertEquals(expected, ByteString.of(derived));
  }

  private static void assertX25519(String secret, String peer, String shared) throws Exception {
    byte[] agreed =
        EpochKeys.agree(ByteString.fromHex(secret).toByteArray(), "beta", ByteString.fromHex(peer));
    assertEquals(shared, ByteString.of(agreed).hex());
  }

  private static List<JsonNode> tests(String file) {
    List<JsonNode> tests = new ArrayList<>();
    Vectors.wycheproof(file).get("testGroups").forEach(g -> g.get("tests").forEach(tests::add));
    return tests;
  }

  private static ByteString bytes(JsonNode test, String field) {
    return ByteString.of(Vectors.hex(test.get(field)));
  }

  private static List<String> flags(JsonNode test) {
    List<String> flags = new ArrayList<>();
    test.get("flags").forEach(flag -> flags.add(flag.asText()));
    return flags;
  }

  private static String id(JsonNode test) {
    return "tcId " + test.get("tcId").asInt();
  }

  private static String run(int from, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (from + i);
    }
    return ByteString.of(bytes).hex();
  }

  /** Gives out exactly the bytes that a vector names. */
  private static final class Scripted extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    Scripted(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}
