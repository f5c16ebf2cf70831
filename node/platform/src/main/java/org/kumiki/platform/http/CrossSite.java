package org.kumiki.platform.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.body.CloseableByteBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.kumiki.platform.people.Origin;
import org.kumiki.platform.people.People;

/**
 * Refuses requests that another site had a browser send in a person's name (OWASP: cross-site
 * request forgery). The browser must say that our own page sent it, and the request must carry the
 * session's form token: each alone would do, together they survive an old browser and a sister
 * host.
 */
final class CrossSite {
  static final String HEADER = "X-Kumiki-Form-Token";

  /** The hidden field of our forms. */
  static final String FIELD = "formToken";

  /** No form of ours is longer, and in one that carries a file the token stands first. */
  private static final int MAX_FORM_BYTES = 64 << 10;

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private CrossSite() {}

  static boolean concerns(HttpRequest<?> request) {
    return !SAFE.contains(request.getMethod());
  }

  /** Whether the browser says that this very origin sent the request. */
  static boolean isOwnPage(HttpRequest<?> request, People people) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    String origin = request.getHeaders().get("Origin");
    boolean siteAgrees = site == null || site.equals("same-origin");
    boolean originAgrees = origin == null || origin.equals(Origin.of(people.address()));
    return siteAgrees && originAgrees && (site != null || origin != null);
  }

  /**
   * Whether a form without a file is too long for its token to be looked for: whoever sent it
   * learns that, and not that the page is out of date. What a file may be, its own route says.
   */
  static boolean isTooLong(HttpRequest<?> request) {
    return isPlain(request)
        && request.getHeaders().get(HEADER) == null
        && request.getContentLength() > MAX_FORM_BYTES;
  }

  private static boolean isPlain(HttpRequest<?> request) {
    return request
        .getContentType()
        .filter(known -> known.matches(MediaType.APPLICATION_FORM_URLENCODED_TYPE))
        .isPresent();
  }

  private static boolean isFile(HttpRequest<?> request) {
    String type = request.getHeaders().get("Content-Type");
    return type != null && type.startsWith(FileForm.MEDIA_TYPE);
  }

  /** The form token that a request carries in a header or in a form's field; empty if none. */
  static String formToken(HttpRequest<?> request) {
    String header = request.getHeaders().get(HEADER);
    return header == null ? field(request) : header;
  }

  private static String field(HttpRequest<?> request) {
    boolean form = isFile(request) || isPlain(request);
    if (!form || request.getContentLength() < 0 || isTooLong(request)) {
      return "";
    }
    // A copy: the controller reads the body too, and a large file as it comes.
    try (CloseableByteBody copy =
            ((ServerHttpRequest<?>) request).byteBody().split(SplitBackpressureMode.FASTEST);
        InputStream whole = copy.toInputStream()) {
      byte[] first = whole.readNBytes(MAX_FORM_BYTES);
      return isFile(request)
          ? FileForm.parse(request.getHeaders().get("Content-Type"), first).text(FIELD)
          : FormText.parse(new String(first, StandardCharsets.UTF_8)).getOrDefault(FIELD, "");
    } catch (IOException e) {
      // Whoever sent it is gone, or takes the form for one without a token.
      return "";
    }
  }
}
