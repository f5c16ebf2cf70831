package org.kumiki.trial.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.kumiki.coordinator.people.KeycloakAdmin;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.process.ChildProcess;

/**
 * A Keycloak as a process of its own on loopback, with its data in a folder, which ends when this
 * process does. Its administrator's password is drawn once for each folder and kept beside the data
 * in a file of mode 0600. Not thread-safe.
 */
public final class KeycloakProcess implements AutoCloseable {
  private static final String ADMIN = "admin";
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  /** A first start makes its database, on a busy machine beside five services. */
  static final Duration LONGEST_START = Duration.ofMinutes(4);

  private final Path folder;
  private final URI address;
  private ChildProcess process;

  /**
   * Keycloak in a folder.
   *
   * @param port of loopback; stays the same for the folder, as tokens name it
   */
  public KeycloakProcess(Path folder, int port) {
    this.folder = folder.toAbsolutePath();
    this.address = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Starts the process without waiting for it to answer; the first time on a machine it unpacks.
   */
  public void launch() {
    KeycloakDistribution distribution = KeycloakDistribution.ready();
    try {
      Files.createDirectories(folder.resolve("data"));
      for (Path shared : distribution.sharedFolders()) {
        Path link = folder.resolve(shared.getFileName());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, shared);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                distribution.command(
                    folder,
                    List.of(
                        "start",
                        "--optimized",
                        // No cluster: without this it opens ports on all addresses.
                        "--cache=local",
                        "--http-enabled=true",
                        "--http-host=127.0.0.1",
                        "--http-port=" + address.getPort(),
                        "--hostname=" + address)))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    // By environment and not by argument: other users of the machine see arguments.
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", password());
    process = ChildProcess.start(builder);
  }

  /** Waits until it answers. */
  public void awaitReady() throws InterruptedException {
    HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/realms/master"))
            .timeout(Duration.ofSeconds(10))
            .build();
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (!answers(http, request)) {
      if (process.awaitExit(LOOK_AGAIN)) {
        throw CommandFailure.refused("Keycloak ended while it started", "read " + log());
      }
      if (System.nanoTime() > end) {
        throw CommandFailure.refused("Keycloak does not answer", "read " + log());
      }
    }
  }

  private static boolean answers(HttpClient http, HttpRequest request) throws InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where it answers; a realm's issuer lies below. */
  public URI address() {
    return address;
  }

  /** Its administrator. */
  public KeycloakAdmin admin() {
    return new KeycloakAdmin(address, ADMIN, password());
  }

  /** The file with the administrator's password. */
  public Path passwordFile() {
    return folder.resolve("admin-password");
  }

  /** What it wrote. */
  public Path log() {
    return folder.resolve("keycloak.log");
  }

  private String password() {
    return PrivateFile.readOrCreate(passwordFile(), KeycloakProcess::draw).strip();
  }

  private static String draw() {
    byte[] secret = new byte[18];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + "\n";
  }

  /** Lets go without waiting. */
  public void release() {
    if (process != null) {
      process.release();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
