package org.kumiki.coordinator.authority;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.kumiki.certs.issuance.KeyKind;

/** Where roots' private keys are: in encrypted files, or in a token that never gives them out. */
public interface RootKeys {
  /** A new pair; lost unless it is kept. */
  KeyPair generate(KeyKind kind);

  /** Keeps a pair under the name of its certificate's key. */
  void keep(KeyPair keys, X509Certificate certificate);

  /** The private key of a root, to sign with. */
  PrivateKey key(X509Certificate certificate);

  /** Where they are, for the transcript. */
  String place();
}
