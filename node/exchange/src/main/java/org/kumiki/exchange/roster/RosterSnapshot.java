package org.kumiki.exchange.roster;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.ProtocolVersion;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.SigningKind;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * The organisations that count, their keys and the parameters that protect them. A node pins the
 * hash of one snapshot; nothing in it is ever taken from the coordinator again.
 *
 * <p>Immutable. A class and no record because each message is checked against the hash: encoding
 * and hash are made once, with the snapshot. There is one way to write a roster, so rosters of
 * equal hash are equal.
 */
public final class RosterSnapshot {
  /** Below three contributors a sum is a rival's number. */
  public static final int MINIMUM_MEMBERS = 3;

  static final int MAX_MEMBERS = 1000;

  /** A thousand members of the longest names and keys have 2.4 MB. */
  static final int MAX_BYTES = 4 << 20;

  private static final String HASH_TAG = "kumiki roster";
  private static final ByteString NO_PREDECESSOR = ByteString.of(new byte[Sha256.SIZE_BYTES]);

  private final int protocol;
  private final String consortium;
  private final int version;
  private final ByteString previousHash;
  private final Organisation coordinator;
  private final List<Organisation> members;
  private final RosterParameters parameters;
  private final Map<String, Organisation> byName;
  private final byte[] encoded;
  private final ByteString hash;

  /**
   * Checks everything that can be checked without a predecessor.
   *
   * @param protocol the protocol version that the consortium speaks under this roster
   * @param consortium the consortium's identifier
   * @param version 1 for the first, one more for each successor
   * @param previousHash hash of the predecessor, 32 zero bytes for the first
   * @param coordinator the coordinator's name and signing key
   * @param members the organisations in ascending order of name, at least three
   * @param parameters {@code colluding} is 0 or more below five members, else at least 1
   */
  public RosterSnapshot(
      int protocol,
      String consortium,
      int version,
      ByteString previousHash,
      Organisation coordinator,
      List<Organisation> members,
      RosterParameters parameters) {
    this.protocol = ProtocolVersion.require(protocol);
    if (protocol < lowestProtocol(coordinator, members, parameters)) {
      throw new WireFormatException(
          "protocol version "
              + protocol
              + " has keys of Ed25519 alone, and growth by the signatures of all");
    }
    this.consortium = Identifiers.require(consortium, "consortium");
    this.version = version;
    this.previousHash = previousHash.requireSize(Sha256.SIZE_BYTES, "previousHash");
    this.coordinator = coordinator;
    this.members = requireMembers(List.copyOf(members));
    this.parameters = parameters;
    requireDistinctKeys(coordinator, this.members);
    requireColluding(parameters.colluding(), this.members.size());
    if (version < 1) {
      throw new WireFormatException("versions start at 1");
    }
    if ((version == 1) != previousHash.equals(NO_PREDECESSOR)) {
      throw new WireFormatException("the first roster, and no other, has no predecessor");
    }
    this.byName =
        this.members.stream().collect(Collectors.toMap(Organisation::name, Function.identity()));
    this.encoded = write();
    this.hash = Sha256.hash(HASH_TAG, encoded);
  }

  /** As above, in the lowest protocol version that can say it. */
  public RosterSnapshot(
      String consortium,
      int version,
      ByteString previousHash,
      Organisation coordinator,
      List<Organisation> members,
      RosterParameters parameters) {
    this(
        lowestProtocol(coordinator, members, parameters),
        consortium,
        version,
        previousHash,
        coordinator,
        members,
        parameters);
  }

  /**
   * The next of the chain, in the lowest protocol version that can say it and is not below that of
   * this roster.
   */
  public RosterSnapshot next(List<Organisation> nextMembers, RosterParameters nextParameters) {
    return new RosterSnapshot(
        Math.max(protocol, lowestProtocol(coordinator, nextMembers, nextParameters)),
        consortium,
        version + 1,
        hash,
        coordinator,
        nextMembers,
        nextParameters);
  }

  private static int lowestProtocol(
      Organisation coordinator, List<Organisation> members, RosterParameters parameters) {
    boolean first =
        parameters.growth() instanceof Growth.Unanimous
            && Stream.concat(Stream.of(coordinator), members.stream())
                .allMatch(organisation -> organisation.kind() == SigningKind.ED25519);
    return first ? ProtocolVersion.FIRST : ProtocolVersion.CURRENT;
  }

  /** The first roster of a consortium with the shipped parameters. */
  public static RosterSnapshot first(
      String consortium, Organisation coordinator, List<Organisation> members) {
    List<Organisation> sorted =
        members.stream().sorted(Comparator.comparing(Organisation::name)).toList();
    return new RosterSnapshot(
        consortium,
        1,
        NO_PREDECESSOR,
        coordinator,
        sorted,
        RosterParameters.shipped(sorted.size()));
  }

  /** The protocol version of this roster, and of everything that names it. */
  public int protocol() {
    return protocol;
  }

