package org.kumiki.exchange.roster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.junit.jupiter.api.Test;
import org.kumiki.certs.issuance.MlDsa65;
import org.kumiki.exchange.Vectors;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.SigningKind;

/** Ed25519 and ML-DSA-65 as members sign and as rosters verify. */
class SignatureVectorsTest {
  @Test
  void signaturesOfRfc8032() {
    // RFC 8032, section 7.1, tests 1 to 3: secret, public key, message, signature.
    String[][] tests = {
      {
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
            + "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
      },
      {
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
            + "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
      },
      {
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
            + "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
      }
    };
    for (String[] test : tests) {
      byte[] message = ByteString.fromHex(test[2]).toByteArray();
      try (SigningKey key =
          SigningKey.fromSecret("acme", ByteString.fromHex(test[0]).toByteArray())) {
        assertEquals(test[1], key.publicKey().hex());
        assertEquals(test[3], key.sign(message).hex());
        Organisation acme = new Organisation("acme", "Acme", key.publicKey());
        assertTrue(acme.verifies(message, key.sign(message)));
      }
    }
  }

  /**
   * Keys and signatures of a hundred seeds, by their hash: C2SP/CCTV, ML-DSA, "accumulated"; the
   * seeds are the output of SHAKE128 over nothing, the message is empty.
   */
  @Test
  void keysAndSignaturesOfAHundredSeedsOfFips204() {
    SHAKEDigest seeds = new SHAKEDigest(128);
    SHAKEDigest all = new SHAKEDigest(128);
    byte[] seed = new byte[MlDsa65.SEED_BYTES];
    for (int i = 0; i < 100; i++) {
      seeds.doOutput(seed, 0, seed.length);
      MlDsa65 key = MlDsa65.ofSeed(seed.clone());
      byte[] publicKey = key.publicKey();
      byte[] signature = key.sign(new byte[0]);
      assertTrue(MlDsa65.verify(publicKey, new byte[0], signature));
      all.update(publicKey, 0, publicKey.length);
      all.update(signature, 0, signature.length);
    }
    byte[] hash = new byte[32];
    all.doFinal(hash, 0, hash.length);
    assertEquals(
        "8358a1843220194417cadbc2651295cd8fc65125b5a5c1a239a16dc8b57ca199",
        ByteString.of(hash).hex());
  }

  @Test
  void mlDsaSignaturesOfWycheproofAreMadeBitForBit() {
    int made = 0;
    for (JsonNode group : Vectors.wycheproof("mldsa_65_sign_seed_test").get("testGroups")) {
      byte[] seed = Vectors.hex(group.get("privateSeed"));
      for (JsonNode test : group.get("tests")) {
        if (seed.length != MlDsa65.SEED_BYTES) {
          assertThrows(IllegalArgumentException.class, () -> MlDsa65.ofSeed(seed));
        } else if (isPlain(test) && !test.has("rnd")) {
          MlDsa65 key = MlDsa65.ofSeed(seed.clone());
          assertArrayEquals(Vectors.hex(group.get("publicKey")), key.publicKey());
          byte[] signature = key.sign(Vectors.hex(test.get("msg")));
          assertArrayEquals(Vectors.hex(test.get("sig")), signature, named(test));
          made++;
        }
      }
    }
    assertTrue(made > 50, made + " signatures");
    System.out.println("wycheproof ML-DSA-65: " + made + " signatures made");
  }

  @Test
  void mlDsaSignaturesOfWycheproofHoldOrAreRefused() {
    int valid = 0;
    int refused = 0;
    for (JsonNode group : Vectors.wycheproof("mldsa_65_verify_test").get("testGroups")) {
      byte[] key = Vectors.hex(group.get("publicKey"));
      for (JsonNode test : group.get("tests")) {
        if (isPlain(test)) {
          boolean expected = test.get("result").asText().equals("valid");
          byte[] signature = Vectors.hex(test.get("sig"));
          assertEquals(
              expected, MlDsa65.verify(key, Vectors.hex(test.get("msg")), signature), named(test));
          valid += expected ? 1 : 0;
          refused += expected ? 0 : 1;
        }
      }
    }
    assertTrue(valid > 50 && refused > 50, valid + " and " + refused);
    System.out.println("wycheproof ML-DSA-65: " + valid + " hold, " + refused + " refused");
  }

  /** A message, and the empty context, which is the only one used here. */
  private static boolean isPlain(JsonNode test) {
    return test.has("msg") && test.path("ctx").asText("").isEmpty();
  }

  private static String named(JsonNode test) {
    return "tcId " + test.get("tcId").asInt() + " " + test.get("comment").asText();
  }

  /** Whoever breaks one of the two has nothing: each half is needed, and from the same member. */
  @Test
  void ofASignatureOfBothKindsNeitherHalfMayBeMissingOrAnothers() {
    SecureRandom random = new SecureRandom();
    byte[] message = {1, 2, 3};
    try (SigningKey both = SigningKey.generate("acme", SigningKind.ED25519_ML_DSA_65, random);
        SigningKey other = SigningKey.generate("acme", SigningKind.ED25519_ML_DSA_65, random)) {
      Organisation acme = new Organisation("acme", "Acme", both.publicKey());
      byte[] good = both.sign(message).toByteArray();
      byte[] wrong = other.sign(message).toByteArray();
      assertEquals(3373, good.length);
      assertEquals(1984, both.publicKey().size());
      assertTrue(acme.verifies(message, ByteString.of(good)));
      assertFalse(acme.verifies(message, joined(good, wrong)), "the second is another's");
      assertFalse(acme.verifies(message, joined(wrong, good)), "the first is another's");
      assertFalse(acme.verifies(new byte[] {1, 2}, ByteString.of(good)), "another message");
      assertFalse(acme.verifies(message, first(good)), "the first alone");
      assertFalse(acme.verifies(message, ByteString.of(Arrays.copyOfRange(good, 64, good.length))));
      ByteString firstKey = ByteString.of(Arrays.copyOf(both.publicKey().toByteArray(), 32));
      Organisation half = new Organisation("acme", "Acme", firstKey);
      assertTrue(half.verifies(message, first(good)), "its first key is a key of Ed25519");
      assertFalse(half.verifies(message, ByteString.of(good)), "more than is listed");
    }
  }

  private static ByteString first(byte[] signature) {
    return ByteString.of(Arrays.copyOf(signature, 64));
  }

  private static ByteString joined(byte[] first, byte[] second) {
    byte[] both = second.clone();
    System.arraycopy(first, 0, both, 0, 64);
    return ByteString.of(both);
  }

  @Test
  void signaturesOfWycheproof() {
    int valid = 0;
    int refused = 0;
    for (JsonNode group : Vectors.wycheproof("ed25519_test").get("testGroups")) {
      ByteString key = ByteString.of(Vectors.hex(group.get("publicKey").get("pk")));
      Organisation acme = new Organisation("acme", "Acme", key);
      for (JsonNode test : group.get("tests")) {
        boolean expected = test.get("result").asText().equals("valid");
        ByteString signature = ByteString.of(Vectors.hex(test.get("sig")));
        assertEquals(
            expected,
            acme.verifies(Vectors.hex(test.get("msg")), signature),
            "tcId " + test.get("tcId").asInt() + " " + test.get("comment").asText());
        valid += expected ? 1 : 0;
        refused += expected ? 0 : 1;
      }
    }
    assertTrue(valid > 50 && refused > 50);
    System.out.println("wycheproof ed25519: " + valid + " hold, " + refused + " refused");
  }
}
