package org.kumiki.exchange.roster;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * A roster and the signatures that were gathered for it. It is in force once every organisation
 * that it lists has signed exactly it, or by {@link GrowthTally}; a node takes part in nothing
 * before, nor without its own organisation's signature.
 *
 * <p>Guarantees, when complete: each member's key has signed this hash, so every steward who
 * compares words sees the same members, keys and parameters. Does not guarantee that a key belongs
 * to the company behind its name: that is what the phone call is for.
 *
 * @param roster what is signed
 * @param signatures of members, in ascending order of name; each as it came, see {@link #holds}
 */
public record SignedRoster(RosterSnapshot roster, List<NamedSignature> signatures) {
  static final int MAX_BYTES =
      RosterSnapshot.MAX_BYTES
          + RosterSnapshot.MAX_MEMBERS
              * (2 + Identifiers.MAX_LENGTH + 1 + SigningKind.ED25519_ML_DSA_65.signatureBytes())
          + 64;

  private static final byte[] DOMAIN =
      "kumiki roster signature\n".getBytes(StandardCharsets.US_ASCII);

  public SignedRoster {
    signatures = NamedSignature.requireAscending(signatures);
    for (NamedSignature signature : signatures) {
      if (roster.member(signature.organisation()).isEmpty()) {
        throw new WireFormatException(
            signature.organisation() + " signs a roster that does not list it");
      }
    }
  }

  /** Before anybody has signed. */
  public static SignedRoster unsigned(RosterSnapshot roster) {
    return new SignedRoster(roster, List.of());
  }

  /** What an organisation signs: a domain tag, then the roster's hash. */
  public static byte[] signedBytes(ByteString rosterHash) {
    byte[] hash = rosterHash.toByteArray();
    byte[] bytes = new byte[DOMAIN.length + hash.length];
    System.arraycopy(DOMAIN, 0, bytes, 0, DOMAIN.length);
    System.arraycopy(hash, 0, bytes, DOMAIN.length, hash.length);
    return bytes;
  }

  /** With one more signature, or another one in the place of the organisation's earlier one. */
  public SignedRoster with(NamedSignature added) {
    List<NamedSignature> all = new ArrayList<>(signatures);
    all.removeIf(signature -> signature.organisation().equals(added.organisation()));
    all.add(added);
    all.sort(Comparator.comparing(NamedSignature::organisation));
    return new SignedRoster(roster, all);
  }

  public Optional<ByteString> signature(String organisation) {
    return signatures.stream()
        .filter(signature -> signature.organisation().equals(organisation))
        .map(NamedSignature::signature)
        .findFirst();
  }

  /**
   * True if the organisation has signed exactly this roster: without that it takes part in nothing
   * under it, however it came into force.
   */
  public boolean hasSigned(String organisation) {
    return signature(organisation)
        .filter(signature -> holds(new NamedSignature(organisation, signature)))
        .isPresent();
  }

  /**
   * Refuses a cohort with organisations that have not signed this roster: they would never answer.
   */
  public void requireSignedBy(List<String> cohort) {
    List<String> others = cohort.stream().filter(name -> !hasSigned(name)).toList();
    if (!others.isEmpty()) {
      throw new WireFormatException(
          String.join(", ", others)
              + (others.size() == 1 ? " has" : " have")
              + " not signed roster "
              + roster.version()
              + " and takes no part in studies under it: leave it out of the cohort, or ask its"
              + " steward to sign ('kumiki node roster sign')");
    }
  }

  /** True if every organisation that the roster lists has signed exactly it. */
  public boolean isComplete() {
    return obstacle().isEmpty();
  }

  /** True if the signature is the organisation's over exactly this roster. */
  public boolean holds(NamedSignature signature) {
    return roster.member(signature.organisation()).isPresent()
        && roster.verifies(
            signature.organisation(), signedBytes(roster.hash()), signature.signature());
  }

  /** Members of which there is no signature, ascending. */
  public List<String> missing() {
    return roster.members().stream()
        .map(Organisation::name)
        .filter(name -> signature(name).isEmpty())
        .toList();
  }

  /** Members whose signature is not over this roster: they have pinned another one. */
  public List<String> disputing() {
    return signatures.stream()
        .filter(signature -> !holds(signature))
        .map(NamedSignature::organisation)
        .toList();
  }

  /** Why the roster is not in force, in a sentence for stewards; empty if it is. */
  public Optional<String> obstacle() {
    List<String> disputing = disputing();
    if (!disputing.isEmpty()) {
      return Optional.of(
          String.join(", ", disputing)
              + (disputing.size() == 1 ? " has" : " have")
              + " signed another roster than the one pinned here: compare its words by phone");
    }
    List<String> missing = missing();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the roster waits for the signature of "
                + String.join(", ", missing)
                + ": nothing starts before each steward has pinned it and started the node");
  }

  /** Returns the roster if every organisation has signed it, and refuses it otherwise. */
  public RosterSnapshot requireComplete() {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      throw new WireFormatException(obstacle.get());
    }
    return roster;
  }

  public byte[] encode() {
    return new WireWriter()
        .version(roster.protocol())
        .bytes(roster.encode())
        .list(signatures, NamedSignature::write)
        .toByteArray();
  }

  public static SignedRoster decode(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new WireFormatException("a signed roster of " + bytes.length + " bytes is too large");
    }
    WireReader in = new WireReader(bytes);
    SignedRoster signed = read(in);
    in.end();
    return signed;
  }

  static SignedRoster read(WireReader in) {
    int protocol = in.version();
    return new SignedRoster(
        RosterSnapshot.decode(in.bytes("roster", RosterSnapshot.MAX_BYTES))
            .requireProtocol(protocol),
        in.list("signatures", RosterSnapshot.MAX_MEMBERS, NamedSignature::read));
  }
}
