package org.kumiki.platform.consortium;

import java.nio.file.Path;

/**
 * A member's request to join: public keys and a name, no secret.
 *
 * @param organisation short identifier
 * @param displayName for people
 * @param node the node's identifier inside the organisation
 * @param signingKey the organisation's Ed25519 public key, 64 hexadecimal digits
 * @param certificateRequest PKCS#10 in PEM for the node's TLS key
 */
public record JoinRequest(
    String organisation,
    String displayName,
    String node,
    String signingKey,
    String certificateRequest) {
  public static JoinRequest read(Path file) {
    return JsonFile.read(file, JoinRequest.class, "a request to join");
  }

  public void write(Path file) {
    JsonFile.write(file, this);
  }
}
