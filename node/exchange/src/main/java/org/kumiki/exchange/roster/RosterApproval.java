package org.kumiki.exchange.roster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * A steward's yes to a proposed roster: the signature of its hash, and a vote for each lost key
 * that the proposal replaces by ballot.
 *
 * @param signature over {@link SignedRoster#signedBytes}
 * @param votes named by the organisation whose key is replaced, ascending
 */
public record RosterApproval(ByteString signature, List<NamedSignature> votes) {
  public RosterApproval {
    SigningKind.ofSignature(signature, "signature");
    votes = NamedSignature.requireAscending(votes);
  }

  /**
   * Everything that this signer's organisation owes the proposal.
   *
   * @param predecessor the roster in force; who is not in it has no vote
   */
  public static RosterApproval sign(
      RosterProposal proposal, Optional<RosterSnapshot> predecessor, Signer signer) {
    boolean mayVote = predecessor.flatMap(before -> before.member(signer.name())).isPresent();
    List<NamedSignature> votes = new ArrayList<>();
    for (KeyReplacement replacement : proposal.succession().replacements()) {
      String owner = replacement.statement().organisation();
      if (mayVote
          && replacement.warrant() instanceof KeyReplacement.Ballot
          && !owner.equals(signer.name())) {
        votes.add(new NamedSignature(owner, signer.sign(replacement.statement().signedBytes())));
      }
    }
    return new RosterApproval(signer.sign(SignedRoster.signedBytes(proposal.hash())), votes);
  }

  /**
   * What a member hands over, the proposal being known.
   *
   * @param protocol the version of the proposed roster
   */
  public byte[] encode(int protocol) {
    return new WireWriter(protocol)
        .signature(signature)
        .list(votes, NamedSignature::write)
        .toByteArray();
  }

  /** The counterpart of {@link #encode}. */
  public static RosterApproval decode(byte[] bytes, int protocol) {
    WireReader in = new WireReader(bytes, protocol);
    RosterApproval approval =
        new RosterApproval(
            in.signature("signature"),
            in.list("votes", RosterSnapshot.MAX_MEMBERS + 1, NamedSignature::read));
    in.end();
    return approval;
  }
}
