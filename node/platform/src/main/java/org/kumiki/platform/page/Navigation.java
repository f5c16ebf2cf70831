package org.kumiki.platform.page;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kumiki.platform.people.Declaration;
import org.kumiki.platform.people.Person;

/**
 * The pages that carry a {@link Menu}, as links for whoever looks: a person sees what is open to
 * the person and no more. Thread-safe.
 */
@Singleton
public final class Navigation {
  private final BeanProvider<Router> router;
  private volatile List<Entry> entries;

  Navigation(BeanProvider<Router> router) {
    this.router = router;
  }

  /** A page with whom it answers; its words are beside {@code room}. */
  private record Entry(
      int place,
      String path,
      List<String> covers,
      String words,
      Class<?> room,
      Declaration answers) {
    /** How much of an address this page accounts for; 0 if nothing. */
    int reach(String address) {
      return Stream.concat(Stream.of(path), covers.stream())
          .filter(begins -> address.equals(begins) || address.startsWith(begins + "/"))
          .mapToInt(String::length)
          .max()
          .orElse(0);
    }
  }

  /**
   * A link in a page's head.
   *
   * @param current whether the page that is shown is this one, or lies below it
   */
  public record Link(String path, String label, boolean current) {}

  /** The links for a person on the page at {@code path}; none for somebody unknown. */
  List<Link> links(Person person, String path, Language language) {
    if (person == null) {
      return List.of();
    }
    List<Entry> open = entries().stream().filter(e -> e.answers().admits(person)).toList();
    Optional<Entry> current = current(open, path);
    return open.stream()
        .map(
            entry ->
                new Link(
                    entry.path(),
                    Wording.of(entry.room(), language).say(entry.words()),
                    current.filter(entry::equals).isPresent()))
        .toList();
  }

  private static Optional<Entry> current(List<Entry> open, String path) {
    return open.stream()
        .filter(e -> e.reach(path) > 0)
        .max(Comparator.comparing(e -> e.reach(path)));
  }

  /** Read once: routes do not change while a service runs. */
  private List<Entry> entries() {
    List<Entry> known = entries;
    if (known == null) {
      known =
          router
              .get()
              .uriRoutes()
              .filter(route -> route.getAnnotationMetadata().hasAnnotation(Menu.class))
              .filter(route -> route.getHttpMethodName().equals("GET"))
              .<Entry>map(Navigation::entry)
              .distinct()
              .sorted(Comparator.comparing(Entry::place))
              .toList();
      entries = known;
    }
    return known;
  }

  private static Entry entry(UriRouteInfo<?, ?> route) {
    AnnotationMetadata method = route.getAnnotationMetadata();
    return new Entry(
        method.intValue(Menu.class, "place").orElseThrow(),
        route.getUriMatchTemplate().toPathString(),
        List.of(method.stringValues(Menu.class, "covers")),
        method.stringValue(Menu.class, "words").orElse("menu"),
        route.getDeclaringType(),
        Declaration.of(method).orElseThrow());
  }
}
