package org.kumiki.coordinator.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.vocabulary.EntryHead;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.change.Origin;
import org.kumiki.ontology.editorial.Proposal;
import org.kumiki.platform.postgres.EmbeddedPostgres;

/**
 * A process that proposes, reviews, publishes and takes back is killed ({@code SIGKILL}) wherever
 * it is, five times, or two hundred with {@code -Dkumiki.long=true}. A proposal and the log must
 * say the same of each other, and what was said to be done must be.
 */
class PublishingKillTest {
  private static final int TIMES = Boolean.getBoolean("kumiki.long") ? 200 : 5;

  @TempDir static Path temporary;
  private static EditorialDatabase database;

  @BeforeAll
  static void start() {
    database = new EditorialDatabase(temporary);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Test
  void aProposalIsPublishedIfAndOnlyIfItStandsInTheLog() throws Exception {
    Random random = new Random(20261130);
    List<String> said = new ArrayList<>();
    for (int time = 0; time < TIMES; time++) {
      said.addAll(publishAndKill(time, 1 + random.nextInt(6), random.nextInt(30_000)));
      Map<Long, Proposal> proposals = proposals();
      for (String line : said) {
        Proposal proposal = proposals.get(Long.valueOf(line.substring(line.indexOf(' ') + 1)));
        boolean done =
            proposal instanceof Proposal.TakenBack
                || (proposal instanceof Proposal.Published && line.startsWith("published"));
        assertTrue(done, "kill " + time + ": " + line + ", and now " + proposal);
      }
      database.vocabulary.catchUp();
      assertEquals(log(database.vocabulary), expected(proposals), "kill " + time);
    }
    try (VocabularyStore fresh = database.opened()) {
      assertEquals(
          fresh.read(Snapshot::sha256),
          database.vocabulary.read(Snapshot::sha256),
          "what is made of the log at a start, and what has followed it");
    }
    assertTrue(said.size() >= TIMES, "each process did something: " + said.size());
  }

  /** What the entries of the log say of proposals. */
  private static Map<Long, String> log(VocabularyStore store) {
    Map<Long, String> log = new HashMap<>();
    for (EntryHead head : store.changes(Long.MAX_VALUE, Integer.MAX_VALUE)) {
      head.origin()
          .proposal()
          .ifPresent(
              number -> {
                boolean edit = head.origin().kind() == Origin.Kind.EDIT;
                log.put(head.sequence(), (edit ? "published " : "taken-back ") + number);
              });
    }
    return log;
  }

  /** What proposals say of the log. */
  private static Map<Long, String> expected(Map<Long, Proposal> proposals) {
    Map<Long, String> log = new HashMap<>();
    proposals.forEach(
        (number, proposal) -> {
          if (proposal instanceof Proposal.Published published) {
            log.put(published.sequence(), "published " + number);
          }
          if (proposal instanceof Proposal.TakenBack back) {
            log.put(back.before().sequence(), "published " + number);
            log.put(back.undoneBy(), "taken-back " + number);
          }
        });
    return log;
  }

  private static Map<Long, Proposal> proposals() {
    Map<Long, Proposal> proposals = new HashMap<>();
    database
        .jdbi()
        .useTransaction(
            handle -> {
              for (long number :
                  handle.createQuery("SELECT number FROM proposal").mapTo(Long.class).list()) {
                proposals.put(number, ProposalReader.find(handle, number).orElseThrow().proposal());
              }
            });
    return proposals;
  }

  /** What a process said was done before it was killed in the middle of more. */
  private static List<String> publishAndKill(int seed, int steps, int micros) throws Exception {
    Process writer = start(database.database.embedded().orElseThrow(), seed);
    List<String> said = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("ready", out.readLine());
      for (int i = 0; i < steps; i++) {
        String line = out.readLine();
        assertTrue(line != null, "the process ended by itself");
        said.add(line);
      }
      // The next proposal is on its way: somewhere in it the process ends.
      long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      // By its handle: the process itself would close what it has said and we have not read.
      ProcessHandle.of(writer.pid()).ifPresent(ProcessHandle::destroyForcibly);
      writer.waitFor();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.matches("(published|taken-back) [0-9]+")) {
          said.add(line);
        }
      }
    } finally {
      writer.destroyForcibly();
    }
    return said;
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
                EndlessPublisher.class.getName(),
                server.jdbcUrl(),
                server.user(),
                String.valueOf(seed))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    writer.getOutputStream().write((server.password() + "\n").getBytes(StandardCharsets.UTF_8));
    writer.getOutputStream().flush();
    return writer;
  }
}
