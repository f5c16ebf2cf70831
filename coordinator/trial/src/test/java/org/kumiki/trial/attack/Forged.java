package org.kumiki.trial.attack;

import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.trial.seeded.Consortium;

/** Messages that a liar makes of honest ones. */
final class Forged {
  /** Order of the group of Ed25519 (RFC 8032, section 5.1). */
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  static final ByteString OTHER_HASH = ByteString.of(new byte[32]);

  private Forged() {}

  /** The same record with one component put in place of another. */
  static <R extends Record> R with(R honest, String component, Object value) {
    RecordComponent[] components = honest.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    boolean found = false;
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        boolean changed = components[i].getName().equals(component);
        values[i] = changed ? value : components[i].getAccessor().invoke(honest);
        found |= changed;
      }
      if (!found) {
        throw new IllegalStateException(honest.getClass() + " has no " + component);
      }
      @SuppressWarnings("unchecked")
      R made = (R) honest.getClass().getDeclaredConstructor(types).newInstance(values);
      return made;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Another body under its sender's own signature: the sender lies. */
  static SignedMessage body(SignedMessage honest, Message body) {
    return SignedMessage.sign(honest.context(), body, Consortium.signer(honest.sender()));
  }

  /** A relay with its entries changed, signed by the coordinator. */
  static SignedMessage relay(SignedMessage honest, UnaryOperator<Entry> change) {
    Message.Relay relay = (Message.Relay) honest.body();
    return body(honest, new Message.Relay(relay.entries().stream().map(change).toList()));
  }

  /** True if the letter relays messages of this kind. */
  static boolean relays(SignedMessage letter, Class<? extends Message> kind) {
    return letter.body() instanceof Message.Relay relay
        && kind.isInstance(relay.entries().get(0).body());
  }

  /** The same message with another signature that holds too: RFC 8032 with a nonce of its own. */
  static SignedMessage signedAgain(SignedMessage message) {
    byte[] secret = Consortium.signer(message.sender()).secret();
    byte[] nonceSecret = new byte[32];
    Arrays.fill(nonceSecret, (byte) 7);
    byte[] point = new byte[32];
    byte[] key = new byte[32];
    Ed25519.generatePublicKey(nonceSecret, 0, point, 0);
    Ed25519.generatePublicKey(secret, 0, key, 0);
    BigInteger challenge = number(sha512(point, key, message.signedBytes()));
    BigInteger response = scalar(nonceSecret).add(challenge.multiply(scalar(secret))).mod(ORDER);
    byte[] signature = new byte[64];
    System.arraycopy(point, 0, signature, 0, 32);
    byte[] big = response.toByteArray();
    for (int i = 0; i < big.length && i < 32; i++) {
      signature[32 + i] = big[big.length - 1 - i];
    }
    return new SignedMessage(
        message.context(), message.sender(), message.body(), ByteString.of(signature));
  }

  /** Signs as this organisation with a key that is not its own. */
  static Signer impostor(String name) {
    Signer other = Consortium.signer("impostor-of-" + name);
    return new Signer() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public ByteString sign(byte[] message) {
        return other.sign(message);
      }
    };
  }

  private static BigInteger scalar(byte[] secret) {
    byte[] hash = Arrays.copyOf(sha512(secret), 32);
    hash[0] &= (byte) 0xf8;
    hash[31] &= 0x7f;
    hash[31] |= 0x40;
    return number(hash);
  }

  private static BigInteger number(byte[] littleEndian) {
    byte[] reversed = new byte[littleEndian.length];
    for (int i = 0; i < reversed.length; i++) {
      reversed[i] = littleEndian[littleEndian.length - 1 - i];
    }
    return new BigInteger(1, reversed);
  }

  private static byte[] sha512(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      new ArrayList<>(List.of(parts)).forEach(digest::update);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
