package org.kumiki.exchange.wire;

import java.nio.charset.StandardCharsets;
import java.util.Set;
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
import org.kumiki.exchange.wire.Message.ModelWithdrawal;
import org.kumiki.exchange.wire.Message.Relay;
import org.kumiki.exchange.wire.Message.RoundResult;
import org.kumiki.exchange.wire.Message.RoundStart;
import org.kumiki.exchange.wire.Message.StudyEnd;
import org.kumiki.exchange.wire.Message.StudyProposal;

/**
 * The one encoding of each {@link Message}: a u8 step, then its fields in order. Decoding accepts
 * nothing that encoding would not have written. Signatures of relayed messages and of ledgers'
 * heads are written as the protocol version has them.
 */
public final class MessageCodec {
  static final int X25519_KEY_BYTES = 32;
  static final int ML_KEM_KEY_BYTES = 1184;
  static final int ML_KEM_CIPHERTEXT_BYTES = 1088;
  static final int NONCE_BYTES = 32;

  /** A study names terms and settings; beyond this somebody is filling memory. */
  public static final int MAX_STUDY_BYTES = 1 << 20;

  /** Members of one cohort: a consortium is planned for 300. */
  public static final int MAX_RELAYED = 1000;

  /** 2^27 entries are a vector of one gibibyte. */
  public static final int MAX_VECTOR_LENGTH = 1 << 27;

  /** Rounds of one study: boosting needs some 1,200. */
  public static final int MAX_ROUND = 1 << 20;

  /** The largest message of any version: a result of a thousand uploads, each signed twice. */
  public static final int MAX_MESSAGE_BYTES = 8 << 20;

  /** The largest message of version 1: a proposal, or a relay of a thousand advertisements. */
  private static final int MAX_FIRST_MESSAGE_BYTES = 2 << 20;

  /** The largest relayed message of version 1: an advertisement of two keys and a nonce. */
  private static final int MAX_FIRST_ENTRY_BYTES = 2048;

  /** From version 2 on it is an upload, or a confirmation, with the head of a ledger. */
  private static final int MAX_ENTRY_BYTES = 4096;

  /** Bytes of why a model is withdrawn, in one language. */
  public static final int MAX_REASON = 2000;

  /** E1 to E4 and R1: what members sign for each other. */
  private static final Set<Integer> RELAYED_STEPS = Set.of(4, 5, 6, 7, 10);

  private MessageCodec() {}

  public static byte[] encode(Message message, int protocol) {
    WireWriter out = new WireWriter(protocol).u8(message.step());
    write(out, message);
    return out.toByteArray();
  }

  /** The largest message of a protocol version. */
  public static int maxMessageBytes(int protocol) {
    return protocol == ProtocolVersion.FIRST ? MAX_FIRST_MESSAGE_BYTES : MAX_MESSAGE_BYTES;
  }

  public static Message decode(byte[] bytes, int protocol) {
    WireReader in = new WireReader(bytes, protocol);
    Message message = read(in);
    in.end();
    return message;
  }

  static boolean isRelayed(int step) {
    return RELAYED_STEPS.contains(step);
  }

  static void requireRound(int round) {
    if (round < 1 || round > MAX_ROUND) {
      throw new WireFormatException("round " + round + " is out of range");
    }
  }

  static void requireReason(String text) {
    if (text.isBlank() || text.getBytes(StandardCharsets.UTF_8).length > MAX_REASON) {
      throw new WireFormatException("a reason has 1 to " + MAX_REASON + " bytes, in each language");
    }
  }

