package org.kumiki.platform.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static Properties texts(String language) throws Exception {
    Properties texts = new Properties();
    try (Reader in =
        new InputStreamReader(
            Pages.class.getResourceAsStream("wording_" + language + ".properties"),
            StandardCharsets.UTF_8)) {
      texts.load(in);
    }
    return texts;
  }

  @Test
  void everyTextExistsInBothLanguagesWithTheSamePlaces() throws Exception {
    Properties english = texts("en");
    Properties japanese = texts("ja");
    assertEquals(english.stringPropertyNames(), japanese.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertEquals(places(english.getProperty(key)), places(japanese.getProperty(key)), key);
      assertFalse(japanese.getProperty(key).isBlank(), key);
    }
  }

  private static Set<String> places(String text) {
    Set<String> places = new TreeSet<>();
    Matcher found = Pattern.compile("\\{\\d").matcher(text);
    while (found.find()) {
      places.add(found.group());
    }
    return places;
  }

  @Test
  void everyTextThatATemplateNamesExists() throws Exception {
    Properties english = texts("en");
    Path templates = Path.of(System.getProperty("kumiki.root"), "node/platform/src/main/jte");
    int found = 0;
    try (var files = Files.list(templates)) {
      for (Path file : files.toList()) {
        Matcher used = Pattern.compile("say\\(\"([a-z.-]+)\"[,)]").matcher(Files.readString(file));
        while (used.find()) {
          assertTrue(english.containsKey(used.group(1)), file + ": " + used.group(1));
          found++;
        }
      }
    }
    assertTrue(found > 10, "templates were read");
  }
}
