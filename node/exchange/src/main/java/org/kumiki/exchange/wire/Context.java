package org.kumiki.exchange.wire;

/**
 * What every signature covers besides its message: without it a signed message could be replayed in
 * another consortium, roster, study or epoch.
 *
 * @param protocol the protocol version, which is the roster's
 * @param consortium the consortium's identifier
 * @param rosterHash SHA-256 of the pinned roster
 * @param studyHash SHA-256 of the approved study
 * @param epoch the epoch's number, 0 for messages before any epoch
 */
public record Context(
    int protocol, String consortium, ByteString rosterHash, ByteString studyHash, long epoch) {
  public Context {
    ProtocolVersion.require(protocol);
    Identifiers.require(consortium, "consortium");
    rosterHash.requireSize(Sha256.SIZE_BYTES, "rosterHash");
    studyHash.requireSize(Sha256.SIZE_BYTES, "studyHash");
    if (epoch < 0) {
      throw new WireFormatException("epoch is negative");
    }
  }

  /** Under a roster of protocol version 1. */
  public Context(String consortium, ByteString rosterHash, ByteString studyHash, long epoch) {
    this(ProtocolVersion.FIRST, consortium, rosterHash, studyHash, epoch);
  }

  public Context withEpoch(long number) {
    return new Context(protocol, consortium, rosterHash, studyHash, number);
  }

  void write(WireWriter out) {
    out.version(protocol).text(consortium).fixed(rosterHash).u64(epoch).fixed(studyHash);
  }

  static Context read(WireReader in) {
    int protocol = in.version();
    String consortium = in.text("consortium", Identifiers.MAX_LENGTH);
    ByteString rosterHash = in.fixed(Sha256.SIZE_BYTES, "rosterHash");
    long epoch = in.u64("epoch");
    return new Context(
        protocol, consortium, rosterHash, in.fixed(Sha256.SIZE_BYTES, "studyHash"), epoch);
  }
}
