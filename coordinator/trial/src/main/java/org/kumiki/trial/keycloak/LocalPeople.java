package org.kumiki.trial.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.kumiki.coordinator.people.RealmPlan;
import org.kumiki.coordinator.people.RealmSetup;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.people.Role;
import org.kumiki.trial.federation.FoundingPlan;
import org.kumiki.trial.federation.FoundingPlan.Particulars;
import org.kumiki.trial.federation.LocalFederation;
import org.kumiki.trial.federation.LocalFederation.Member;

/**
 * The people of a federation on this machine: a Keycloak beside it, set up as {@code coordinator
 * people init} does, with one account for each role of each organisation. Prepared before the
 * federation is founded, because the services' settings name their addresses and the issuer. Not
 * thread-safe.
 */
public final class LocalPeople implements AutoCloseable {
  /** The consortium's name, its realm, and the alias of the organisation that runs it. */
  public static final String CONSORTIUM = "demo";

  private static final String SECRET_FILE = "people.secret";

  private final List<Member> members;
  private final KeycloakProcess keycloak;
  private final List<Service> services = new ArrayList<>();
  private final String password;
  private CompletableFuture<Void> ready;

  /** A service, its folder and what its people open. */
  private record Service(String organisation, Path folder, RealmPlan.Service client) {}

  /** Who can sign in where. */
  public record SignIn(String service, URI address, List<String> usernames) {}

  private LocalPeople(Path folder, List<Member> members) {
    this.members = List.copyOf(members);
    Path own = folder.resolve("keycloak");
    this.keycloak = new KeycloakProcess(own, port(own, "port"));
    this.password =
        PrivateFile.readOrCreate(own.resolve("people-password"), LocalPeople::draw).strip();
    Path coordinator = LocalFederation.coordinatorFolder(folder);
    services.add(
        new Service(
            CONSORTIUM,
            coordinator,
            RealmPlan.Service.coordinator(CONSORTIUM, address(own, CONSORTIUM))));
    for (Member member : members) {
      String name = member.organisation();
      services.add(
          new Service(
              name,
              LocalFederation.nodeFolder(folder, name),
              RealmPlan.Service.node(name, address(own, name))));
    }
  }

  /**
   * The people of the federation in {@code folder}, with a port for each service that stays the
   * same from now on.
   */
  public static LocalPeople prepare(Path folder, List<Member> members) {
    try {
      Files.createDirectories(folder.resolve("keycloak"));
      return new LocalPeople(folder, members);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the services' settings must say when the federation is founded. */
  public Map<String, Particulars> particulars() {
    Map<String, Particulars> all = new HashMap<>();
    for (Service service : services) {
      boolean coordinator = service.organisation().equals(CONSORTIUM);
      all.put(
          coordinator ? FoundingPlan.COORDINATOR : service.organisation(),
          new Particulars(service.client().address().getPort(), lines(service.client())));
    }
    return all;
  }

  private String lines(RealmPlan.Service client) {
    return "people:\n  issuer: "
        + issuer()
        + "\n  clientId: "
        + client.clientId()
        + "\n  clientSecretFile: "
        + SECRET_FILE
        + "\n";
  }

  private static URI address(Path own, String service) {
    return URI.create("http://127.0.0.1:" + port(own, "port-" + service));
  }

  /** As the other one, in silence. */
  public void launch() {
    launch(line -> {});
  }

  /**
   * Starts Keycloak and sets it up, both beside whatever the caller does meanwhile.
   *
   * @param told hears how far it is, from another thread
   */
  public void launch(Consumer<String> told) {
    ready =
        CompletableFuture.runAsync(
            () -> {
              try {
                told.accept(
                    "Starting Keycloak, beside the rest; it is given up after "
                        + KeycloakProcess.LONGEST_START.toMinutes()
                        + " minutes …");
                keycloak.launch();
                keycloak.awaitReady();
                told.accept("Keycloak answers; making its realm and accounts …");
                setUp();
                told.accept("Ready: Keycloak, people can sign in");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
              }
            },
            work -> new Thread(work, "keycloak").start());
  }

  /** As the other one, in silence. */
  public void awaitReady() throws InterruptedException {
    awaitReady(line -> {});
  }

  /**
   * Waits until people can sign in.
   *
   * @param told hears each minute that it still lasts, and for how long at most
   */
  public void awaitReady(Consumer<String> told) throws InterruptedException {
    try {
      for (int minutes = 1; !isReadyWithin(1); minutes++) {
        told.accept(
            "Still waiting for Keycloak, since "
                + minutes
                + " min after all else was done; it is given up "
                + KeycloakProcess.LONGEST_START.toMinutes()
                + " min after its start. It writes to "
                + keycloak.log());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandFailure failure) {
        throw failure;
      }
      throw CommandFailure.refused(
          "Keycloak could not be set up", "read " + keycloak.log(), e.getCause());
    }
  }

  private boolean isReadyWithin(int minutes) throws InterruptedException, ExecutionException {
    try {
      ready.get(minutes, TimeUnit.MINUTES);
      return true;
    } catch (TimeoutException stillStarting) {
      return false;
    }
  }

  private void setUp() {
    RealmSetup setup = new RealmSetup(keycloak.admin(), plan(), false);
    setup.run();
    var secrets = setup.secrets();
    for (Service service : services) {
      PrivateFile.write(
          service.folder().resolve(SECRET_FILE), secrets.get(service.client().clientId()));
    }
    Accounts accounts = new Accounts(keycloak.admin(), CONSORTIUM, password);
    for (Service service : services) {
      accounts.add(service.organisation(), Arrays.asList(Role.values()));
    }
    accounts.create();
  }

  /** What {@code coordinator people init} would be asked for. */
  public RealmPlan plan() {
    List<RealmPlan.Named> organisations = new ArrayList<>();
    organisations.add(new RealmPlan.Named(CONSORTIUM, "Consortium " + CONSORTIUM));
    members.forEach(m -> organisations.add(new RealmPlan.Named(m.organisation(), m.displayName())));
    return new RealmPlan(
        CONSORTIUM, organisations, services.stream().map(Service::client).toList());
  }

  /** Who can sign in where, the coordinator first. */
  public List<SignIn> signIns() {
    return services.stream()
        .map(
            service ->
                new SignIn(
                    service.organisation().equals(CONSORTIUM)
                        ? "coordinator"
                        : service.organisation(),
                    service.client().address(),
                    Arrays.stream(Role.values())
                        .map(role -> Accounts.username(service.organisation(), role))
                        .toList()))
        .toList();
  }

  /** The password of every account. */
  public String password() {
    return password;
  }

  /** The running Keycloak. */
  public KeycloakProcess process() {
    return keycloak;
  }

  /** Where it answers. */
  public URI keycloak() {
    return keycloak.address();
  }

  /** The realm as tokens name it. */
  public URI issuer() {
    return URI.create(keycloak.address() + "/realms/" + CONSORTIUM);
  }

  /** Lets go without waiting. */
  public void release() {
    keycloak.release();
  }

  @Override
  public void close() {
    keycloak.close();
  }

  /** Stays the same for a folder: tokens and settings name it. */
  private static int port(Path own, String file) {
    String text =
        PrivateFile.readOrCreate(
            own.resolve(file), () -> Integer.toString(LocalFederation.freePort()));
    return Integer.parseInt(text.strip());
  }

  private static String draw() {
    byte[] secret = new byte[9];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
