package org.kumiki.coordinator.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.editorial.EditorialServer.Asker;
import org.kumiki.coordinator.editorial.EditorialServer.Shown;

/** People at the pages and the interface of editing; each class has a service of its own. */
abstract class EditorialPagesStage {
  static final String PROPOSALS = "/vocabulary/proposals";

  @TempDir static Path temporary;
  static EditorialServer server;
  static ReleasedHeaders nodes;
  static Asker scientist;
  static Asker aoba;
  static Asker birch;
  static Asker cedar;
  static Asker operator;

  @BeforeAll
  static void start() throws Exception {
    server = new EditorialServer(temporary);
    Participants participants = new Participants(EditorialDatabase.HOME, server.database.members);
    nodes = new ReleasedHeaders(server.database.jdbi(), null, participants, server.database.clock);
    scientist = server.person("hana", "aoba", "scientist");
    aoba = server.person("jiro", "aoba", "curator");
    birch = server.person("ken", "birch", "curator");
    cedar = server.person("mia", "cedar", "curator");
    operator = server.person("ota", EditorialDatabase.HOME, "operator");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What a page's form carries in a hidden field. */
  static String hidden(String page, String field) {
    Matcher found = Pattern.compile("name=\"" + field + "\" value=\"([^\"]*)\"").matcher(page);
    assertTrue(found.find(), field + " in " + page);
    return found.group(1);
  }

  static String first(String page, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(page);
    assertTrue(found.find(), pattern + " in " + page);
    return found.group(1);
  }

  /** A draft that was begun by filling in a form. */
  static String draft(Asker author, String... fields) {
    return author.form(PROPOSALS, fields).path();
  }

  static void submit(Asker author, String path) {
    Shown step = author.form(path + "/submission", "version", hidden(author.page(path), "version"));
    assertEquals(path + "?done=submitted", step.location(), step.page());
  }

  static Shown vote(Asker reviewer, String path, String stance, String reason) {
    return reviewer.form(
        path + "/votes",
        "revision",
        hidden(reviewer.page(path), "revision"),
        "stance",
        stance,
        "vote",
        reason);
  }

  /** The number of a header that waits, read from the queue's own form. */
  static String header(Asker curator, String text) {
    Matcher found =
        Pattern.compile(
                ">" + Pattern.quote(text) + "</h2>.*?/vocabulary/queue/([0-9]+)/refusal",
                Pattern.DOTALL)
            .matcher(curator.page("/vocabulary/queue"));
    assertTrue(found.find(), text);
    return found.group(1);
  }
}
