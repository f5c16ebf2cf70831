package org.kumiki.exchange.roster;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * Why an organisation, or the coordinator, may have another key in a successor roster than in its
 * predecessor: a statement, and who stands behind it.
 *
 * @param statement what is replaced by what, in which step of the chain
 * @param warrant the old key's signature, or the votes of the others
 */
public record KeyReplacement(Statement statement, Warrant warrant) {
  private static final byte[] DOMAIN =
      "kumiki key replacement\n".getBytes(StandardCharsets.US_ASCII);

  /**
   * What is signed. It names the predecessor, so that it counts for one step of one chain.
   *
   * @param protocol the protocol version, which is the successor's
   * @param consortium the consortium's identifier
   * @param organisation whose key it is; the coordinator's name for its own
   * @param oldKey as the predecessor lists it
   * @param newKey as the successor lists it
   * @param predecessor hash of the predecessor
   */
  public record Statement(
      int protocol,
      String consortium,
      String organisation,
      ByteString oldKey,
      ByteString newKey,
      ByteString predecessor) {
    public Statement {
      ProtocolVersion.require(protocol);
      Identifiers.require(consortium, "consortium");
      Identifiers.require(organisation, "organisation");
      SigningKind.ofKey(oldKey, "oldKey");
      SigningKind.ofKey(newKey, "newKey");
      predecessor.requireSize(Sha256.SIZE_BYTES, "predecessor");
      if (oldKey.equals(newKey)) {
        throw new WireFormatException("a key is replaced by itself");
      }
    }

    /** Of keys of Ed25519 alone, in a successor of protocol version 1. */
    public Statement(
        String consortium,
        String organisation,
        ByteString oldKey,
        ByteString newKey,
        ByteString predecessor) {
      this(ProtocolVersion.FIRST, consortium, organisation, oldKey, newKey, predecessor);
    }

    /** A domain tag and the statement. */
    public byte[] signedBytes() {
      WireWriter out = new WireWriter().fixed(ByteString.of(DOMAIN));
      write(out);
      return out.toByteArray();
    }

    private void write(WireWriter out) {
      out.version(protocol)
          .text(consortium)
          .text(organisation)
          .key(oldKey)
          .key(newKey)
          .fixed(predecessor);
    }

    static Statement read(WireReader in) {
      return new Statement(
          in.version(),
          in.text("consortium", Identifiers.MAX_LENGTH),
          in.text("organisation", Identifiers.MAX_LENGTH),
          in.key("oldKey"),
          in.key("newKey"),
          in.fixed(Sha256.SIZE_BYTES, "predecessor"));
    }
  }

  /** Who stands behind a replacement. */
  public sealed interface Warrant {}

  /** The organisation still has its old key and signs with it. */
  public record OldKey(ByteString signature) implements Warrant {
    public OldKey {
      SigningKind.ofSignature(signature, "signature");
    }
  }

  /** The old key is lost: every other organisation that stays vouches for the new one. */
  public record Ballot(List<NamedSignature> votes) implements Warrant {
    public Ballot {
      votes = NamedSignature.requireAscending(votes);
    }
  }

  /** The protocol version of a successor that changes nothing but this key. */
  public static int lowestProtocol(RosterSnapshot predecessor, ByteString newKey) {
    return SigningKind.ofKey(newKey, "newKey") == SigningKind.ED25519
        ? predecessor.protocol()
        : Math.max(predecessor.protocol(), ProtocolVersion.CURRENT);
  }

  /** A replacement on its own, as a member sends it. */
  public byte[] encode() {
    WireWriter out = new WireWriter();
    write(out);
    return out.toByteArray();
  }

  public static KeyReplacement decode(byte[] bytes) {
    WireReader in = new WireReader(bytes);
    KeyReplacement replacement = read(in);
    in.end();
    return replacement;
  }

  void write(WireWriter out) {
    statement.write(out);
    if (warrant instanceof OldKey old) {
      out.u8(1).signature(old.signature());
    } else {
      out.u8(2).list(((Ballot) warrant).votes(), NamedSignature::write);
    }
  }

  static KeyReplacement read(WireReader in) {
    Statement statement = Statement.read(in);
    int kind = in.u8("warrant");
    return new KeyReplacement(
        statement,
        switch (kind) {
          case 1 -> new OldKey(in.signature("signature"));
          case 2 -> new Ballot(in.list("votes", RosterSnapshot.MAX_MEMBERS, NamedSignature::read));
          default -> throw new WireFormatException("a warrant is 1 or 2, not " + kind);
        });
  }
}
