package org.kumiki.platform.page;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/**
 * What a room's template gets beside its own data.
 *
 * @param words the room's, in the language of whoever looks
 * @param common the words that all rooms share
 * @param person who looks; {@link Person#ANYBODY} where a page is open to everybody
 * @param formToken stands as hidden field {@code formToken} in each form that changes something;
 *     empty without a session
 * @param done the key of what the step before has done; empty if this page begins something
 * @param trouble why the step that was tried did not succeed
 */
public record Page(
    Wording words,
    Wording common,
    Person person,
    String formToken,
    String done,
    Optional<Trouble> trouble) {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);

  /** A text of the room; see {@link Wording#say}. */
  public String say(String key, Object... values) {
    return words.say(key, values);
  }

  /** What is wrong with a field of the form; empty if nothing is. */
  public Optional<String> wrong(String field) {
    return trouble.filter(one -> one.field().equals(field)).map(Trouble::text);
  }

  /** What describes a field, for {@code aria-describedby}: what is wrong, then the hint. */
  public @Nullable String describedBy(String field, boolean hint) {
    String both =
        (wrong(field).isPresent() ? field + "-wrong " : "") + (hint ? field + "-hint" : "");
    return both.isEmpty() ? null : both.strip();
  }

  /** Whether the person has one of these roles. */
  public boolean is(Role... roles) {
    for (Role role : roles) {
      if (person.roles().contains(role)) {
        return true;
      }
    }
    return false;
  }

  /** Names after one another, as the language separates them. */
  public String list(Collection<String> names) {
    return String.join(common.say("list.separator"), names);
  }

  /** A time to the minute; a script gives the reader's own zone. */
  public static String minute(OffsetDateTime at) {
    return at == null ? "" : MINUTE.format(at.withOffsetSameInstant(ZoneOffset.UTC));
  }

  /** As {@link #minute(OffsetDateTime)}. */
  public static String minute(Instant at) {
    return MINUTE.format(at.atOffset(ZoneOffset.UTC));
  }

  /** A day. */
  public static String day(Instant at) {
    return DAY.format(at.atOffset(ZoneOffset.UTC));
  }
}
