package org.kumiki.exchange.wire;

/** Signs for one organisation, or for the coordinator; the key itself stays where it is. */
public interface Signer {
  /** The name under which the roster lists the key. */
  String name();

  /** An Ed25519 signature (RFC 8032) of 64 bytes over exactly these bytes. */
  ByteString sign(byte[] message);
}
