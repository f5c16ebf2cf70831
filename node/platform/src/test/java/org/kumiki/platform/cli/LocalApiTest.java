package org.kumiki.platform.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.ChildJvm;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.folder.LockHolder;
import org.kumiki.platform.folder.PrivateFile;

class LocalApiTest {
  @TempDir Path temporary;

  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private HttpServer program;
  private DataFolder folder;

  @BeforeEach
  void startSomeProgram() throws IOException {
    program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    program.createContext(
        "/",
        exchange -> {
          tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] answer = "{\"answer\": 42}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    program.start();
    folder = DataFolder.open(temporary.resolve("service"));
    PrivateFile.write(folder.resolve("api-token"), "secret-token");
    LocalApi.announce(folder, URI.create("http://127.0.0.1:" + program.getAddress().getPort()));
  }

  @AfterEach
  void stopSomeProgram() {
    program.stop(0);
  }

  @Test
  void aRunningServiceIsAskedWithItsToken() {
    try (FolderLock held = folder.lock()) {
      assertEquals(42, LocalApi.of(held.folder().path()).get("/api/v1/x").path("answer").asInt());
    }
    assertEquals(List.of("Bearer secret-token"), tokens);
  }

  @Test
  void whoListensAtTheAddressOfAKilledServiceIsNotSentTheToken() throws Exception {
    Process service = ChildJvm.of(LockHolder.class, folder.path(), "hold").start();
    assertEquals("locked", service.inputReader(UTF_8).readLine());
    service.destroyForcibly().waitFor();
    assertEquals(
        ExitCode.TRY_LATER,
        assertThrows(CommandFailure.class, () -> LocalApi.of(folder.path()).get("/api"))
            .exitCode());
    assertEquals(List.of(), tokens);
  }

  @Test
  void aFolderThatNobodyEverLockedHasNoService() {
    assertEquals(
        ExitCode.TRY_LATER,
        assertThrows(CommandFailure.class, () -> LocalApi.of(folder.path())).exitCode());
  }

  @Test
  void anAddressThatWasTakenBackIsGone() {
    LocalApi.withdraw(folder);
    assertFalse(Files.exists(folder.resolve(LocalApi.ADDRESS_FILE)));
    LocalApi.withdraw(folder);
  }

  @Test
  void anArgumentThatIsNoPathIsOneLine() {
    try (FolderLock held = folder.lock()) {
      LocalApi api = LocalApi.of(held.folder().path());
      CommandFailure refusal =
          assertThrows(CommandFailure.class, () -> api.get("/api/v1/studies/a b%"));
      assertEquals(ExitCode.FAILED, refusal.exitCode());
    }
    assertEquals(List.of(), tokens);
  }
}
