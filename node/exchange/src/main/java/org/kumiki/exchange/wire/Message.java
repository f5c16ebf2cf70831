package org.kumiki.exchange.wire;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that a node and the coordinator say to each other, apart from the masked vectors
 * themselves, which travel as files named by their root. The list is closed: what is not here does
 * not leave a node.
 */
public sealed interface Message {
  /** The step's code: part of what is signed, so one message never passes for another. */
  int step();

  /** A study waits for the steward's decision; its bytes are what is approved by hash. */
  record StudyProposal(ByteString study) implements Message {
    public StudyProposal {
      if (study.size() > MessageCodec.MAX_STUDY_BYTES) {
        throw new WireFormatException("study is larger than " + MessageCodec.MAX_STUDY_BYTES);
      }
    }

    @Override
    public int step() {
      return 1;
    }
  }

  /** The member's answer to a proposal: ready, or declined; the reasons stay at home. */
  record Consent(boolean ready) implements Message {
    @Override
    public int step() {
      return 2;
    }
  }

  /**
   * The coordinator asks the whole cohort for a fresh epoch.
   *
   * @param cohort organisations in ascending order; it must be the study's own
   * @param round the round that comes next, from 1
   * @param progressHash what the coordinator holds to be everybody's progress
   */
  record EpochOpen(List<String> cohort, int round, ByteString progressHash) implements Message {
    public EpochOpen {
      cohort = Identifiers.requireAscending(cohort, "cohort");
      MessageCodec.requireRound(round);
      progressHash.requireSize(Sha256.SIZE_BYTES, "progressHash");
    }

    @Override
    public int step() {
      return 3;
    }
  }

  /** E1: fresh X25519 and ML-KEM-768 public keys and a nonce. */
  record Advertise(ByteString x25519, ByteString mlKem, ByteString nonce) implements Message {
    public Advertise {
      x25519.requireSize(MessageCodec.X25519_KEY_BYTES, "x25519");
      mlKem.requireSize(MessageCodec.ML_KEM_KEY_BYTES, "mlKem");
      nonce.requireSize(MessageCodec.NONCE_BYTES, "nonce");
    }

    @Override
    public int step() {
      return 4;
    }
  }

  /** E2: an ML-KEM-768 ciphertext for one later member of the cohort. */
  record Encapsulate(String recipient, ByteString ciphertext) implements Message {
    public Encapsulate {
      Identifiers.require(recipient, "recipient");
      ciphertext.requireSize(MessageCodec.ML_KEM_CIPHERTEXT_BYTES, "ciphertext");
    }

    @Override
    public int step() {
      return 5;
    }
  }

  /**
   * E3: proof that both ends of a pair hold the same key, and what the sender has seen of the
   * recipient.
   *
   * @param witnessed the largest head of the recipient's ledger that the sender has seen
   */
  record Confirm(String recipient, ByteString mac, Optional<LedgerHead> witnessed)
      implements Message {
    public Confirm {
      Identifiers.require(recipient, "recipient");
      mac.requireSize(Sha256.SIZE_BYTES, "mac");
    }

    @Override
    public int step() {
      return 6;
    }
  }

  /** E4: the whole cohort signs one transcript. */
  record Close(ByteString transcriptHash) implements Message {
    public Close {
      transcriptHash.requireSize(Sha256.SIZE_BYTES, "transcriptHash");
    }

    @Override
    public int step() {
      return 7;
    }
  }

  /** Messages of other members, passed on as they were signed, all of one step. */
  record Relay(List<Entry> entries) implements Message {
    public Relay {
      entries = List.copyOf(entries);
      if (entries.isEmpty() || entries.size() > MessageCodec.MAX_RELAYED) {
        throw new WireFormatException("a relay carries 1 to " + MessageCodec.MAX_RELAYED);
      }
      int step = entries.get(0).body().step();
      if (entries.stream().anyMatch(entry -> entry.body().step() != step)) {
        throw new WireFormatException("a relay carries messages of one step");
      }
    }

    @Override
    public int step() {
      return 8;
    }
  }

  /** One member's signed message (E1 to E4, or R1) inside another of the same context. */
  record Entry(String sender, Message body, ByteString signature) {
    public Entry {
      Identifiers.require(sender, "sender");
      SigningKind.ofSignature(signature, "signature");
      if (!MessageCodec.isRelayed(body.step())) {
        throw new WireFormatException("step " + body.step() + " is never relayed");
      }
    }

