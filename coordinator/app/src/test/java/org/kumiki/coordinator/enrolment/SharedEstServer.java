package org.kumiki.coordinator.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one {@link EstServer} to all tests of this module that ask for one: each names
 * organisations of its own, and starting PostgreSQL takes longer than any of them.
 */
final class SharedEstServer implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedEstServer.class);

  /** Closed by the store at the end of the run. */
  private static final class Held implements ExtensionContext.Store.CloseableResource {
    private final EstServer server;

    Held() {
      try {
        // Below the build's own folder, which is cleaned as a whole.
        Path folder = Files.createTempDirectory("est-server-");
        this.server = new EstServer(folder, 1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == EstServer.class;
  }

  @Override
  public EstServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(EstServer.class, key -> new Held(), Held.class)
        .server;
  }
}
