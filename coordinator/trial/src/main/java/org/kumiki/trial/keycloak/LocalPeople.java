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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.kumiki.coordinator.people.RealmPlan;
import org.kumiki.coordinator.people.RealmSetup;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.people.Role;
import org.kumiki.trial.federation.LocalFederation;
import org.kumiki.trial.federation.LocalFederation.Member;

/**
 * The people of a federation on this machine: a Keycloak beside it, set up as {@code coordinator
 * people init} does, with one account for each role of each organisation. Prepared before the
 * services start, because their settings name their addresses and the issuer. Not thread-safe.
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

  private LocalPeople(LocalFederation federation, List<Member> members) {
    this.members = List.copyOf(members);
    Path folder = federation.folder().resolve("keycloak");
    this.keycloak = new KeycloakProcess(folder, Integer.parseInt(port(folder)));
    this.password =
        PrivateFile.readOrCreate(folder.resolve("people-password"), LocalPeople::draw).strip();
  }

  /** Writes the services' settings, unless an earlier run did; none of them may run yet. */
  public static LocalPeople prepare(LocalFederation federation, List<Member> members) {
    try {
      Files.createDirectories(federation.folder().resolve("keycloak"));
      LocalPeople people = new LocalPeople(federation, members);
      Path coordinator = federation.coordinator().folder();
      URI address = people.settle(coordinator, "kumiki-coordinator");
      people.services.add(
          new Service(CONSORTIUM, coordinator, RealmPlan.Service.coordinator(CONSORTIUM, address)));
      for (Member member : members) {
        Path node = federation.node(member.organisation()).folder();
        URI at = people.settle(node, "kumiki-node-" + member.organisation());
        people.services.add(
            new Service(
                member.organisation(), node, RealmPlan.Service.node(member.organisation(), at)));
      }
      return people;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the service a fixed port and the issuer; returns what its people open. */
  private URI settle(Path folder, String clientId) throws IOException {
    Path file = folder.resolve("kumiki.yml");
    String text = Files.readString(file);
    if (!text.contains("\npeople:")) {
      int port = LocalFederation.freePort();
      text =
          text.replace("apiPort: 0\n", "apiPort: " + port + "\n")
              + "people:\n  issuer: "
              + issuer()
              + "\n  clientId: "
              + clientId
              + "\n  clientSecretFile: "
              + SECRET_FILE
              + "\n";
      Files.writeString(file, text);
    }
    String port =
        text.lines()
            .filter(line -> line.startsWith("apiPort: "))
            .map(line -> line.substring("apiPort: ".length()))
            .findFirst()
            .orElseThrow();
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Starts Keycloak and sets it up, both beside whatever the caller does meanwhile. */
  public void launch() {
    ready =
        CompletableFuture.runAsync(
            () -> {
              try {
                keycloak.launch();
                keycloak.awaitReady();
                setUp();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
              }
            },
            work -> new Thread(work, "keycloak").start());
  }

  /** Waits until people can sign in. */
  public void awaitReady() throws InterruptedException {
    try {
      ready.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CommandFailure failure) {
        throw failure;
      }
      throw CommandFailure.refused(
          "Keycloak could not be set up", "read " + keycloak.log(), e.getCause());
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
  private static String port(Path folder) {
    return PrivateFile.readOrCreate(
            folder.resolve("port"), () -> Integer.toString(LocalFederation.freePort()))
        .strip();
  }

  private static String draw() {
    byte[] secret = new byte[9];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
