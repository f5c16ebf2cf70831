package org.kumiki.coordinator.vocabulary;

import java.util.List;
import java.util.Optional;
import org.apache.jena.atlas.web.AcceptList;
import org.apache.jena.atlas.web.MediaType;

/** The media types in which something can be had, and which of them a request prefers. */
public final class Accepted {
  private static final int LONGEST_HEADER = 2_000;

  private final List<String> types;
  private final AcceptList offered;

  private Accepted(List<String> types) {
    this.types = types;
    this.offered = AcceptList.create(types.toArray(String[]::new));
  }

  /** The first one is had by who does not care. */
  public static Accepted of(String... types) {
    return new Accepted(List.of(types));
  }

  public List<String> types() {
    return types;
  }

  /**
   * What fits an Accept header best (RFC 9110, section 12.5.1); empty if nothing does.
   *
   * @param header all values, joined by commas; empty if there was none
   */
  public Optional<String> best(String header) {
    if (header.isBlank() || header.length() > LONGEST_HEADER) {
      return Optional.of(types.get(0));
    }
    try {
      MediaType match = AcceptList.match(new AcceptList(header), offered);
      return Optional.ofNullable(match).map(MediaType::getContentTypeStr);
    } catch (RuntimeException unreadable) {
      // A header that says nothing asks for nothing special.
      return Optional.of(types.get(0));
    }
  }
}
