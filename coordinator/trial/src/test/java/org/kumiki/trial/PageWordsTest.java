package org.kumiki.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The words of all pages: there in both languages, fit for their places, and used. */
class PageWordsTest {
  private static final Path ROOT = Path.of(System.getProperty("kumiki.root"));

  /** A text in a template: a whole key, or the beginning of one that data complete. */
  private static final Pattern SAID =
      Pattern.compile(
          "(?:page|words)\\.say\\((?:[a-z().=A-Z! >0-9]+\\? )?\"([A-Za-z.-]+)\"([^,)]*)");

  private static List<Path> files(String name) {
    try (Stream<Path> all = Files.walk(ROOT)) {
      List<Path> found =
          all.filter(file -> file.toString().contains("/src/main/"))
              .filter(file -> !file.toString().contains("/target/"))
              .filter(file -> file.getFileName().toString().matches(name))
              .toList();
      assertTrue(found.size() > 4, name);
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties texts(Path file) throws IOException {
    Properties texts = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      texts.load(in);
    }
    return texts;
  }

  private static Set<String> places(String text) {
    return Pattern.compile("\\{\\d")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyTextExistsInBothLanguagesWithTheSamePlaces() throws Exception {
    for (Path english : files("wording_en\\.properties")) {
      Properties en = texts(english);
      Properties ja = texts(english.resolveSibling("wording_ja.properties"));
      assertEquals(en.stringPropertyNames(), ja.stringPropertyNames(), english.toString());
      for (String key : en.stringPropertyNames()) {
        String where = english + " " + key;
        assertEquals(places(en.getProperty(key)), places(ja.getProperty(key)), where);
        for (Properties texts : List.of(en, ja)) {
          assertFalse(texts.getProperty(key).isBlank(), where);
          assertFalse(texts.getProperty(key).contains("'"), where + ": ' is MessageFormat's own");
          assertFalse(
              new MessageFormat(texts.getProperty(key), Locale.ROOT)
                  .format(new Object[] {1, 2, 3, 4})
                  .isBlank(),
              where);
        }
      }
    }
  }

  /** Of two texts under one key the last would stand in both places. */
  @Test
  void noTextIsGivenTwice() throws IOException {
    for (Path file : files("wording_(en|ja)\\.properties")) {
      List<String> keys =
          Files.readAllLines(file).stream()
              .filter(line -> line.contains("=") && !line.startsWith("#"))
              .map(line -> line.substring(0, line.indexOf('=')))
              .toList();
      Set<String> once = new TreeSet<>();
      assertEquals(
          List.of(), keys.stream().filter(key -> !once.add(key)).toList(), file.toString());
    }
  }

  /** A template lies in the folder of the room whose words it uses, or of one that lends it. */
  @Test
  void everyTextThatATemplateSaysIsThere() throws Exception {
    int found = 0;
    for (Path template : files(".*\\.jte")) {
      Path words = words(template);
      if (words == null) {
        continue;
      }
      Properties texts = texts(words);
      Matcher said = SAID.matcher(Files.readString(template));
      while (said.find()) {
        String key = said.group(1);
        boolean begins = !said.group(2).isBlank();
        assertTrue(
            begins
                ? texts.stringPropertyNames().stream().anyMatch(known -> known.startsWith(key))
                : texts.containsKey(key),
            template + " says " + key);
        found++;
      }
    }
    assertTrue(found > 300, "only " + found);
  }

  private static Path words(Path template) {
    String module =
        template.toString().contains("/coordinator/")
            ? "coordinator/app/src/main/resources/org/kumiki/coordinator/"
            : "node/app/src/main/resources/org/kumiki/node/";
    Path file =
        ROOT.resolve(module + template.getParent().getFileName() + "/wording_en.properties");
    return Files.exists(file) ? file : null;
  }
}
