package org.kumiki.trial.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.kumiki.platform.http.ApiDescription;
import org.kumiki.platform.http.DeclaredRoutes;
import org.kumiki.platform.http.DeclaredRoutes.Route;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Person.Standing;
import org.kumiki.platform.people.Role;

/** Every route of both services, asked by everybody, against docs/roles.md. */
@ExtendWith(PeopleTrial.class)
class RolesTest {
  private static final String COORDINATOR = "org.kumiki.coordinator.";
  private static final String NODE = "org.kumiki.node.";

  /** Names of nothing: what is allowed must do no harm either. */
  private static final Map<String, String> NOTHING =
      Map.of(
          "{hash}", "0".repeat(64),
          "{sha256}", "0".repeat(64),
          "{organisation}", "nobody-here",
          "{dataset}", "nothing",
          "{id}", "0",
          "{number}", "0",
          "{name}", "kumiki.css",
          "{selector}", "liveness");

  private final HttpClient http = HttpClient.newHttpClient();

  /** A token and how the table calls whoever holds it. */
  private record Asker(String token, String column, String words) {}

  /** The routes of one service; both services' lie on the class path of this test. */
  private static List<Route> routes(String service) {
    String other = service.equals(NODE) ? COORDINATOR : NODE;
    try (ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .enableDefaultPropertySources(false)
            .properties(
                Map.of(
                    "micronaut.application.name", "kumiki-node",
                    "endpoints.all.enabled", false,
                    "endpoints.health.enabled", true,
                    "endpoints.health.sensitive", false,
                    "micronaut.metrics.export.prometheus.enabled", true))
            .start()) {
      return DeclaredRoutes.of(context.getBean(Router.class)).stream()
          .filter(route -> !route.controller().getName().startsWith(other))
          .toList();
    }
  }

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  private static Set<String> ofPeople(List<Route> routes) {
    return routes.stream()
        .filter(route -> route.declaration().audience() != Audience.MACHINES)
        .map(RolesTest::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyRouteOfPeopleHasARowAndEveryRowIsARoute() {
    assertEquals(RolesTable.read("## At the coordinator").routes(), ofPeople(routes(COORDINATOR)));
    assertEquals(RolesTable.read("## At a node").routes(), ofPeople(routes(NODE)));
  }

  @Test
  void everyRouteOfProgramsIsDescribedAndEveryDescriptionIsARoute() throws IOException {
    assertDescribed("kumiki-coordinator", routes(COORDINATOR));
    assertDescribed("kumiki-node", routes(NODE));
  }

  private static void assertDescribed(String service, List<Route> routes) throws IOException {
    String file = "META-INF/swagger/" + service + ".json";
    try (InputStream made = RolesTest.class.getClassLoader().getResourceAsStream(file)) {
      byte[] whole = ApiDescription.complete(made.readAllBytes(), routes);
      Map<String, ObjectNode> operations =
          ApiDescription.operations(new ObjectMapper().readTree(whole));
      Set<String> ofPrograms =
          routes.stream()
              .map(RolesTest::name)
              .filter(RolesTest::isForProgramsAlone)
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(
          ofPrograms,
          operations.keySet().stream()
              .filter(RolesTest::isForProgramsAlone)
              .collect(Collectors.toCollection(TreeSet::new)));
      // What people and programs share, such as the IRI of a term, may be described too.
      Set<String> all = routes.stream().map(RolesTest::name).collect(Collectors.toSet());
      assertTrue(all.containsAll(operations.keySet()), operations.keySet()::toString);
      operations.forEach(
          (name, operation) -> {
            String summary = operation.path("summary").asText();
            assertTrue(summary.matches("[A-Z`].{7,}\\."), name + " is summed up as: " + summary);
          });
    }
  }

  private static boolean isForProgramsAlone(String route) {
    return route.matches("[A-Z]+ /(api/v1|ontology)/.+");
  }

  @Test
  void everyDeclarationSaysWhatTheTableSays() {
    assertDeclared(RolesTable.read("## At the coordinator"), routes(COORDINATOR));
    assertDeclared(RolesTable.read("## At a node"), routes(NODE));
  }

  private static void assertDeclared(RolesTable table, List<Route> routes) {
    for (Route route : routes) {
      if (route.declaration().audience() == Audience.MACHINES) {
        assertTrue(route.path().matches("/(exchange/v1|\\.well-known/est)/.+"), name(route));
        continue;
      }
      String name = name(route);
      assertEquals(table.answers(name, RolesTable.NOBODY), route.declaration().admits(null), name);
      assertEquals(
          table.answers(name, RolesTable.NO_ROLE),
          route.declaration().admits(person(Set.of())),
          name);
      for (Role role : Role.values()) {
        assertEquals(
            table.answers(name, role.claim()),
            route.declaration().admits(person(Set.of(role))),
            name + " as " + role);
      }
    }
  }

  private static Person person(Set<Role> roles) {
    return new Person("1", "hana", "Hana", Set.of("acme"), roles, Standing.HOME);
  }

  @Test
  void theCoordinatorAnswersWhomTheTableSays(PeopleTrial.Running trial) throws Exception {
    List<Asker> askers = new ArrayList<>();
    for (Role role : Role.values()) {
      askers.add(asker(trial, "demo", role, "kumiki-coordinator", role.claim()));
      // Nobody of a member operates the consortium's service.
      String asGuest = role == Role.OPERATOR ? RolesTable.NO_ROLE : role.claim();
      askers.add(asker(trial, "acme", role, "kumiki-coordinator", asGuest));
      askers.add(asker(trial, "foreign", role, "kumiki-coordinator", RolesTable.NO_ROLE));
      askers.add(asker(trial, "alone", role, "kumiki-coordinator", RolesTable.NO_ROLE));
    }
    walk(
        trial.coordinator(), RolesTable.read("## At the coordinator"), routes(COORDINATOR), askers);
  }

  @Test
  void aNodeAnswersWhomTheTableSaysAndOnlyItsOwnPeople(PeopleTrial.Running trial) throws Exception {
    List<Asker> askers = new ArrayList<>();
    for (Role role : Role.values()) {
      askers.add(asker(trial, "acme", role, "kumiki-node-acme", role.claim()));
      for (String other : List.of("birch", "demo", "foreign", "alone")) {
        askers.add(asker(trial, other, role, "kumiki-node-acme", RolesTable.NO_ROLE));
      }
    }
    walk(trial.node("acme"), RolesTable.read("## At a node"), routes(NODE), askers);
  }

  private static Asker asker(
      PeopleTrial.Running trial, String organisation, Role role, String clientId, String column)
      throws IOException, InterruptedException {
    String username = Accounts.username(organisation, role);
    return new Asker(trial.token(username, clientId), column, username);
  }

  private void walk(URI service, RolesTable table, List<Route> routes, List<Asker> askers)
      throws Exception {
    List<Asker> all =
        Stream.concat(
                askers.stream(), Stream.of(new Asker("", RolesTable.NOBODY, "nobody signed in")))
            .toList();
    List<String> wrong = new ArrayList<>();
    int asked = 0;
    for (Route route : routes) {
      for (Asker asker : all) {
        int status = ask(service, route, asker.token());
        boolean machines = route.declaration().audience() == Audience.MACHINES;
        boolean right =
            machines
                ? status == (asker.token().isEmpty() ? 401 : 404)
                : isRight(status, asker, table.answers(name(route), asker.column()));
        if (!right) {
          wrong.add(name(route) + " as " + asker.words() + ": " + status);
        }
        asked++;
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(asked > 500, "asked only " + asked);
  }

  private static boolean isRight(int status, Asker asker, boolean answered) {
    int refusal = asker.token().isEmpty() ? 401 : 403;
    // What is answered may still be a no: there is no such study, the form is empty.
    return answered ? status != 403 && !isUnexplained(status) : status == refusal;
  }

  private static boolean isUnexplained(int status) {
    return status >= 500 || status == 405 || status == 415;
  }

  private int ask(URI service, Route route, String token) throws IOException, InterruptedException {
    String path = route.path();
    for (Map.Entry<String, String> variable : NOTHING.entrySet()) {
      path = path.replace(variable.getKey(), variable.getValue());
    }
    boolean body = !route.method().equals("GET") && !route.method().equals("DELETE");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(service.resolve(path.replaceAll("\\{[a-z]+\\}", "x")))
            .method(
                route.method(),
                body
                    ? HttpRequest.BodyPublishers.ofString("{}")
                    : HttpRequest.BodyPublishers.noBody());
    if (body) {
      request.header("Content-Type", contentType(route));
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** What the route reads: with another type it would be no answer of this route at all. */
  private static String contentType(Route route) {
    boolean form = !route.path().matches("/(api|exchange|\\.well-known)/.*");
    if (form) {
      return "application/x-www-form-urlencoded";
    }
    if (route.path().equals("/api/v1/raw")
        || route.path().equals("/api/v1/campaigns/{name}/table")
        || route.path().startsWith("/exchange")
        || route.path().startsWith("/.well-known")) {
      return "application/octet-stream";
    }
    if (route.path().equals("/api/v1/authorities/answer")) {
      return "text/plain";
    }
    boolean study =
        route.path().equals("/api/v1/studies") && route.controller().getName().contains("studies");
    return study ? "application/yaml" : "application/json";
  }
}
