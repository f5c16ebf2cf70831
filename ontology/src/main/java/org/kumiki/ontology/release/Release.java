package org.kumiki.ontology.release;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is signed of a release of a consortium's vocabulary. Immutable.
 *
 * @param consortium the consortium's identifier
 * @param version 1, 2, 3, … without gaps
 * @param sequence the place in the log of the last change that it holds
 * @param statements how many statements it has
 * @param sha256 of its content, the canonical N-Quads, in hexadecimal
 * @param previousSha256 of the content of the release before it; 64 zeros for the first
 * @param releasedAtMillis when, in milliseconds since 1970 (UTC)
 */
public record Release(
    String consortium,
    int version,
    long sequence,
    long statements,
    String sha256,
    String previousSha256,
    long releasedAtMillis) {
  /** What stands before the first release. */
  public static final String NOTHING = "0".repeat(64);

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
  private static final Pattern TEXT =
      Pattern.compile(
          "kumiki vocabulary release\n([a-z0-9-]{1,40})\n([1-9][0-9]{0,8})\n"
              + (NUMBER + "\n").repeat(2)
              + "([0-9a-f]{64})\n([0-9a-f]{64})\n"
              + NUMBER
              + "\n");

  public Release {
    boolean right =
        NAME.matcher(consortium).matches()
            && HASH.matcher(sha256).matches()
            && HASH.matcher(previousSha256).matches()
            && version >= 1
            && version <= 999_999_999
            && sequence >= 1
            && statements >= 0
            && releasedAtMillis >= 0
            && (version == 1) == previousSha256.equals(NOTHING);
    if (!right) {
      throw new UnreadableRelease(
          "a release has an impossible field; ask the operator for it again");
    }
  }

  /** The signed text: eight lines, one a field in the order above after a first fixed one. */
  public String text() {
    return "kumiki vocabulary release\n"
        + (consortium + "\n" + version + "\n" + sequence + "\n" + statements + "\n")
        + (sha256 + "\n" + previousSha256 + "\n" + releasedAtMillis + "\n");
  }

  /** The bytes that the coordinator's key signs. */
  public byte[] signedBytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }

  /** Reads {@link #text}; there is one way to write each release. */
  static Optional<Release> parse(String text) {
    Matcher fields = TEXT.matcher(text);
    if (!fields.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Release(
            fields.group(1),
            Integer.parseInt(fields.group(2)),
            Long.parseLong(fields.group(3)),
            Long.parseLong(fields.group(4)),
            fields.group(5),
            fields.group(6),
            Long.parseLong(fields.group(7))));
  }
}
