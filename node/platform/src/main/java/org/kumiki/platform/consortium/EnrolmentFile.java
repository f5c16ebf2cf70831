package org.kumiki.platform.consortium;

import java.nio.file.Path;

/**
 * What a node keeps of its enrolment, without a secret: where it belongs and where the coordinator
 * is. Written last, so that a folder with this file has its certificate too.
 *
 * @param consortium identifier
 * @param coordinator base address of the machines' listener, {@code https://host:port}
 * @param organisation the member's identifier
 * @param node the node's identifier inside the organisation
 * @param rootSha256 SHA-256 of the root certificate that the invitation pinned
 */
public record EnrolmentFile(
    String consortium, String coordinator, String organisation, String node, String rootSha256) {
  public static EnrolmentFile read(Path file) {
    return JsonFile.read(file, EnrolmentFile.class, "an enrolment");
  }

  public void write(Path file) {
    JsonFile.write(file, this);
  }
}
