package org.kumiki.exchange.wire;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The version that every message carries: that of the roster which it names. One that is not spoken
 * here is refused by name on both sides. Beside it, each side announces in an HTTP header which
 * versions it speaks, so that people see beforehand when all are ready for a roster of a higher
 * one.
 */
public final class ProtocolVersion {
  /** Keys and signatures are Ed25519 alone. */
  public static final int FIRST = 1;

  /**
   * The highest that is spoken here, raised whenever a byte, a size or a check of {@code
   * docs/protocol.md} changes. From 2 on keys and signatures carry their kind.
   */
  public static final int CURRENT = 2;

  /** The header of an announcement, on every request of a node and on every answer to one. */
  public static final String HEADER = "Kumiki-Protocol";

  private static final List<Integer> SPOKEN = List.of(FIRST, CURRENT);

  /** At most 16 versions that fit the u16 of a message; longer lists come from no release. */
  private static final Pattern ANNOUNCEMENT =
      Pattern.compile("[1-9][0-9]{0,4}(?: ?, ?[1-9][0-9]{0,4}){0,15}");

  private ProtocolVersion() {}

  /** Returns the version, or refuses it in words that tell both sides what to do. */
  public static int require(int version) {
    if (!isSpoken(version)) {
      throw new WireFormatException(
          "protocol version "
              + version
              + " is not understood here; this side speaks "
              + announcement()
              + ": bring both sides to the same release");
    }
    return version;
  }

  public static boolean isSpoken(int version) {
    return SPOKEN.contains(version);
  }

  /** True if an announcement names the version. */
  public static boolean isAnnounced(String announcement, int version) {
    return isAnnouncement(announcement) && announced(announcement).anyMatch(v -> v == version);
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
        isAnnouncement(announcement) && announced(announcement).anyMatch(ProtocolVersion::isSpoken);
    if (!common) {
      throw new WireFormatException(
          "the other side speaks no protocol version that is spoken here ("
              + announcement()
              + "): bring both sides to the same release");
    }
  }

  private static IntStream announced(String announcement) {
    return Arrays.stream(announcement.split(" ?, ?", -1)).mapToInt(Integer::parseInt);
  }
}
