package org.kumiki.platform.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/**
 * What surrounds a page's own content.
 *
 * @param path of the page itself with what was asked of it, for the switch of languages
 * @param links to the pages that are open to the person
 * @param person who is signed in; null if nobody is
 * @param formToken for the form that signs out; empty without a session
 */
public record Frame(
    Wording words,
    Place place,
    String title,
    String path,
    List<Navigation.Link> links,
    Person person,
    Optional<String> formToken) {
  public Language language() {
    return words.language();
  }

  /** The same page in a language. */
  public String in(Language language) {
    return path + (path.contains("?") ? "&" : "?") + "lang=" + language.tag();
  }

  /** The person's roles here, in words. */
  public String roles() {
    return person == null
        ? ""
        : person.roles().stream()
            .sorted()
            .map(Role::claim)
            .map(role -> words.say("role." + role))
            .collect(Collectors.joining(words.say("list.separator")));
  }

  /** The person's organisations, as aliases. */
  public String organisations() {
    return person == null
        ? ""
        : person.organisations().stream()
            .sorted()
            .collect(Collectors.joining(words.say("list.separator")));
  }
}
