package org.kumiki.exchange.wire;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The version that every message carries; another one is refused by name on both sides. Beside it,
 * each side announces in an HTTP header which versions it speaks, so that people see beforehand
 * when all are ready for a roster of a higher one.
 */
public final class ProtocolVersion {
  /** Raised whenever a byte, a size or a check of {@code docs/protocol.md} changes. */
  public static final int CURRENT = 1;

  /** The header of an announcement, on every request of a node and on every answer to one. */
  public static final String HEADER = "Kumiki-Protocol";

  private static final List<Integer> SPOKEN = List.of(CURRENT);

  /** At most 16 versions that fit the u16 of a message; longer lists come from no release. */
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("[1-9][0-9]{0,4}(?: ?, ?[1-9][0-9]{0,4}){0,15}");

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

  /** What this side announces: the versions that it speaks, ascending, separated by commas. */
  public static String announcement() {
    return SPOKEN.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** True if the text has the form of an announcement. */
  public static boolean isAnnouncement(String text) {
    return ANNOUNCEMENT.matcher(text).matches();
  }

  /** Refuses another side with which there is no version in common, naming what is spoken here. */
  public static void requireCommon(String announcement) {
    boolean common =
        isAnnouncement(announcement)
            && Arrays.stream(announcement.split(" ?, ?", -1))
                .map(Integer::valueOf)
                .anyMatch(SPOKEN::contains);
    if (!common) {
      throw new WireFormatException(
          "the other side speaks no protocol version that is spoken here ("
              + announcement()
              + "): bring both sides to the same release");
    }
  }
}
