package org.kumiki.exchange.wire;

import java.util.List;
import java.util.regex.Pattern;

/** Names of organisations and consortia on the wire: short, lower case, one way to write each. */
public final class Identifiers {
  /** Long enough for a company's domain-like name, short enough for a certificate's name. */
  public static final int MAX_LENGTH = 40;

  private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?");

  private Identifiers() {}

  public static String require(String value, String field) {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new WireFormatException(
          field + " must be 1 to 40 of a-z, 0-9 and - (not at an end): give it a name like acme");
    }
    return value;
  }

  /** A cohort: at least one name, strictly ascending, so that there is one way to write a set. */
  public static List<String> requireAscending(List<String> values, String field) {
    if (values.isEmpty() || values.size() > MessageCodec.MAX_RELAYED) {
      throw new WireFormatException(
          field + " has " + values.size() + " names, not 1 to " + MessageCodec.MAX_RELAYED);
    }
    for (int i = 0; i < values.size(); i++) {
      require(values.get(i), field);
      if (i > 0 && values.get(i - 1).compareTo(values.get(i)) >= 0) {
        throw new WireFormatException(field + " is not in strictly ascending order");
      }
    }
    return List.copyOf(values);
  }
}
