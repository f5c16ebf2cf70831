package org.kumiki.platform.http;

import java.util.regex.Pattern;

/** Paths that the router and the filters before it cannot read in two ways. */
final class PlainPath {
  /**
   * No escapes, no empty and no dotted segments. All loops here are possessive, as those that may
   * give back take a frame of the stack each time round, which long addresses exhaust.
   */
  private static final Pattern PLAIN = Pattern.compile("(/(?!\\.)[A-Za-z0-9._~:-]++)++|/");

  /**
   * Whoever has given a term its IRI has chosen its characters: all of RFC 3986, section 3.3, and
   * escapes, but none of a dot, a slash or a backslash. Below these names there are no other
   * routes.
   */
  private static final Pattern TERM =
      Pattern.compile(
          "/(term|draft|scheme)"
              + "(/(?!\\.)([A-Za-z0-9._~:!$&'()*+,;=@-]++|%(?!2[EeFf]|5[Cc])[0-9A-Fa-f]{2})++)++");

  private PlainPath() {}

  static boolean is(String path) {
    return PLAIN.matcher(path).matches();
  }

  /** As {@link #is}, and the IRIs of terms. */
  static boolean isOfPeople(String path) {
    return is(path) || TERM.matcher(path).matches();
  }
}
