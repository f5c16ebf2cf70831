package org.kumiki.coordinator.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.ontology.change.CanonicalQuads;
import org.kumiki.ontology.change.LogEntry;
import org.kumiki.ontology.change.PatchText;
import org.kumiki.ontology.search.SearchRequest;
import org.kumiki.platform.postgres.EmbeddedPostgres;

/**
 * A process that writes is killed ({@code SIGKILL}) wherever it is, five times, or two hundred with
 * {@code -Dkumiki.long=true}. What it said it had accepted must be there, and log, statements and
 * search must agree.
 */
class VocabularyKillTest {
  private static final int TIMES = Boolean.getBoolean("kumiki.long") ? 200 : 5;

  @TempDir static Path temporary;
  private static VocabularyDatabase database;

  @BeforeAll
  static void startPostgreSql() {
    database = new VocabularyDatabase(temporary);
    try (VocabularyStore store = VocabularyStore.open(database.jdbi())) {
      new ShippedVocabulary(store, Clock.systemUTC()).bring();
    }
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
  }

  @Test
  void nothingThatWasAcceptedIsLostAndNothingHalfDoneIsSeen() throws Exception {
    Random random = new Random(20261129);
    Set<UUID> accepted = new HashSet<>();
    for (int time = 0; time < TIMES; time++) {
      accepted.addAll(writeAndKill(time, 1 + random.nextInt(12), random.nextInt(4_000)));
      try (VocabularyStore store = VocabularyStore.open(database.jdbi())) {
        List<LogEntry> log = log(store);
        Set<UUID> logged = new HashSet<>();
        log.forEach(entry -> logged.add(entry.change().id()));
        assertTrue(logged.containsAll(accepted), "accepted and lost, at kill " + time);
        Set<Quad> replayed = replayed();
        assertEquals(
            CanonicalQuads.sha256(replayed.iterator()),
            store.read(Snapshot::sha256),
            "kill " + time);
        requireFound(store, log);
      }
    }
    assertTrue(accepted.size() >= TIMES, "each writer wrote something: " + accepted.size());
  }

  /** The changes that a process said it had accepted before it was killed in the middle of more. */
  private static List<UUID> writeAndKill(int seed, int changes, int micros) throws Exception {
    EmbeddedPostgres server = database.server();
    Process writer = start(server, seed);
    List<UUID> accepted = new ArrayList<>();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("ready", said.readLine());
      for (int i = 0; i < changes; i++) {
        accepted.add(UUID.fromString(said.readLine()));
      }
      // The next change has begun: somewhere in it the process ends.
      long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      // By its handle: the process itself would close what it has said and we have not read.
      ProcessHandle.of(writer.pid()).ifPresent(ProcessHandle::destroyForcibly);
      writer.waitFor();
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.length() == 36) {
          accepted.add(UUID.fromString(line));
        }
      }
    } finally {
      writer.destroyForcibly();
    }
    return accepted;
  }

  private static Process start(EmbeddedPostgres server, int seed) throws IOException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                EndlessWriter.class.getName(),
                server.jdbcUrl(),
                server.user(),
                String.valueOf(seed))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    writer.getOutputStream().write((server.password() + "\n").getBytes(StandardCharsets.UTF_8));
    writer.getOutputStream().flush();
    return writer;
  }

  private static List<LogEntry> log(VocabularyStore store) {
    List<LogEntry> log = new ArrayList<>();
    for (long at = 1; at <= store.read(Snapshot::sequence); at++) {
      LogEntry entry = store.entry(at).orElseThrow();
      assertTrue(entry.isWhole(), "entry " + at);
      log.add(entry);
    }
    return log;
  }

  /** The slow obvious way: each text of the log, one after the other. */
  private static Set<Quad> replayed() {
    Set<Quad> quads = new HashSet<>();
    List<String> texts =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select("SELECT patch FROM vocabulary_change_part ORDER BY sequence, part")
                        .mapTo(String.class)
                        .list());
    for (String text : texts) {
      PatchText.read(text)
          .removed()
          .forEach(gone -> assertTrue(quads.remove(gone), gone::toString));
      PatchText.read(text).added().forEach(come -> assertTrue(quads.add(come), come::toString));
    }
    return quads;
  }

  /** Every label that was ever written is found, and leads to its term. */
  private static void requireFound(VocabularyStore store, List<LogEntry> log) {
    for (LogEntry entry : log.subList(1, log.size())) {
      for (Quad quad : entry.change().patch().added()) {
        boolean english =
            quad.getObject().isLiteral() && quad.getObject().getLiteralLanguage().equals("en");
        if (english && !quad.getPredicate().equals(SKOS.definition.asNode())) {
          String label = quad.getObject().getLiteralLexicalForm();
          String iri = store.read(now -> now.search(SearchRequest.of(label, 1))).get(0).iri();
          assertEquals(quad.getSubject().getURI(), iri, label);
        }
      }
    }
  }
}
