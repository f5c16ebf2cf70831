package org.kumiki.exchange.wire;

/** Signs for one organisation, or for the coordinator; the key itself stays where it is. */
public interface Signer {
  /** The name under which the roster lists the key. */
  String name();

  /** A signature of the kind of the key over exactly these bytes, see {@link SigningKind}. */
  ByteString sign(byte[] message);
}
