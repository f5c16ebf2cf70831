package org.kumiki.coordinator.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.coordinator.vocabulary.ShippedVocabulary;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** Queries as nobody with good intentions writes them, over the shipped vocabulary. */
class HostileQueryTest {
  /** Tight, so that hostile queries do not keep the tests waiting. */
  private static final SparqlEndpoint.Limits TIGHT =
      new SparqlEndpoint.Limits(
          Duration.ofMillis(400), 300L << 20, 20_000, 2, Duration.ofMinutes(1));

  private static final String SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ";

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static VocabularyStore store;
  private static SparqlEndpoint endpoint;
  private static SparqlEndpoint generous;

  /** As tight in memory, and so slow to lose patience that memory always comes first. */
  private static SparqlEndpoint patient;

  @BeforeAll
  static void start() {
    lock = DataFolder.open(temporary.resolve("coordinator")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/coordinator");
    store = VocabularyStore.open(database.jdbi());
    new ShippedVocabulary(store, Clock.systemUTC()).bring();
    endpoint = new SparqlEndpoint(store, TIGHT);
    patient =
        new SparqlEndpoint(
            store,
            new SparqlEndpoint.Limits(
                Duration.ofMinutes(1), 300L << 20, 20_000, 2, Duration.ofMinutes(1)));
    generous = new SparqlEndpoint(store, SparqlEndpoint.Limits.ofThisProcess());
  }

  @AfterAll
  static void stop() {
    store.close();
    database.close();
    lock.close();
  }

  @Test
  void aHarmlessQueryIsAnswered() {
    SparqlEndpoint.Answer.Rows rows =
        assertInstanceOf(
            SparqlEndpoint.Answer.Rows.class,
            askAtLeisure(
                SKOS
                    + "SELECT ?t WHERE { ?t skos:prefLabel ?l FILTER(REGEX(STR(?l), '^tensile str')"
                    + " && CONCAT(REPLACE('a-b', '-', '$0$0'), ENCODE_FOR_URI('引')) ="
                    + " 'a--b%E5%BC%95') }"));
    assertEquals(1, rows.bindings().size());
    assertTrue(rows.bindings().get(0).toString().contains("tensileStrength"));
  }

  @Test
  void aPathThroughTheWholeTreeIsAnswered() {
    SparqlEndpoint.Answer.Rows rows =
        assertInstanceOf(
            SparqlEndpoint.Answer.Rows.class,
            askAtLeisure(
                SKOS
                    + "PREFIX kt: <https://w3id.org/kumiki/term/>"
                    + " SELECT ?above WHERE { kt:tensileStrength skos:broader+ ?above }"));
    assertEquals(2, rows.bindings().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Crosses that never end.
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "SELECT DISTINCT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?g",
        "SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } GROUP BY ?a ?d ?g",
        // Paths that count every way, and ask nobody whether they may go on.
        "SELECT * { ?x (!<urn:a>|^!<urn:a>)*/(!<urn:a>|^!<urn:a>)*/(!<urn:a>|^!<urn:a>)* ?y }",
        "SELECT * { <https://w3id.org/kumiki/term/density>"
            + " ((!<urn:a>|^!<urn:a>)/(!<urn:a>|^!<urn:a>)/(!<urn:a>|^!<urn:a>)/"
            + "(!<urn:a>|^!<urn:a>)/(!<urn:a>|^!<urn:a>)) ?y }",
        // A regular expression with more ways than there are atoms.
        "SELECT * { BIND('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' AS ?t)"
            + " FILTER(REGEX(?t, '^((a|b|ab)*)*c\\\\1$')) }",
        "SELECT (REPLACE('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a|a)+\\\\1b$', 'b') AS"
            + " ?r) {}",
      })
  void whatNeverEndsIsEnded(String query) {
    QueryRefused refused = assertThrows(QueryRefused.class, () -> ask(query));
    assertTrue(
        List.of(SparqlProblem.QUERY_TOO_LONG, SparqlProblem.QUERY_TOO_LARGE)
            .contains(refused.problem()),
        refused.getMessage());
  }

  @Test
  void aTextThatDoublesThirtyTimesIsEndedBeforeItFillsTheMemory() {
    StringBuilder query = new StringBuilder("SELECT ?x30 { BIND('0123456789abcdef' AS ?x0) ");
    for (int i = 0; i < 30; i++) {
      query.append("BIND(CONCAT(?x%d, ?x%d) AS ?x%d) ".formatted(i, i, i + 1));
    }
    tooLarge(query.append('}').toString());
  }

  @Test
  void textsThatGrowInOtherWaysAreEndedToo() {
    tooLarge(
        "SELECT (REPLACE(REPLACE(REPLACE(REPLACE('aaaaaaaaaa', 'a',"
            + " 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'), 'a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'),"
            + " 'a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'), 'a', 'aaaaaaaaaaaaaaaa') AS ?x)"
            + " {}");
    tooLarge(
        "SELECT (GROUP_CONCAT(?all; separator='') AS ?more) { ?s ?p ?o {"
            + " SELECT (GROUP_CONCAT(STR(?c); separator=' ') AS ?all) { ?a ?b ?c } } }");
  }

  @Test
  void moreRowsThanAPersonReadsAreNotSent() {
    QueryRefused refused =
        assertThrows(QueryRefused.class, () -> ask("SELECT * { ?a ?b ?c . ?a ?d ?e }"));
    assertTrue(refused.getMessage().contains("LIMIT"), refused.getMessage());
    assertThrows(
        QueryRefused.class,
        () -> ask("CONSTRUCT { ?a ?d ?c } { ?a ?b ?c . ?a ?d ?e . ?f ?d ?g } "));
  }

  @Test
  void anotherServerIsNeverAsked() throws Exception {
    try (ServerSocket other = new ServerSocket(0)) {
      other.setSoTimeout(1);
      String address = "<http://127.0.0.1:" + other.getLocalPort() + "/sparql>";
      for (String query :
          List.of(
              "SELECT * { SERVICE " + address + " { ?a ?b ?c } }",
              "SELECT * { SERVICE SILENT " + address + " { ?a ?b ?c } }",
              "SELECT * { { SELECT * { SERVICE " + address + " { ?a ?b ?c } } } }",
              "SELECT * { ?a ?b ?c FILTER EXISTS { SERVICE " + address + " { ?a ?b ?c } } }",
              "SELECT * { BIND(" + address + " AS ?s) SERVICE ?s { ?a ?b ?c } }",
              "SELECT * FROM " + address + " { ?a ?b ?c }",
              "SELECT * FROM NAMED " + address + " { GRAPH ?g { ?a ?b ?c } }",
              "SELECT * FROM <file:///etc/passwd> { ?a ?b ?c }")) {
        QueryRefused refused = assertThrows(QueryRefused.class, () -> ask(query), query);
        assertEquals(SparqlProblem.QUERY_REFUSED, refused.problem(), query);
      }
      assertThrows(java.net.SocketTimeoutException.class, other::accept);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT (<java:java.lang.System.exit>(0) AS ?x) {}",
        "SELECT (<http://jena.apache.org/ARQ/function#sprintf>('%999999999d', 1) AS ?x) {}",
        "SELECT (<http://jena.apache.org/ARQ/function#systemProperty>('user.home') AS ?x) {}",
        "SELECT (<http://jena.apache.org/ARQ/function#sleep>(100000) AS ?x) {}",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } HAVING (<java:a.B>(?n))",
        "SELECT * { ?s ?p ?o } ORDER BY <java:a.B>(?s)",
        "SELECT * { ?s ?p ?o FILTER NOT EXISTS { ?s ?q ?r FILTER(<java:a.B>(?r)) } }",
        "SELECT (<http://jena.apache.org/ARQ/function/aggregate#median>(?o) AS ?m) { ?s ?p ?o }",
      })
  void aFunctionThatSomebodyNamesByItsIriIsNotCalled(String query) {
    QueryRefused refused = assertThrows(QueryRefused.class, () -> ask(query));
    assertEquals(SparqlProblem.QUERY_REFUSED, refused.problem());
  }

