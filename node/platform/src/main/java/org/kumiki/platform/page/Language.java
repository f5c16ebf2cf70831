package org.kumiki.platform.page;

import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.kumiki.platform.people.People;

/** A language that pages speak. */
public enum Language {
  EN("en", "English", Locale.ENGLISH),
  JA("ja", "日本語", Locale.JAPANESE);

  /** The query parameter that chooses one. */
  public static final String PARAMETER = "lang";

  private final String tag;
  private final String ownName;
  private final Locale locale;

  Language(String tag, String ownName, Locale locale) {
    this.tag = tag;
    this.ownName = ownName;
    this.locale = locale;
  }

  /** As in {@code lang="ja"}. */
  public String tag() {
    return tag;
  }

  /** What its speakers call it. */
  public String ownName() {
    return ownName;
  }

  /** For numbers and dates. */
  public Locale locale() {
    return locale;
  }

  /** The one that the address asks for, else the one chosen before, else the browser's. */
  public static Language of(HttpRequest<?> request, People people) {
    return asked(request)
        .or(() -> Cookies.read(request, people, Cookies.Name.LANGUAGE).flatMap(Language::ofTag))
        .orElseGet(() -> accepted(request.getHeaders().get("Accept-Language")));
  }

  /** The one that the address asks for. */
  static Optional<Language> asked(HttpRequest<?> request) {
    return request.getParameters().getFirst(PARAMETER).flatMap(Language::ofTag);
  }

  private static Optional<Language> ofTag(String tag) {
    return Arrays.stream(values()).filter(language -> language.tag.equals(tag)).findFirst();
  }

  private static Language accepted(String header) {
    if (header == null || header.length() > 500) {
      return EN;
    }
    try {
      Locale best =
          Locale.lookup(
              Locale.LanguageRange.parse(header),
              Arrays.stream(values()).map(Language::locale).toList());
      return best == null ? EN : ofTag(best.getLanguage()).orElse(EN);
    } catch (IllegalArgumentException e) {
      return EN;
    }
  }
}
