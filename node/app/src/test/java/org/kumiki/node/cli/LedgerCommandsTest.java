package org.kumiki.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.ledger.CheckpointNote;
import org.kumiki.exchange.ledger.LedgerEntry;
import org.kumiki.exchange.ledger.LedgerEntry.Verdict;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.node.ledger.HeadStore;
import org.kumiki.node.ledger.LedgerStore;
import org.kumiki.node.ledger.LedgerVerification;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.FailureReporting;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.service.ListenAddress;
import org.kumiki.platform.service.ServiceRuntime;
import org.kumiki.platform.service.ServiceSettings;
import picocli.CommandLine;

/** {@code kumiki node ledger} against a running listener with nothing behind it but the ledger. */
class LedgerCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SigningKey ALPHA = SigningKey.generate("alpha", RANDOM);
  private static final RosterSnapshot ROSTER =
      RosterSnapshot.first(
          "trial",
          organisation(SigningKey.generate("coordinator", RANDOM)),
          List.of(
              organisation(ALPHA),
              organisation(SigningKey.generate("beta", RANDOM)),
              organisation(SigningKey.generate("gamma", RANDOM))));

  @TempDir static Path temporary;
  private static Path folder;
  private static FolderLock lock;
  private static Database database;
  private static LedgerStore ledger;
  private static ServiceRuntime runtime;

  @BeforeAll
  static void startTheListener() {
    folder = temporary.resolve("node");
    lock = DataFolder.open(folder).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/node");
    ledger = new LedgerStore(database.jdbi(), "trial", ALPHA, RANDOM);
    HeadStore heads = new HeadStore(database.jdbi(), ledger);
    runtime =
        ServiceRuntime.start(
            ServiceSettings.of("kumiki-node", ListenAddress.loopback(0), Optional.empty()),
            ApiToken.readOrCreate(lock.folder(), RANDOM),
            List.of(
                ledger,
                heads,
                new LedgerVerification(ledger, heads, () -> List.of(ROSTER), ALPHA::publicKey)));
    LocalApi.announce(lock.folder(), URI.create("http://127.0.0.1:" + runtime.peoplePort()));
  }

  @AfterAll
  static void stop() {
    runtime.close();
    database.close();
    lock.close();
  }

  @Test
  void aLedgerInOrderEndsWith0AndAChangedRowWith1() throws IOException {
    append(2);
    Outcome fine = run("verify");
    assertEquals(0, fine.exitCode(), fine.output());
    assertTrue(fine.output().startsWith("2 entries read, 2 under the signed head"), fine.output());
    assertTrue(fine.output().contains(checkpoint()), fine.output());
    assertTrue(CheckpointNote.parse(checkpoint()).verifies(ROSTER));
    assertEquals(2, run().output().lines().count());

    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createScript(
                        "ALTER TABLE ledger_entry DISABLE TRIGGER ledger_append_only;"
                            + "UPDATE ledger_entry SET subject = 'less' WHERE number = 2")
                    .execute());
    Outcome changed = run("verify");
    assertEquals(1, changed.exitCode());
    assertTrue(changed.output().contains("entry 2 does not fit its leaf"), changed.output());

    Outcome json = run("verify", "--json");
    assertEquals(1, json.exitCode());
    JsonNode report = JSON.readTree(json.output());
    assertEquals(false, report.get("inOrder").asBoolean(true));
    assertEquals(2, report.get("faults").get(0).get("number").asLong());
    assertEquals(checkpoint(), report.get("note").asText());
  }

  private record Outcome(int exitCode, String output) {}

  private static Outcome run(String... subcommand) {
    List<String> arguments = new ArrayList<>(List.of(subcommand));
    arguments.addAll(List.of("--dir", folder.toString()));
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      CommandLine line = new CommandLine(new LedgerCommands.Ledger());
      int exitCode =
          FailureReporting.install(line, Console.standardError())
              .execute(arguments.toArray(String[]::new));
      return new Outcome(exitCode, output.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }

  private static String checkpoint() throws IOException {
    LocalApi api = LocalApi.of(folder);
    try (InputStream note =
        api.stream("GET", "/api/v1/ledger/checkpoint", JSON.createObjectNode())) {
      return new String(note.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void append(int entries) {
    for (int i = 0; i < entries; i++) {
      ledger.append(
          new LedgerEntry(
              ByteString.of(new byte[32]), 1, 2, "sums of 3", 40, 3, Verdict.GRANTED, ""));
    }
  }

  private static Organisation organisation(SigningKey key) {
    return new Organisation(key.name(), key.name(), key.publicKey());
  }
}
