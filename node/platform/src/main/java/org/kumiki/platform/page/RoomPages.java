package org.kumiki.platform.page;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.kumiki.platform.people.Person;

/**
 * The pages of one room: its words beside its classes, its templates in the folder of its name
 * under the module's {@code src/main/jte}. A template has two parameters, {@code Page page} and
 * {@code view}. Thread-safe.
 *
 * <p>A form changes something by POST and is answered with {@link #after}, so that nothing is sent
 * twice; what is refused is shown again by {@link #again} with what was typed.
 */
public final class RoomPages {
  /** The query parameter by which a page learns what was done before it. */
  private static final String DONE = "done";

  private final Pages pages;
  private final TemplateEngine engine;
  private final Class<?> room;
  private final String folder;

  RoomPages(Pages pages, Class<?> room) {
    String packageName = room.getPackageName();
    int last = packageName.lastIndexOf('.');
    this.pages = pages;
    this.engine = Pages.engine(packageName.substring(0, last) + ".templates");
    this.room = room;
    this.folder = packageName.substring(last + 1) + "/";
  }

  /** The room's words in the request's language. */
  public Wording words(HttpRequest<?> request) {
    return pages.words(request, room);
  }

  /**
   * A page.
   *
   * @param template its name without folder and ending
   */
  public HttpResponse<String> show(
      HttpRequest<?> request, String template, String title, Object view) {
    return show(request, template, title, view, Optional.empty());
  }

  /** The page from which a step was tried that did not succeed. */
  public HttpResponse<String> again(
      HttpRequest<?> request, String template, String title, Object view, Trouble trouble) {
    return show(request, template, title, view, Optional.of(trouble));
  }

  /**
   * A part of a page, for a script that puts it in the place of what was there.
   *
   * @param template its name, as in {@link #show}
   */
  public String part(HttpRequest<?> request, String template, Object view) {
    StringOutput out = new StringOutput();
    engine.render(
        folder + template + ".jte",
        Map.of("page", page(request, Optional.empty()), "view", view),
        out);
    return out.toString();
  }

  private Page page(HttpRequest<?> request, Optional<Trouble> trouble) {
    Wording words = words(request);
    return new Page(
        words,
        pages.words(request, Pages.class),
        person(request),
        Pages.formToken(request).orElse(""),
        trouble.isPresent() ? "" : done(request, words),
        trouble);
  }

  private MutableHttpResponse<String> show(
      HttpRequest<?> request,
      String template,
      String title,
      Object view,
      Optional<Trouble> trouble) {
    Page page = page(request, trouble);
    return pages.page(
        request,
        trouble.map(t -> HttpStatus.valueOf(t.status())).orElse(HttpStatus.OK),
        title,
        output ->
            engine.render(folder + template + ".jte", Map.of("page", page, "view", view), output));
  }

  /** Some pages are open to everybody where the settings say so. */
  private static Person person(HttpRequest<?> request) {
    return request.getAttribute(Person.ATTRIBUTE, Person.class).orElse(Person.ANYBODY);
  }

  /** Only what the room has words for: an address must not put a sentence of its own on a page. */
  private static String done(HttpRequest<?> request, Wording words) {
    return request
        .getParameters()
        .getFirst(DONE)
        .filter(key -> key.matches("[a-z-]{1,40}") && words.has("done." + key))
        .orElse("");
  }

  /** Leads the browser on after a form has done its work; the page there says {@code done.key}. */
  public static HttpResponse<?> after(String path, String key) {
    return HttpResponse.seeOther(URI.create(path + "?" + DONE + "=" + key));
  }
}