  private static void write(WireWriter out, Message message) {
    if (message instanceof StudyProposal m) {
      out.bytes(m.study().toByteArray());
    } else if (message instanceof Consent m) {
      out.u8(m.ready() ? 1 : 0);
    } else if (message instanceof EpochOpen m) {
      out.list(m.cohort(), WireWriter::text).u32(m.round()).fixed(m.progressHash());
    } else if (message instanceof Advertise m) {
      out.fixed(m.x25519()).fixed(m.mlKem()).fixed(m.nonce());
    } else if (message instanceof Encapsulate m) {
      out.text(m.recipient()).fixed(m.ciphertext());
    } else if (message instanceof Confirm m) {
      out.text(m.recipient()).fixed(m.mac());
      LedgerHead.writeOptional(out, m.witnessed());
    } else if (message instanceof Close m) {
      out.fixed(m.transcriptHash());
    } else if (message instanceof Relay m) {
      out.list(m.entries(), MessageCodec::writeEntry);
    } else if (message instanceof RoundStart m) {
      out.u32(m.round()).fixed(m.progressHash()).u8(m.ringBits()).u32(m.length());
      out.fixed(m.layoutHash()).u64(m.deadlineEpochSecond());
    } else if (message instanceof MaskedVector m) {
      out.u32(m.round()).fixed(m.roundContext()).fixed(m.root()).u32(m.length());
      m.head().write(out);
    } else if (message instanceof RoundResult m) {
      out.u32(m.round()).fixed(m.roundContext()).fixed(m.sumRoot());
      out.list(m.uploads(), MessageCodec::writeEntry);
    } else if (message instanceof EpochAbandon m) {
      out.u8(m.reason().code());
    } else if (message instanceof Leave m) {
      out.u8(m.reason().code());
    } else if (message instanceof StudyEnd m) {
      out.u8(m.reason().code());
    } else if (message instanceof ModelWithdrawal m) {
      out.text(m.english()).text(m.japanese());
    } else {
      throw new IllegalStateException("no encoding for " + message.getClass());
    }
  }

  private static Message read(WireReader in) {
    int step = in.u8("step");
    return switch (step) {
      case 1 -> new StudyProposal(ByteString.of(in.bytes("study", MAX_STUDY_BYTES)));
      case 2 -> new Consent(readFlag(in, "ready"));
      case 3 ->
          new EpochOpen(
              in.list("cohort", MAX_RELAYED, MessageCodec::readName),
              in.u32("round"),
              readHash(in, "progressHash"));
      case 4 ->
          new Advertise(
              in.fixed(X25519_KEY_BYTES, "x25519"),
              in.fixed(ML_KEM_KEY_BYTES, "mlKem"),
              in.fixed(NONCE_BYTES, "nonce"));
      case 5 -> new Encapsulate(readName(in), in.fixed(ML_KEM_CIPHERTEXT_BYTES, "ciphertext"));
      case 6 -> new Confirm(readName(in), readHash(in, "mac"), LedgerHead.readOptional(in));
      case 7 -> new Close(readHash(in, "transcriptHash"));
      case 8 -> new Relay(in.list("entries", MAX_RELAYED, MessageCodec::readEntry));
      case 9 ->
          new RoundStart(
              in.u32("round"),
              readHash(in, "progressHash"),
              in.u8("ringBits"),
              in.u32("length"),
              readHash(in, "layoutHash"),
              in.u64("deadline"));
      case 10 ->
          new MaskedVector(
              in.u32("round"),
              readHash(in, "roundContext"),
              readHash(in, "root"),
              in.u32("length"),
              LedgerHead.read(in));
      case 11 ->
          new RoundResult(
              in.u32("round"),
              readHash(in, "roundContext"),
              readHash(in, "sumRoot"),
              in.list("uploads", MAX_RELAYED, MessageCodec::readEntry));
      case 12 -> new EpochAbandon(Reason.ofCode(in.u8("reason")));
      case 13 -> new Leave(Reason.ofCode(in.u8("reason")));
      case 14 -> new StudyEnd(Reason.ofCode(in.u8("reason")));
      case 15 ->
          new ModelWithdrawal(in.text("english", MAX_REASON), in.text("japanese", MAX_REASON));
      default -> throw new WireFormatException("step " + step + " is unknown");
    };
  }

  private static void writeEntry(WireWriter out, Entry entry) {
    out.text(entry.sender()).bytes(encode(entry.body(), out.protocol()));
    out.signature(entry.signature());
  }

  private static Entry readEntry(WireReader in) {
    String sender = readName(in);
    int most = in.protocol() == ProtocolVersion.FIRST ? MAX_FIRST_ENTRY_BYTES : MAX_ENTRY_BYTES;
    byte[] body = in.bytes("body", most);
    // Looked at before decoding, so that nested relays cannot deepen the stack.
    if (body.length > 0 && !isRelayed(body[0])) {
      throw new WireFormatException("step " + body[0] + " is never relayed");
    }
    return new Entry(sender, decode(body, in.protocol()), in.signature("signature"));
  }

  private static String readName(WireReader in) {
    return Identifiers.require(in.text("name", Identifiers.MAX_LENGTH), "name");
  }

  private static ByteString readHash(WireReader in, String field) {
    return in.fixed(Sha256.SIZE_BYTES, field);
  }

  private static boolean readFlag(WireReader in, String field) {
    int flag = in.u8(field);
    if (flag > 1) {
      throw new WireFormatException(field + " is neither 0 nor 1");
    }
    return flag == 1;
  }
}
