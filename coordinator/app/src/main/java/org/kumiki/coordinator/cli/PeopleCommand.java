package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Console;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kumiki.coordinator.people.KeycloakAdmin;
import org.kumiki.coordinator.people.RealmPlan;
import org.kumiki.coordinator.people.RealmSetup;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.coordinator.platform.CoordinatorSettings;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.people.PeopleSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kumiki coordinator people …}: how people sign in. */
@Command(
    name = "people",
    description = "How people sign in.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {PeopleCommand.Init.class})
final class PeopleCommand {
  private PeopleCommand() {}

  @Command(
      name = "init",
      description = {
        "Set up a Keycloak for this consortium: realm, roles, organisations, clients.",
        "Run again after a member joined; what is right already stays as it is."
      },
      mixinStandardHelpOptions = true,
      sortOptions = false)
  static final class Init implements Callable<Integer> {
    @CommandLine.Mixin CoordinatorCommand.Folder folder;

    @Option(names = "--keycloak", paramLabel = "URL", required = true, description = "its address")
    URI keycloak;

    @Option(
        names = "--realm",
        paramLabel = "NAME",
        description = "an existing or a new realm (default: the consortium's name)")
    String realm;

    @Option(
        names = "--admin",
        paramLabel = "USER",
        description = "an administrator of Keycloak's realm master (default: ${DEFAULT-VALUE})")
    String admin = "admin";

    @Option(
        names = "--admin-password-file",
        paramLabel = "FILE",
        description = "mode 0600; without it the command asks")
    Path passwordFile;

    @Option(
        names = "--address",
        paramLabel = "URL",
        description = "what people open for the coordinator (default: people.address, or loopback)")
    URI address;

    @Option(
        names = "--node",
        paramLabel = "ORG=URL",
        description = "what people of a member open for their node; once for each")
    Map<String, URI> nodes = new LinkedHashMap<>();

    @Option(
        names = "--organisation",
        paramLabel = "ORG=NAME",
        description = "an organisation beside the members; once for each")
    Map<String, String> organisations = new LinkedHashMap<>();

    @Option(names = "--dry-run", description = "only say what would be done")
    boolean dryRun;

    @Override
    public Integer call() {
      CoordinatorFolder opened = folder.open();
      CoordinatorSettings settings = opened.settings();
      RealmPlan plan = plan(settings);
      RealmSetup setup =
          new RealmSetup(new KeycloakAdmin(keycloak, admin, password()), plan, dryRun);
      List<String> steps = setup.run();
      steps.forEach(step -> System.out.println((dryRun ? "would " : "") + step));
      setup.warnings().forEach(warning -> System.out.println("Look: " + warning + "."));
      if (steps.isEmpty()) {
        System.out.println("Everything is as it should be in realm " + plan.realm() + ".");
      }
      if (!dryRun) {
        handOver(opened, plan, setup.secrets());
      }
      return ExitCode.DONE;
    }

    private RealmPlan plan(CoordinatorSettings settings) {
      try {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(settings.consortium(), settings.consortium());
        all.putAll(members());
        nodes.keySet().forEach(organisation -> all.putIfAbsent(organisation, organisation));
        all.putAll(organisations);
        List<RealmPlan.Service> services = new ArrayList<>();
        services.add(RealmPlan.Service.coordinator(settings.consortium(), address(settings)));
        nodes.forEach((node, url) -> services.add(RealmPlan.Service.node(node, url)));
        return new RealmPlan(
            realm == null ? settings.consortium() : realm,
            all.entrySet().stream()
                .map(entry -> new RealmPlan.Named(entry.getKey(), entry.getValue()))
                .toList(),
            services);
      } catch (IllegalArgumentException e) {
        throw CommandFailure.refused(e.getMessage(), "correct the option", e);
      }
    }

    /** Who has enrolled, which the running service knows. */
    private Map<String, String> members() {
      Map<String, String> members = new LinkedHashMap<>();
      if (Files.exists(folder.path.resolve(LocalApi.ADDRESS_FILE))) {
        for (JsonNode member : folder.api().get("/api/v1/members")) {
          members.put(member.path("organisation").asText(), member.path("name").asText());
        }
      } else {
        System.out.println(
            "The service does not run: members that --node and --organisation do not name are"
                + " left out.");
      }
      return members;
    }

    private URI address(CoordinatorSettings settings) {
      if (address != null) {
        return address;
      }
      PeopleSettings people = settings.people();
      return people != null && people.address() != null
          ? people.address()
          : URI.create("http://127.0.0.1:" + settings.apiPort());
    }

    private String password() {
      if (passwordFile != null) {
        return PrivateFile.read(passwordFile).strip();
      }
      Console console = System.console();
      if (console == null) {
        throw CommandFailure.refused(
            "there is nobody to ask for the administrator's password",
            "give --admin-password-file");
      }
      return new String(console.readPassword("Password of %s at %s: ", admin, keycloak));
    }

    /** Secrets go into files, never to the screen; what the settings need is printed. */
    private void handOver(CoordinatorFolder opened, RealmPlan plan, Map<String, String> secrets) {
      String issuer = keycloak.toString().replaceAll("/+$", "") + "/realms/" + plan.realm();
      for (RealmPlan.Service service : plan.services()) {
        String file = service.clientId() + ".secret";
        Path path = opened.folder().resolve(file);
        PrivateFile.write(path, secrets.get(service.clientId()) + "\n");
        System.out.println();
        System.out.println("For kumiki.yml of the " + service.name() + ", with " + path + ":");
        System.out.println("people:");
        System.out.println("  issuer: " + issuer);
        System.out.println("  clientId: " + service.clientId());
        System.out.println("  clientSecretFile: " + file);
        System.out.println("  address: " + service.address());
      }
    }
  }
}
