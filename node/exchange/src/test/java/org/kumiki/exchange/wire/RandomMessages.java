package org.kumiki.exchange.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.kumiki.exchange.wire.Message.Advertise;
import org.kumiki.exchange.wire.Message.Close;
import org.kumiki.exchange.wire.Message.Confirm;
import org.kumiki.exchange.wire.Message.Consent;
import org.kumiki.exchange.wire.Message.Encapsulate;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.EpochAbandon;
import org.kumiki.exchange.wire.Message.EpochOpen;
import org.kumiki.exchange.wire.Message.Leave;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.Message.Relay;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.exchange.wire.Message.RoundStart;
import org.kumiki.exchange.wire.Message.StudyEnd;
import org.kumiki.exchange.wire.Message.StudyProposal;

/** Any message that the protocol allows, from a seed. */
final class RandomMessages {
  private static final List<Reason> OF_MEMBERS =
      List.of(Reason.RESTARTED, Reason.PROTOCOL, Reason.DECLINED);

  private final Random random;
  private final int protocol;

  RandomMessages(long seed) {
    this.random = new Random(seed);
    this.protocol = 1 + random.nextInt(ProtocolVersion.CURRENT);
  }

  SignedMessage signed() {
    Context context = new Context(protocol, name(), hash(), hash(), random.nextLong() >>> 1);
    return new SignedMessage(context, name(), message(), signature());
  }

  Message message() {
    return switch (random.nextInt(15)) {
      case 0 -> new StudyProposal(bytes(random.nextInt(3000)));
      case 1 -> new Consent(random.nextBoolean());
      case 2 -> new EpochOpen(names(), round(), hash());
      case 3 -> advertise();
      case 4 -> new Encapsulate(name(), bytes(1088));
      case 5 -> confirm();
      case 6 -> new Close(hash());
      case 7 -> new Relay(entries(relayed()));
      case 8 ->
          new RoundStart(
              round(),
              hash(),
              random.nextBoolean() ? 32 : 64,
              length(),
              hash(),
              random.nextLong() >>> 1);
      case 9 -> maskedVector();
      case 10 -> new RoundResult(round(), hash(), hash(), entries(RandomMessages::maskedVector));
      case 11 -> new EpochAbandon(Reason.values()[random.nextInt(Reason.values().length)]);
      case 12 -> new Leave(OF_MEMBERS.get(random.nextInt(OF_MEMBERS.size())));
      case 13 -> new Message.ModelWithdrawal(name(), "誤り " + name());
      default -> new StudyEnd(Reason.values()[random.nextInt(Reason.values().length)]);
    };
  }

  private Function<RandomMessages, Message> relayed() {
    return switch (random.nextInt(5)) {
      case 0 -> RandomMessages::advertise;
      case 1 -> r -> new Encapsulate(r.name(), r.bytes(1088));
      case 2 -> RandomMessages::confirm;
      case 3 -> r -> new Close(r.hash());
      default -> RandomMessages::maskedVector;
    };
  }

  private List<Entry> entries(Function<RandomMessages, Message> body) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      entries.add(new Entry(name(), body.apply(this), signature()));
    }
    return entries;
  }

  private Message advertise() {
    return new Advertise(hash(), bytes(1184), hash());
  }

  private Message maskedVector() {
    return new MaskedVector(round(), hash(), hash(), length(), head());
  }

  private Message confirm() {
    return new Confirm(
        name(), hash(), random.nextBoolean() ? Optional.of(head()) : Optional.empty());
  }

  private LedgerHead head() {
    return new LedgerHead(random.nextLong() >>> 1, hash(), signature());
  }

  private ByteString signature() {
    SigningKind[] kinds = SigningKind.values();
    SigningKind kind =
        protocol == ProtocolVersion.FIRST ? kinds[0] : kinds[random.nextInt(kinds.length)];
    return bytes(kind.signatureBytes());
  }

  private List<String> names() {
    TreeSet<String> names = new TreeSet<>();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      names.add(name());
    }
    return List.copyOf(names);
  }

  private String name() {
    String letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    StringBuilder name = new StringBuilder();
    for (int i = 1 + random.nextInt(39); i > 0; i--) {
      name.append(letters.charAt(random.nextInt(letters.length())));
    }
    return name.toString();
  }

  private int round() {
    return 1 + random.nextInt(MessageCodec.MAX_ROUND);
  }

  private int length() {
    return 1 + random.nextInt(MessageCodec.MAX_VECTOR_LENGTH);
  }

  private ByteString hash() {
    return bytes(32);
  }

  private ByteString bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.of(bytes);
  }
}
