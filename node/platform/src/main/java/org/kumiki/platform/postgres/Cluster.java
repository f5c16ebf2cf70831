package org.kumiki.platform.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.PrivateFile;

/**
 * The files of one PostgreSQL cluster in a data folder: {@code postgresql/} and the password of its
 * only usable role.
 *
 * <p>Guarantees that nobody connects without that password: {@code pg_hba.conf} has one line, SCRAM
 * for the role {@code kumiki} on its own database over 127.0.0.1. The superuser has no password and
 * no line, so no connection can be one. Made in a folder beside and renamed, so that a killed start
 * leaves nothing half done.
 */
record Cluster(Path directory, String password) {
  static final String ROLE = "kumiki";
  static final String DATABASE = "kumiki";

  private static final String UNFINISHED = "postgresql.unfinished-";
  private static final int PASSWORD_BYTES = 32;
  private static final String ACCESS =
      "# Written once by Kumiki. Whoever is not listed is refused.\n"
          + "host "
          + DATABASE
          + " "
          + ROLE
          + " 127.0.0.1/32 scram-sha-256\n";

  /** Opens the cluster in {@code folder}, making it first if it is absent. */
  static Cluster openOrCreate(DataFolder folder, Path home, Unprivileged unprivileged) {
    String password =
        PrivateFile.readOrCreate(folder.resolve("postgresql-password"), Cluster::newPassword);
    Path directory = folder.resolve("postgresql");
    try {
      deleteUnfinished(folder.path());
      if (!Files.isDirectory(directory)) {
        create(directory, password, home, unprivileged);
      }
    } catch (IOException e) {
      throw CommandFailure.refused(
          "cannot make the database in " + directory, "check permissions and free space", e);
    }
    return new Cluster(directory, password);
  }

  private static void create(Path directory, String password, Path home, Unprivileged unprivileged)
      throws IOException {
    Path fresh = directory.resolveSibling(UNFINISHED + UUID.randomUUID());
    String programs = home.resolve("bin").toString();
    List<String> initdb =
        List.of(
            programs + "/initdb",
            "--pgdata=" + fresh,
            "--username=postgres",
            // Nobody at all until our own pg_hba.conf takes its place.
            "--auth=reject",
            "--encoding=UTF8",
            // The same order of text on every machine, whatever its libc knows.
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
            "--no-instructions");
    run(unprivileged.command(initdb), "");
    Files.writeString(fresh.resolve("pg_hba.conf"), ACCESS);
    run(unprivileged.command(singleUser(programs, fresh)), roleAndDatabase(password));
    Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> singleUser(String programs, Path fresh) {
    List<String> command = new ArrayList<>();
    command.add(programs + "/postgres");
    command.add("--single");
    command.add("-D");
    command.add(fresh.toString());
    // The first error ends it; no statement, and so no password, is ever repeated in a message.
    command.addAll(List.of("-c", "exit_on_error=on", "-c", "log_min_error_statement=panic"));
    command.add("postgres");
    return command;
  }

  private static String roleAndDatabase(String password) {
    // The password is hexadecimal: nothing to quote.
    return ("CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + password + "'\n")
        + ("CREATE DATABASE " + DATABASE + " OWNER " + ROLE + "\n");
  }

  private static void run(List<String> command, String input) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.US_ASCII));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw CommandFailure.refused(
            "PostgreSQL could not be set up: " + lastLine(output), "check disk and permissions");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw CommandFailure.tryLater("interrupted while PostgreSQL was set up", "start again");
    }
  }

  private static String lastLine(String output) {
    return output.lines().filter(line -> !line.isBlank()).reduce("", (first, last) -> last);
  }

  private static String newPassword() {
    byte[] secret = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  private static void deleteUnfinished(Path folder) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
      for (Path unfinished : left) {
        PostgresBinaries.deleteTree(unfinished);
      }
    }
  }

  @Override
  public String toString() {
    return "Cluster[" + directory + "]";
  }
}
