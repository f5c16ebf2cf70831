package org.kumiki.trial.keycloak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.kumiki.coordinator.people.KeycloakAdmin;
import org.kumiki.coordinator.people.RealmPlan;
import org.kumiki.coordinator.people.RealmSetup;
import org.kumiki.platform.people.Role;
import org.kumiki.trial.federation.FoundingPlan;
import org.kumiki.trial.federation.LocalFederation;
import org.kumiki.trial.federation.LocalFederation.Member;

/**
 * A federation of three with a real Keycloak, one for all test classes of this package that run in
 * one Java machine, but another for those with {@link ChangesTerms}. It ends with the machine:
 * where tests run in several, each class is a run of its own to JUnit, whose root store would end
 * and start it again between classes.
 */
final class PeopleTrial implements BeforeAllCallback, ParameterResolver {
  static final String FOREIGN = "foreign";
  static final List<Member> MEMBERS =
      List.of(
          new Member("acme", "Acme Metals"),
          new Member("birch", "Birch Forge"),
          new Member("cedar", "Cedar Alloys"));

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<Boolean, Running> SHARED = new HashMap<>();

  /** What the classes share. */
  static final class Running {
    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalFederation federation;
    private final LocalPeople people;

    private Running() throws IOException, InterruptedException {
      Path folder = Files.createTempDirectory("people");
      people = LocalPeople.prepare(folder, MEMBERS);
      federation =
          LocalFederation.found(folder, FoundingPlan.of(MEMBERS).with(people.particulars()));
      people.launch();
      federation.start();
      people.awaitReady();
      addStrangers();
      letProgramsUsePasswords();
    }

    /** An organisation of the realm that is no member, and somebody of none. */
    private void addStrangers() {
      RealmPlan plan = people.plan();
      RealmPlan more =
          new RealmPlan(
              plan.realm(), List.of(new RealmPlan.Named(FOREIGN, "Foreign Ltd")), List.of());
      new RealmSetup(admin(), more, false).run();
      Accounts accounts = new Accounts(admin(), LocalPeople.CONSORTIUM, people.password());
      accounts.add(FOREIGN, Arrays.asList(Role.values()));
      // No such organisation: these accounts belong to none.
      accounts.add("alone", Arrays.asList(Role.values()));
      accounts.create();
    }

    /** Instead of a person at a second device. */
    private void letProgramsUsePasswords() {
      String clients = "/" + LocalPeople.CONSORTIUM + "/clients";
      JsonNode client = admin().list(clients + "?clientId=kumiki-programs").get(0);
      ObjectNode changed = client.deepCopy();
      admin()
          .put(
              clients + "/" + client.path("id").asText(),
              changed.put("directAccessGrantsEnabled", true));
    }

    LocalFederation federation() {
      return federation;
    }

    LocalPeople people() {
      return people;
    }

    KeycloakAdmin admin() {
      return people.process().admin();
    }

    URI coordinator() {
      return people.signIns().get(0).address();
    }

    URI node(String organisation) {
      return people.signIns().stream()
          .filter(signIn -> signIn.service().equals(organisation))
          .findFirst()
          .orElseThrow()
          .address();
    }

    /** An access token of an account for a service. */
    String token(String username, String clientId) throws IOException, InterruptedException {
      Map<String, String> form =
          Map.of(
              "grant_type",
              "password",
              "client_id",
              "kumiki-programs",
              "username",
              username,
              "password",
              people.password(),
              "scope",
              "openid organization:* to-" + clientId);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(people.issuer() + "/protocol/openid-connect/token"))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(username + ": " + answer.body());
      }
      return JSON.readTree(answer.body()).path("access_token").asText();
    }

    private static String encode(Map<String, String> form) {
      return form.entrySet().stream()
          .map(
              field ->
                  field.getKey()
                      + "="
                      + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
          .collect(Collectors.joining("&"));
    }

    private void close() {
      people.release();
      federation.close();
      people.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException, InterruptedException {
    running(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    try {
      return running(context);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Running running(ExtensionContext context)
      throws IOException, InterruptedException {
    boolean changes = context.getRequiredTestClass().isAnnotationPresent(ChangesTerms.class);
    synchronized (SHARED) {
      if (!SHARED.containsKey(changes)) {
        Running started = new Running();
        Runtime.getRuntime().addShutdownHook(new Thread(started::close, "end of the trial"));
        SHARED.put(changes, started);
      }
      return SHARED.get(changes);
    }
  }
}