    /** The entry as a message of its own again. */
    public SignedMessage in(Context context) {
      return new SignedMessage(context, sender, body, signature);
    }
  }

  /**
   * R0: the start of a round.
   *
   * @param round exactly one more than the last published
   * @param progressHash hash of the state that every node has computed itself
   * @param ringBits 32 or 64: sums are modulo 2 to the power of this
   * @param length entries of the vector
   * @param layoutHash hash of bounds and fixed-point scales, which every node computes itself
   * @param deadlineEpochSecond when the study ends if members are still missing
   */
  record RoundStart(
      int round,
      ByteString progressHash,
      int ringBits,
      int length,
      ByteString layoutHash,
      long deadlineEpochSecond)
      implements Message {
    public RoundStart {
      MessageCodec.requireRound(round);
      progressHash.requireSize(Sha256.SIZE_BYTES, "progressHash");
      layoutHash.requireSize(Sha256.SIZE_BYTES, "layoutHash");
      if (ringBits != 32 && ringBits != 64) {
        throw new WireFormatException("ring of " + ringBits + " bits; there are 32 and 64");
      }
      if (length < 1 || length > MessageCodec.MAX_VECTOR_LENGTH) {
        throw new WireFormatException("vector length " + length + " is out of range");
      }
      if (deadlineEpochSecond < 0) {
        throw new WireFormatException("the deadline is negative");
      }
    }

    @Override
    public int step() {
      return 9;
    }
  }

  /**
   * R1: the signed root of a masked vector; the vector itself is uploaded beside it.
   *
   * @param head the sender's ledger with the entry of this very vector; all members witness it
   */
  record MaskedVector(
      int round, ByteString roundContext, ByteString root, int length, LedgerHead head)
      implements Message {
    public MaskedVector {
      MessageCodec.requireRound(round);
      roundContext.requireSize(Sha256.SIZE_BYTES, "roundContext");
      root.requireSize(Sha256.SIZE_BYTES, "root");
      if (length < 1 || length > MessageCodec.MAX_VECTOR_LENGTH) {
        throw new WireFormatException("vector length " + length + " is out of range");
      }
    }

    @Override
    public int step() {
      return 10;
    }
  }

  /** R2: the sum is published, with every member's signed root. */
  record RoundResult(int round, ByteString roundContext, ByteString sumRoot, List<Entry> uploads)
      implements Message {
    public RoundResult {
      MessageCodec.requireRound(round);
      roundContext.requireSize(Sha256.SIZE_BYTES, "roundContext");
      sumRoot.requireSize(Sha256.SIZE_BYTES, "sumRoot");
      uploads = List.copyOf(uploads);
      if (uploads.isEmpty() || uploads.size() > MessageCodec.MAX_RELAYED) {
        throw new WireFormatException(
            "a result names 1 to " + MessageCodec.MAX_RELAYED + " uploads");
      }
      if (!uploads.stream().allMatch(upload -> upload.body() instanceof MaskedVector)) {
        throw new WireFormatException("a result names masked vectors only");
      }
    }

    @Override
    public int step() {
      return 11;
    }
  }

  /** The coordinator gives an epoch up; a new one may follow. */
  record EpochAbandon(Reason reason) implements Message {
    @Override
    public int step() {
      return 12;
    }
  }

  /** A member cannot go on: for this epoch if it was restarted, else for good. */
  record Leave(Reason reason) implements Message {
    /** What a member may say; anything else would speak for the study. */
    private static final Set<Reason> REASONS =
        EnumSet.of(Reason.RESTARTED, Reason.PROTOCOL, Reason.DECLINED, Reason.LEDGER_BEHIND);

    public Leave {
      if (!REASONS.contains(reason)) {
        throw new WireFormatException("a member does not leave because " + reason.sentence());
      }
    }

    @Override
    public int step() {
      return 13;
    }
  }

  /** The study is over, well or not. */
  record StudyEnd(Reason reason) implements Message {
    @Override
    public int step() {
      return 14;
    }
  }

  /**
   * A model is withdrawn from use; of the model of the context's study.
   *
   * @param english why, for people
   * @param japanese the same
   */
  record ModelWithdrawal(String english, String japanese) implements Message {
    public ModelWithdrawal {
      MessageCodec.requireReason(english);
      MessageCodec.requireReason(japanese);
    }

    @Override
    public int step() {
      return 15;
    }
  }
}
