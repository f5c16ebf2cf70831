package org.kumiki.node.identity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

/**
 * This run of the node, as it says of itself on each request, so that the coordinator notices when
 * the same key runs at two places. The number is random and never touches a disk: whoever copies
 * the folder does not have it. The count of starts is kept in the folder.
 *
 * @param instance 32 lower-case hexadecimal digits
 * @param start 1 for the first start of the folder
 */
public record NodeInstance(String instance, long start) {
  /** The header of each request on the exchange. */
  public static final String HEADER = "Kumiki-Instance";

  private static final int BYTES = 16;

  /** A new run; counts it in {@code file} before anything is sent. */
  public static NodeInstance begin(Path file, SecureRandom random) {
    long start = (Files.exists(file) ? count(file) : 0) + 1;
    PrivateFile.write(file, start + "\n");
    byte[] number = new byte[BYTES];
    random.nextBytes(number);
    return new NodeInstance(HexFormat.of().formatHex(number), start);
  }

  /** The header's value, always of one length. */
  public String header() {
    return String.format(Locale.ROOT, "%s %012d", instance, start);
  }

  private static long count(Path file) {
    String text = PrivateFile.read(file).strip();
    if (!text.matches("[0-9]{1,11}")) {
      throw CommandFailure.refused(
          file + " is damaged", "write the number of this folder's starts into it, or delete it");
    }
    return Long.parseLong(text);
  }
}
