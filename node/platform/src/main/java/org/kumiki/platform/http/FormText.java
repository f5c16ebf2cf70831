package org.kumiki.platform.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A form's fields as browsers send them ({@code application/x-www-form-urlencoded}). */
public final class FormText {
  private static final int MOST_FIELDS = 200;

  private FormText() {}

  /** The fields; of two with one name the first. What is no form gives no field. */
  public static Map<String, String> parse(String text) {
    Map<String, String> fields = new HashMap<>();
    for (String part : text.split("&", MOST_FIELDS)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        try {
          fields.putIfAbsent(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
        } catch (IllegalArgumentException e) {
          // A broken escape: the field counts as absent.
          continue;
        }
      }
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