  @Test
  void aPredicateIsNeverAFunctionInJava() {
    SparqlEndpoint.Answer.Rows rows =
        assertInstanceOf(
            SparqlEndpoint.Answer.Rows.class,
            askAtLeisure(
                "SELECT * { ?x <java:org.apache.jena.sparql.pfunction.library.versionARQ> ?y }"));
    assertEquals(0, rows.bindings().size());
    SparqlEndpoint.Answer.Rows split =
        assertInstanceOf(
            SparqlEndpoint.Answer.Rows.class,
            askAtLeisure(
                "SELECT * { <http://a/b> <http://jena.apache.org/ARQ/property#splitIRI> (?n ?l)"
                    + " }"));
    assertEquals(0, split.bindings().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?a ?b ?c }",
        "CLEAR ALL",
        "LOAD <http://127.0.0.1:1/>",
        "SELECT * { } ; DROP ALL",
        "nonsense",
        "",
        "CONSTRUCT { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } } {}",
        "JSON { 'a' : ?a } WHERE { ?a ?b ?c }"
      })
  void whatIsNoQueryChangesNothing(String text) {
    String before = store.read(now -> now.sha256());
    QueryRefused refused = assertThrows(QueryRefused.class, () -> ask(text));
    assertEquals(SparqlProblem.QUERY_REFUSED, refused.problem());
    assertEquals(before, store.read(now -> now.sha256()));
  }

  @Test
  void deepNestingIsRefusedAndNoThreadDies() {
    String braces = "{".repeat(20_000) + "}".repeat(20_000);
    assertThrows(QueryRefused.class, () -> ask("SELECT * " + braces));
    String sum = "SELECT (" + "(".repeat(20_000) + "1" + ")".repeat(20_000) + " AS ?x) {}";
    assertThrows(QueryRefused.class, () -> ask(sum));
    assertThrows(QueryRefused.class, () -> ask("SELECT * { ?a ?b '" + "x".repeat(70_000) + "' }"));
  }

  @Test
  void afterAllOfThisTheStoreStillTakesAChangeAtOnce() {
    assertThrows(
        QueryRefused.class,
        () -> ask("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"));
    assertEquals(
        Vocabulary.shipped().model().size(), store.read(now -> now.graph().size()).longValue());
  }

  private static void tooLarge(String query) {
    SparqlRequest request = new SparqlRequest(query, List.of(), List.of());
    QueryRefused refused = assertThrows(QueryRefused.class, () -> patient.answer(request), query);
    assertEquals(SparqlProblem.QUERY_TOO_LARGE, refused.problem(), refused.getMessage());
  }

  private static SparqlEndpoint.Answer askAtLeisure(String query) {
    return generous.answer(new SparqlRequest(query, List.of(), List.of()));
  }

  private static SparqlEndpoint.Answer ask(String query) {
    return endpoint.answer(new SparqlRequest(query, List.of(), List.of()));
  }
}
