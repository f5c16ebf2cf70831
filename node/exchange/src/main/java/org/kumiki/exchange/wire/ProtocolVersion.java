package org.kumiki.exchange.wire;

/** The version that every message carries; another one is refused by name on both sides. */
public final class ProtocolVersion {
  /** Raised whenever a byte, a size or a check of {@code docs/protocol.md} changes. */
  public static final int CURRENT = 1;

  private ProtocolVersion() {}

  /** Returns the version, or refuses it in words that tell both sides what to do. */
  public static int require(int version) {
    if (version != CURRENT) {
      throw new WireFormatException(
          "protocol version "
              + version
              + " is not understood here; this side speaks version "
              + CURRENT
              + ": bring both sides to the same release");
    }
    return version;
  }
}
