package org.kumiki.node.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.platform.cli.CommandFailure;

/**
 * Which authorities of inspecting devices a person has recognised as the company's own: their
 * fingerprints, a line each.
 *
 * <p>Guarantees that nothing is trusted because of a note: no certificate is kept, and no TLS
 * connection reads this file. A note only lets the next doctor say that the device is a known one,
 * and the firewall request name it.
 */
public final class InspectionNotes {
  private final Path file;

  public InspectionNotes(NodeFolder folder) {
    this.file = folder.folder().resolve("inspecting-authorities");
  }

  public boolean has(Fingerprint authority) {
    return lines().contains(authority.hex());
  }

  public void add(Fingerprint authority) {
    if (has(authority)) {
      return;
    }
    try {
      String all = String.join("\n", lines()) + "\n" + authority.hex() + "\n";
      Files.writeString(file, all.stripLeading(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot write " + file, "check the disk", e);
    }
  }

  private List<String> lines() {
    try {
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.US_ASCII) : List.of();
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + file, "remove it", e);
    }
  }
}
