package org.kumiki.platform.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.http.ssl.CertificateProvider;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.http.ListenerPorts;

/**
 * A running service: Micronaut with its listeners, started from values. No configuration file,
 * environment variable or system property has a say in it. Safe for use by many threads.
 */
public final class ServiceRuntime implements AutoCloseable {
  private final ApplicationContext context;
  private final int peoplePort;
  private final OptionalInt machinePort;

  private ServiceRuntime(ApplicationContext context, int peoplePort, OptionalInt machinePort) {
    this.context = context;
    this.peoplePort = peoplePort;
    this.machinePort = machinePort;
  }

  /**
   * Starts the service and returns when it answers.
   *
   * @param token what people present
   * @param singletons beans made by the caller, found by their class: the database, for example.
   *     The caller closes them, after the service
   * @throws CommandFailure if a port is taken
   */
  public static ServiceRuntime start(
      ServiceSettings settings, ApiToken token, List<Object> singletons) {
    ListenerPorts ports = new ListenerPorts();
    ApplicationContext context = context(settings);
    context.registerSingleton(ListenerPorts.class, ports);
    context.registerSingleton(ApiToken.class, token);
    singletons.forEach(context::registerSingleton);
    settings
        .machine()
        .ifPresent(
            machine ->
                context.registerSingleton(
                    CertificateProvider.class,
                    machine.tls(),
                    Qualifiers.byName(machine.tls().getName())));
    boolean started = false;
    try {
      context.start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      ServiceRuntime runtime = bound(context, server, settings.machine().isPresent());
      ports.bound(runtime.peoplePort, runtime.machinePort);
      started = true;
      return runtime;
    } catch (ServerStartupException e) {
      if (!(e.getCause() instanceof BindException)) {
        throw e;
      }
      throw CommandFailure.tryLater(
          "the service cannot listen at "
              + settings.people()
              + settings.machine().map(machine -> " and " + machine.address()).orElse(""),
          "stop the program that uses the port, or choose another in the settings");
    } finally {
      if (!started) {
        context.close();
      }
    }
  }

  /** The port on which people are answered. */
  public int peoplePort() {
    return peoplePort;
  }

  /** The port on which machines are answered, if they are. */
  public OptionalInt machinePort() {
    return machinePort;
  }

  /** Micronaut's own view, for beans that the service declares itself. */
  public ApplicationContext context() {
    return context;
  }

  /** Stops listening and ends all beans that Micronaut made. */
  @Override
  public void close() {
    context.close();
  }

  private static ApplicationContext context(ServiceSettings settings) {
    return ApplicationContext.builder()
        .deduceEnvironment(false)
        .enableDefaultPropertySources(false)
        .environmentPropertySource(false)
        .banner(false)
        .properties(MicronautProperties.of(settings))
        .build();
  }

  private static ServiceRuntime bound(
      ApplicationContext context, EmbeddedServer server, boolean hasMachine) {
    Iterator<Integer> ports = ((NettyEmbeddedServer) server).getBoundPorts().iterator();
    // In the order of ListenerOrder: machine before people.
    OptionalInt machine = hasMachine ? OptionalInt.of(ports.next()) : OptionalInt.empty();
    return new ServiceRuntime(context, ports.next(), machine);
  }
}
