package org.kumiki.platform.page;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kumiki.platform.people.People;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Session;

/**
 * Puts a page's content into the frame and answers with it. Templates are compiled with the
 * service, so a page that does not fit its data does not build. Thread-safe.
 */
@Singleton
public final class Pages {
  private static final Duration LANGUAGE_KEPT = Duration.ofDays(365);

  private final TemplateEngine engine = engine("org.kumiki.platform.page.templates");
  private final People people;
  private final Place place;
  private final Navigation navigation;

  Pages(People people, Place place, Navigation navigation) {
    this.people = people;
    this.place = place;
    this.navigation = navigation;
  }

  /** The pages of the room that {@code controller} belongs to. */
  public RoomPages of(Class<?> controller) {
    return new RoomPages(this, controller);
  }

  /** An engine for the templates that a module compiled into {@code packageName}. */
  public static TemplateEngine engine(String packageName) {
    return TemplateEngine.createPrecompiled(null, ContentType.Html, null, packageName);
  }

  /** The words beside {@code room} in the request's language. */
  public Wording words(HttpRequest<?> request, Class<?> room) {
    return Wording.of(room, Language.of(request, people));
  }

  /** The request's language. */
  public Language language(HttpRequest<?> request) {
    return Language.of(request, people);
  }

  /** A page of another room with a status. */
  MutableHttpResponse<String> page(
      HttpRequest<?> request, HttpStatus status, String title, Content body) {
    StringOutput out = new StringOutput();
    engine.render("frame.jte", Map.of("frame", frame(request, title), "body", body), out);
    MutableHttpResponse<String> response =
        HttpResponse.<String>status(status)
            .contentType(MediaType.TEXT_HTML_TYPE)
            .characterEncoding("utf-8")
            .body(out.toString());
    ContentPolicy.PAGE.put(response, people);
    Language.asked(request)
        .ifPresent(
            chosen ->
                Cookies.set(
                    response,
                    people,
                    Cookies.Name.LANGUAGE,
                    chosen.tag(),
                    Optional.of(LANGUAGE_KEPT)));
    return response;
  }

  /** A page of this room. */
  public MutableHttpResponse<String> own(
      HttpRequest<?> request, HttpStatus status, String title, String template, Object view) {
    Content body =
        output ->
            engine.render(template, Map.of("frame", frame(request, title), "view", view), output);
    return page(request, status, title, body);
  }

  private Frame frame(HttpRequest<?> request, String title) {
    Person person = request.getAttribute(Person.ATTRIBUTE, Person.class).orElse(null);
    Language language = language(request);
    String path = request.getUri().getRawPath();
    List<Navigation.Link> links = navigation.links(person, path, language);
    return new Frame(
        words(request, Pages.class),
        place,
        title,
        isShown(request) ? address(request) : nearest(links),
        links,
        person,
        formToken(request));
  }

  /** The page as it is looked at, without its language and without what was done before it. */
  private static String address(HttpRequest<?> request) {
    String query =
        Optional.ofNullable(request.getUri().getRawQuery()).stream()
            .flatMap(whole -> Arrays.stream(whole.split("&")))
            .filter(one -> !one.isEmpty() && !one.matches("(lang|done)(=.*)?"))
            .collect(Collectors.joining("&"));
    return request.getUri().getRawPath() + (query.isEmpty() ? "" : "?" + query);
  }

  /** Whether the address shows this page again; that of a form does something instead. */
  private static boolean isShown(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.GET;
  }

  private static String nearest(List<Navigation.Link> links) {
    return links.stream()
        .filter(Navigation.Link::current)
        .findFirst()
        .map(Navigation.Link::path)
        .orElse("/");
  }

  static Optional<String> formToken(HttpRequest<?> request) {
    return request.getAttribute(Session.ATTRIBUTE, Session.class).map(Session::formToken);
  }
}