  /** Refuses a roster inside something of another version: there is one way to write it. */
  RosterSnapshot requireProtocol(int around) {
    if (protocol != around) {
      throw new WireFormatException(
          "a roster of protocol version " + protocol + " inside one of version " + around);
    }
    return this;
  }

  public String consortium() {
    return consortium;
  }

  public int version() {
    return version;
  }

  public ByteString previousHash() {
    return previousHash;
  }

  public Organisation coordinator() {
    return coordinator;
  }

  public List<Organisation> members() {
    return members;
  }

  public RosterParameters parameters() {
    return parameters;
  }

  /** Contributing organisations without which no payload opens: 3 + c. */
  public int minimumContributors() {
    return MINIMUM_MEMBERS + parameters.colluding();
  }

  public Optional<Organisation> member(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * True if the sender is in this roster, the message names this roster and the signature holds.
   */
  public boolean verifies(SignedMessage message) {
    return message.context().protocol() == protocol
        && message.context().consortium().equals(consortium)
        && message.context().rosterHash().equals(hash)
        && verifies(message.sender(), message.signedBytes(), message.signature());
  }

  /**
   * True if this roster lists the name, a member's or the coordinator's, and the signature is that
   * key's over exactly these bytes, of the kind that is listed. The bytes must begin with a domain
   * tag of their own.
   */
  public boolean verifies(String name, byte[] signed, ByteString signature) {
    Optional<Organisation> signer = signer(name);
    return signer.isPresent() && signer.get().verifies(signed, signature);
  }

  /** The key that this roster lists under the name, a member's or the coordinator's. */
  public Optional<ByteString> key(String name) {
    return signer(name).map(Organisation::signingKey);
  }

  private Optional<Organisation> signer(String name) {
    return name.equals(coordinator.name()) ? Optional.of(coordinator) : member(name);
  }

  public ByteString hash() {
    return hash;
  }

  public byte[] encode() {
    return encoded.clone();
  }

  public static RosterSnapshot decode(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new WireFormatException("a roster of " + bytes.length + " bytes is too large");
    }
    WireReader in = new WireReader(bytes);
    RosterSnapshot roster =
        new RosterSnapshot(
            in.version(),
            in.text("consortium", Identifiers.MAX_LENGTH),
            in.u32("version"),
            in.fixed(Sha256.SIZE_BYTES, "previousHash"),
            read(in),
            in.list("members", MAX_MEMBERS, RosterSnapshot::read),
            new RosterParameters(
                in.u16("colluding"),
                in.u32("minimumRows"),
                in.u64("maximumRows"),
                in.list("rings", 2, r -> r.u8("ring")),
                in.protocol() == ProtocolVersion.FIRST ? new Growth.Unanimous() : Growth.read(in)));
    in.end();
    return roster;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RosterSnapshot that && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return "roster " + version + " of " + consortium + ", " + hash;
  }

  private byte[] write() {
    WireWriter out = new WireWriter().version(protocol).text(consortium).u32(version);
    out.fixed(previousHash);
    write(out, coordinator);
    out.list(members, RosterSnapshot::write)
        .u16(parameters.colluding())
        .u32(parameters.minimumRows())
        .u64(parameters.maximumRows())
        .list(parameters.rings(), WireWriter::u8);
    if (protocol > ProtocolVersion.FIRST) {
      Growth.write(out, parameters.growth());
    }
    return out.toByteArray();
  }

  private static void write(WireWriter out, Organisation organisation) {
    out.text(organisation.name()).text(organisation.displayName()).key(organisation.signingKey());
  }

  private static Organisation read(WireReader in) {
    return new Organisation(
        in.text("name", Identifiers.MAX_LENGTH),
        in.text("displayName", 4 * Organisation.MAX_DISPLAY_NAME),
        in.key("signingKey"));
  }

  private static List<Organisation> requireMembers(List<Organisation> members) {
    if (members.size() < MINIMUM_MEMBERS) {
      throw new WireFormatException(
          "a roster needs at least three organisations, this one has "
              + members.size()
              + ": a sum over fewer is a rival's own number");
    }
    Identifiers.requireAscending(members.stream().map(Organisation::name).toList(), "members");
    return members;
  }

  private static void requireDistinctKeys(Organisation coordinator, List<Organisation> members) {
    Set<ByteString> keys = new HashSet<>(coordinator.keyParts());
    for (Organisation member : members) {
      boolean own = member.keyParts().stream().allMatch(keys::add);
      if (member.name().equals(coordinator.name()) || !own) {
        throw new WireFormatException(
            member.name() + " shares its name or key with another: each organisation has its own");
      }
    }
  }

  private static void requireColluding(int colluding, int members) {
    if (colluding < RosterParameters.leastColluding(members)
        || colluding > members - MINIMUM_MEMBERS) {
      throw new WireFormatException(
          "colluding members: 0 below five organisations, else at least 1 and at most all but"
              + " three");
    }
  }
}
