package org.kumiki.platform.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.micronaut.http.ssl.CertificateProvider;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import java.net.BindException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.http.DeclaredRoutes;
import org.kumiki.platform.http.ListenerPorts;
import org.kumiki.platform.http.PublicPaths;
import org.kumiki.platform.page.Place;
import org.kumiki.platform.people.People;

/**
 * A running service: Micronaut with its listeners, started from values. No configuration file,
 * environment variable or system property has a say in it. Safe for use by many threads.
 */
public final class ServiceRuntime implements AutoCloseable {
  private final ApplicationContext context;
  private final int peoplePort;
  private final OptionalInt machinePort;
  private final OptionalInt webPort;

  private ServiceRuntime(
      ApplicationContext context, int peoplePort, OptionalInt machinePort, OptionalInt webPort) {
    this.context = context;
    this.peoplePort = peoplePort;
    this.machinePort = machinePort;
    this.webPort = webPort;
  }

  /** As {@link #start(ServiceSettings, ApiToken, People, Place, List)}, where nobody signs in. */
  public static ServiceRuntime start(
      ServiceSettings settings, ApiToken token, List<Object> singletons) {
    return start(settings, token, People.ownerOnly(), new Place("probe", ""), singletons);
  }

  /**
   * Starts the service and returns when it answers.
   *
   * @param token what the owner of this machine presents
   * @param people who else may come, and how they sign in
   * @param place what pages say where they are
   * @param singletons beans made by the caller, found by their class: the database, for example.
   *     The caller closes them, after the service
   * @throws CommandFailure if a port is taken
   * @throws IllegalStateException if a route does not declare whom it answers
   */
  public static ServiceRuntime start(
      ServiceSettings settings,
      ApiToken token,
      People people,
      Place place,
      List<Object> singletons) {
    ListenerPorts ports = new ListenerPorts();
    ApplicationContext context = context(settings);
    context.registerSingleton(People.class, people);
    context.registerSingleton(Place.class, place);
    context.registerSingleton(ListenerPorts.class, ports);
    context.registerSingleton(ApiToken.class, token);
    if (singletons.stream().noneMatch(PublicPaths.class::isInstance)) {
      context.registerSingleton(PublicPaths.class, PublicPaths.NONE);
    }
    singletons.forEach(context::registerSingleton);
    settings
        .machine()
        .ifPresent(
            machine ->
                context.registerSingleton(
                    CertificateProvider.class,
                    machine.tls(),
                    Qualifiers.byName(machine.tls().getName())));
    settings
        .web()
        .ifPresent(
            web ->
                context.registerSingleton(
                    CertificateProvider.class,
                    web.certificate(),
                    Qualifiers.byName(web.certificate().getName())));
    boolean started = false;
    try {
      context.start();
      DeclaredRoutes.of(context.getBean(Router.class));
      EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
      ServiceRuntime runtime = bound(context, server, settings);
      people.listensAt(URI.create("http://127.0.0.1:" + runtime.peoplePort));
      ports.bound(runtime.peoplePort, runtime.machinePort, runtime.webPort);
      started = true;
      return runtime;
    } catch (ServerStartupException e) {
      if (!(e.getCause() instanceof BindException)) {
        throw e;
      }
      throw CommandFailure.tryLater(
          "the service cannot listen at "
              + settings.people()
              + settings.machine().map(machine -> " and " + machine.address()).orElse("")
              + settings.web().map(web -> " and " + web.address()).orElse(""),
          "stop the program that uses the port, or choose another in the settings");
    } finally {
      if (!started) {
        context.close();
      }
    }
  }

  /**
   * Makes every controller now: one whose parts are missing must stop the start, and not the first
   * person who opens its page.
   */
  public ServiceRuntime requireControllers() {
    try {
      context.getBeansOfType(Object.class, Qualifiers.byStereotype(Controller.class));
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
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

  /** The port on which people are answered over TLS, if the service speaks it itself. */
  public OptionalInt webPort() {
    return webPort;
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
      ApplicationContext context, EmbeddedServer server, ServiceSettings settings) {
    Iterator<Integer> ports = ((NettyEmbeddedServer) server).getBoundPorts().iterator();
    // In the order of ListenerOrder: machine, people, web.
    OptionalInt machine = next(ports, settings.machine().isPresent());
    int people = ports.next();
    return new ServiceRuntime(context, people, machine, next(ports, settings.web().isPresent()));
  }

  private static OptionalInt next(Iterator<Integer> ports, boolean present) {
    return present ? OptionalInt.of(ports.next()) : OptionalInt.empty();
  }
}
