package org.kumiki.platform.page;

import java.text.MessageFormat;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * The words of a room's pages in one language, from {@code wording_en.properties} and {@code
 * wording_ja.properties} beside a class. A key that is missing is a defect and throws. Thread-safe.
 */
public final class Wording {
  private final ResourceBundle bundle;
  private final Language language;

  private Wording(ResourceBundle bundle, Language language) {
    this.bundle = bundle;
    this.language = language;
  }

  /** The words beside {@code room}. */
  public static Wording of(Class<?> room, Language language) {
    // Without the fallback to the machine's own locale.
    ResourceBundle.Control control =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    return new Wording(
        ResourceBundle.getBundle(
            room.getPackageName() + ".wording", language.locale(), room.getClassLoader(), control),
        language);
  }

  /** The words beside {@code room}, if it has any. */
  public static Optional<Wording> find(Class<?> room, Language language) {
    try {
      return Optional.of(of(room, language));
    } catch (MissingResourceException e) {
      return Optional.empty();
    }
  }

  /**
   * A text; {@code {0}} and so on stand for {@code values}, numbers as the language writes them.
   */
  public String say(String key, Object... values) {
    String pattern = bundle.getString(key);
    return new MessageFormat(pattern, language.locale()).format(values);
  }

  /** Whether there is such a text. */
  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /** The language of these words. */
  public Language language() {
    return language;
  }
}
