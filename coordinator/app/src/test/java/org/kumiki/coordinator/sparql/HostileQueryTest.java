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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.sparql.core.Quad;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.coordinator.vocabulary.Publication;
import org.kumiki.coordinator.vocabulary.ShippedVocabulary;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.change.ChangeSet;
import org.kumiki.ontology.change.Origin;
import org.kumiki.ontology.change.Patch;
import org.kumiki.ontology.term.Names;
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
        // Rows that read no statement and pile up nowhere.
        "SELECT (COUNT(*) AS ?n) { VALUES ?a {1 2 3 4 5 6 7 8 9} VALUES ?b {1 2 3 4 5 6 7 8 9}"
            + " VALUES ?c {1 2 3 4 5 6 7 8 9} VALUES ?d {1 2 3 4 5 6 7 8 9} VALUES ?e {1 2 3 4 5 6}"
            + " VALUES ?f {1 2 3 4 5 6 7 8 9} VALUES ?g {1 2 3 4 5 6 7 8 9} VALUES ?h {1 2 3 4 5}"
            + " VALUES ?i {1 2 3 4 5 6 7 8 9} VALUES ?j {1 2 3 4 5 6 7 8 9} }",
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
  void aNumberThatGrowsIsEndedBeforeItIsMultiplied() {
    String digits = "9".repeat(50_000);
    tooLarge("SELECT ?b { BIND(" + digits + " AS ?a) BIND(" + times("?a", 200) + " AS ?b) }");
    StringBuilder squares = new StringBuilder("SELECT ?x40 { BIND(9999999999 AS ?x0) ");
    StringBuilder fractions = new StringBuilder("SELECT ?x40 { BIND(0.0000000001 AS ?x0) ");
    for (int i = 0; i < 40; i++) {
      squares.append("BIND(?x%d * ?x%d AS ?x%d) ".formatted(i, i, i + 1));
      fractions.append("BIND(?x%d * ?x%d AS ?x%d) ".formatted(i, i, i + 1));
    }
    tooLarge(squares.append('}').toString());
    tooLarge(fractions.append('}').toString());
    tooLarge("SELECT (SUM(" + times("?a", 50) + ") AS ?b) { BIND(" + digits + " AS ?a) }");
    for (String sign : List.of("+", "-", "/")) {
      tooLarge("SELECT (?a " + sign + " 1 AS ?b) { BIND(" + digits + " AS ?a) }");
    }
    tooLarge("SELECT (ROUND(?a) AS ?b) { BIND(" + digits + ".5 AS ?a) }");
  }

  private static String times(String factor, int count) {
    return String.join("*", java.util.Collections.nCopies(count, factor));
  }

  @Test
  void aTextThatIsEncodedAgainAndAgainIsEnded() {
    String nested = "ENCODE_FOR_URI(".repeat(150) + "?x" + ")".repeat(150);
    tooLarge("SELECT (STRLEN(" + nested + ") AS ?n) { BIND('" + "引%".repeat(20_000) + "' AS ?x) }");
    tooLarge("SELECT (SAMPLE(" + nested + ") AS ?n) { BIND('" + "引%".repeat(20_000) + "' AS ?x) }");
  }

  @Test
  void aSearchThatComparesEachCharacterWithEachIsEnded() {
    StringBuilder query = new StringBuilder("SELECT (CONTAINS(?x11, CONCAT(?x10, 'b')) AS ?y) { ");
    query.append("BIND('").append("a".repeat(400)).append("' AS ?x0) ");
    for (int i = 0; i < 11; i++) {
      query.append("BIND(CONCAT(?x%d, ?x%d) AS ?x%d) ".formatted(i, i, i + 1));
    }
    tooLarge(query.append('}').toString());
    tooLarge(query.toString().replace("CONTAINS(", "STRBEFORE("));
    tooLarge(query.toString().replace("CONTAINS(", "STRAFTER("));
  }

  /** Months are counted one after the other where durations are compared or added. */
  @Test
  void durationsAreNotComputedWith() {
    String days = "\"P2147483646D\"^^<http://www.w3.org/2001/XMLSchema#duration>";
    for (String query :
        List.of(
            "SELECT (" + days + " < " + days.replace("46D", "47D") + " AS ?x) {}",
            "SELECT * { VALUES ?a { " + days + " } } ORDER BY ?a",
            "SELECT (MAX(?a) AS ?x) { VALUES ?a { " + days + " 1 } }")) {
      QueryRefused refused = assertThrows(QueryRefused.class, () -> ask(query), query);
      assertEquals(SparqlProblem.QUERY_REFUSED, refused.problem(), query);
    }
    assertUnbound(
        "SELECT (NOW() + STRDT('P1D', <http://www.w3.org/2001/XMLSchema#duration>)" + " AS ?x) {}");
    assertUnbound("SELECT (NOW() - NOW() AS ?x) {}");
  }

  /** Engines that go back try more ways than there are atoms, and some ask nobody meanwhile. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "REGEX('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^((a|b|ab)*)*c$')",
        "REGEX('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^(a+)+$')",
        "REGEX('aaaa',"
            + " '^(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)"
            + "(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)$')",
      })
  void anExpressionWithMoreWaysThanAtomsIsAnsweredAtOnce(String expression) {
    for (String query :
        List.of(
            "SELECT (" + expression + " AS ?x) {}",
            "SELECT (MAX(" + expression + ") AS ?x) {}",
            "SELECT (false AS ?x) {} HAVING (true) (!" + expression + ")")) {
      SparqlEndpoint.Answer.Rows rows =
          assertInstanceOf(SparqlEndpoint.Answer.Rows.class, ask(query));
      assertTrue(rows.bindings().get(0).toString().contains("false"), rows.bindings().toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "REGEX('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '^((a|b|ab)*)*c\\\\1$')",
        "REPLACE('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a|a)+\\\\1b$', 'b')",
        "REGEX('a', '(((((a{900}){900}){900}){900}){900})')",
        "REGEX('a', '((?:){2147483647}){2147483647}')",
        "REGEX('a', '(?=a)a')",
        "REGEX('a', '[')",
        "REGEX('a', 'a', 'y')",
      })
  void anExpressionThatCannotBeAnsweredInItsLengthIsRefused(String expression) {
    QueryRefused refused =
        assertThrows(QueryRefused.class, () -> ask("SELECT (MAX(" + expression + ") AS ?x) {}"));
    assertEquals(SparqlProblem.QUERY_REFUSED, refused.problem(), refused.getMessage());
  }

  @Test
  void everyFunctionAndAggregateOfTheStandardIsAnswered() {
    SparqlEndpoint.Answer.Rows rows =
        assertInstanceOf(SparqlEndpoint.Answer.Rows.class, askAtLeisure(STANDARD));
    assertEquals(1, rows.bindings().size());
    List<String> unbound =
        rows.variables().stream()
            .filter(one -> !rows.bindings().get(0).contains(one))
            .map(Object::toString)
            .toList();
    assertEquals(List.of(), unbound);
    assertEquals("\"2-1\"", rows.bindings().get(0).get("replaced").toString());
    assertTrue(rows.bindings().get(0).get("han").toString().contains("true"));
  }

  private static final String STANDARD =
      """
      PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
      SELECT (COUNT(*) AS ?c1) (COUNT(DISTINCT ?s) AS ?c2) (SUM(?n + 1) AS ?c3) (AVG(?n) AS ?c4)
        (MIN(?n) AS ?c5) (MAX(STR(?s)) AS ?c6) (SAMPLE(?n * 2) AS ?c7)
        (GROUP_CONCAT(DISTINCT STR(?n); separator='; ') AS ?c8)
        (1 + 2 - 3 * 4 / 5.0 AS ?e1) (-1e0 AS ?e2) (ABS(-1) AS ?e3) (CEIL(1.5) AS ?e4)
        (FLOOR(1.5) AS ?e5) (ROUND(2.5) AS ?e6) (RAND() AS ?e7)
        (STRLEN('引張') AS ?s1) (SUBSTR('abc', 2, 1) AS ?s2) (UCASE('a') AS ?s3) (LCASE('A') AS ?s4)
        (STRSTARTS('ab', 'a') AS ?s5) (STRENDS('ab', 'b') AS ?s6) (CONTAINS('ab', 'b') AS ?s7)
        (STRBEFORE('abc', 'b') AS ?s8) (STRAFTER('abc', 'b') AS ?s9)
        (ENCODE_FOR_URI('a b') AS ?s10) (CONCAT('a', 'b') AS ?s11)
        (LANGMATCHES(LANG('a'@en-GB), 'en') AS ?s12) (REGEX('A', 'a', 'i') AS ?s13)
        (REPLACE('1-2', '([0-9])-(\\\\d)', '$2-$1') AS ?replaced)
        (REGEX('引張強さ', '^\\\\p{IsHan}+強さ$') AS ?han) (REGEX('a.c', 'a.c', 'q') AS ?quoted)
        (REGEX('ab', 'a b', 'x') AS ?spaced)
        (STRDT('1', xsd:integer) AS ?t1) (STRLANG('a', 'ja') AS ?t2) (IRI('urn:a') AS ?t3)
        (URI('urn:a') AS ?t4) (BNODE() AS ?t5) (BNODE('a') AS ?t6) (STR(<urn:a>) AS ?t7)
        (DATATYPE(1) AS ?t8) (isIRI(<urn:a>) AS ?t9) (isURI(1) AS ?t10) (isBLANK(1) AS ?t11)
        (isLITERAL(1) AS ?t12) (isNUMERIC(1) AS ?t13) (UUID() AS ?t14) (STRUUID() AS ?t15)
        (NOW() AS ?d1) (YEAR(NOW()) AS ?d2) (MONTH(NOW()) AS ?d3) (DAY(NOW()) AS ?d4)
        (HOURS(NOW()) AS ?d5) (MINUTES(NOW()) AS ?d6) (SECONDS(NOW()) AS ?d7)
        (TIMEZONE(NOW()) AS ?d8) (TZ(NOW()) AS ?d9)
        (MD5('a') AS ?h1) (SHA1('a') AS ?h2) (SHA256('a') AS ?h3) (SHA384('a') AS ?h4)
        (SHA512('a') AS ?h5) (IF(true, 1, 2) AS ?f1) (COALESCE(1/0, 2) AS ?f2)
        (1 IN (1, 2) AS ?f3) (1 NOT IN (2, 3) AS ?f4) (sameTerm(1, 1) AS ?f5)
        (!true || false && true AS ?f6) (1 < 2 AS ?f7) (1 <= 2 AS ?f8) (1 > 2 AS ?f9)
        (1 >= 2 AS ?f10) (1 = 2 AS ?f11) (1 != 2 AS ?f12) (BOUND(?c1) AS ?f13)
        (EXISTS { <urn:a> <urn:b> 1 } AS ?f14) (NOT EXISTS { <urn:a> <urn:b> 1 } AS ?f15)
        (xsd:integer('1') AS ?x1) (xsd:decimal('1.5') AS ?x2) (xsd:double('1e0') AS ?x3)
        (xsd:float(1) AS ?x4) (xsd:boolean('true') AS ?x5) (xsd:string(1) AS ?x6)
        (xsd:dateTime('2026-01-01T00:00:00Z') AS ?x7) (xsd:date('2026-01-01') AS ?x8)
      { { SELECT DISTINCT ?s ?n { VALUES ?n { 1 2 3 }
            VALUES ?s { <https://w3id.org/kumiki/term/tensileStrength> } ?s ?p ?o . FILTER(?n > 1)
            OPTIONAL { ?s ?q ?r FILTER(isBLANK(?r)) } MINUS { ?s <urn:none> ?o } }
          ORDER BY DESC(?n) STR(?s) LIMIT 10 OFFSET 1 }
        { } UNION { GRAPH <urn:none> { ?s <urn:a>/<urn:b>*|^<urn:c>+ ?w } } }
      HAVING (COUNT(*) > 0) (MAX(?n) > 0)
      """;

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
              "SELECT (SAMPLE(EXISTS { SERVICE " + address + " { ?a ?b ?c } }) AS ?x) {}",
              "SELECT (COUNT(DISTINCT IF(NOT EXISTS { SERVICE SILENT "
                  + address
                  + " { ?a ?b ?c } }, 1, 2)) AS ?x) {}",
              "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING (true) (EXISTS { SERVICE "
                  + address
                  + " { ?a ?b ?c } })",
              "SELECT ?s { ?s ?p ?o } ORDER BY (EXISTS { SERVICE " + address + " { ?a ?b ?c } })",
              "SELECT ?s { ?s ?p ?o } GROUP BY ?s ORDER BY (MAX(EXISTS { SERVICE "
                  + address
                  + " { ?a ?b ?c } }))",
              "SELECT * { { SELECT (SAMPLE(EXISTS { SERVICE "
                  + address
                  + " { ?a ?b ?c } }) AS ?x) {} } }",
              "SELECT * { ?a ?b ?c OPTIONAL { ?d ?e ?f FILTER EXISTS { SERVICE "
                  + address
                  + " { ?a ?b ?c } } } }",
              "ASK { { SELECT (SAMPLE(EXISTS { SERVICE "
                  + address
                  + " { ?a ?b ?c } }) AS ?x) {} } }",
              "CONSTRUCT { ?x ?x ?x } { { SELECT (MIN(EXISTS { SERVICE "
                  + address
                  + " { ?a ?b ?c } }) AS ?x) {} } }",
              "DESCRIBE ?x { { SELECT (MIN(EXISTS { SERVICE "
                  + address
                  + " { ?a ?b ?c } }) AS ?x) {} } }",
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
        "SELECT (SAMPLE(<http://jena.apache.org/ARQ/function#sprintf>('%9d', 1)) AS ?x) {}",
        "SELECT (SUM(1 + <java:a.B>(1)) AS ?x) {}",
        "SELECT (COUNT(DISTINCT <java:a.B>(?s)) AS ?x) { ?s ?p ?o }",
        "SELECT (GROUP_CONCAT(STR(<java:a.B>(?s))) AS ?x) { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING (true) (<java:a.B>(?s))",
        "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING (true) (true) (MAX(<java:a.B>(?s)) > 1)",
        "SELECT ?g { ?s ?p ?o } GROUP BY (<java:a.B>(?s) AS ?g)",
        "SELECT ?s { ?s ?p ?o } GROUP BY ?s ORDER BY DESC(AVG(<java:a.B>(?o)))",
        "SELECT * { ?s ?p ?o BIND(<java:a.B>(?s) AS ?x) }",
        "SELECT * { { SELECT (MIN(<java:a.B>(?s)) AS ?x) { ?s ?p ?o } } }",
        "SELECT * { ?s ?p ?o OPTIONAL { ?s ?q ?r FILTER(COALESCE(<java:a.B>(?r), true)) } }",
        "SELECT * { ?s ?p ?o MINUS { ?s ?q ?r FILTER(1 IN (2, <java:a.B>(?r))) } }",
        "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o FILTER(<java:a.B>(?o)) } } }",
        "ASK { ?s ?p ?o FILTER(IF(BOUND(?s), <java:a.B>(?s), true)) }",
        "ASK { ?s ?p ?o } GROUP BY ?s HAVING (true) (<java:a.B>(?s))",
        "CONSTRUCT { ?s ?p ?x } { { SELECT ?s ?p (MAX(<java:a.B>(?o)) AS ?x) { ?s ?p ?o } GROUP BY"
            + " ?s ?p } }",
        "DESCRIBE ?s { ?s ?p ?o FILTER(<java:a.B>(?s)) }",
        "SELECT (<http://www.w3.org/2005/xpath-functions#string-join>('a', 'b') AS ?x) {}",
        "SELECT (<http://www.w3.org/2001/XMLSchema#dayTimeDuration>('P1D') AS ?x) {}",
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

  /** Two, because the second waits for the side that a query before the first might still read. */
  @Test
  void afterAllOfThisTheStoreStillTakesTwoChanges() {
    for (String query :
        List.of(
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
            "SELECT (SAMPLE(<java:a.B>(1)) AS ?x) {}",
            "SELECT (" + times("9".repeat(5_000), 5) + " AS ?x) {}")) {
      assertThrows(QueryRefused.class, () -> ask(query));
    }
    for (int i = 0; i < 2; i++) {
      long size = store.read(now -> now.graph().size()).longValue();
      assertInstanceOf(Publication.Published.class, store.publish(added("urn:added:" + i)));
      assertEquals(size + 1, store.read(now -> now.graph().size()).longValue());
    }
  }

  private static ChangeSet added(String iri) {
    Quad statement =
        Quad.create(
            NodeFactory.createURI(Names.SHARED),
            NodeFactory.createURI(iri),
            org.apache.jena.vocabulary.SKOS.note.asNode(),
            NodeFactory.createLiteralLang("a note", "en"));
    Origin origin =
        Origin.edit("account-1", "Sato", "kumiki", 1_700_000_000_000L, "a test", Optional.empty());
    return new ChangeSet(
        UUID.randomUUID(), origin, Map.of(iri, 0L), Patch.of(List.of(), List.of(statement)));
  }

  private static void tooLarge(String query) {
    SparqlRequest request = new SparqlRequest(query, List.of(), List.of());
    QueryRefused refused = assertThrows(QueryRefused.class, () -> patient.answer(request), query);
    assertEquals(SparqlProblem.QUERY_TOO_LARGE, refused.problem(), refused.getMessage());
  }

  private static void assertUnbound(String query) {
    SparqlEndpoint.Answer.Rows rows =
        assertInstanceOf(SparqlEndpoint.Answer.Rows.class, ask(query));
    assertTrue(rows.bindings().get(0).isEmpty(), rows.bindings().toString());
  }

  private static SparqlEndpoint.Answer askAtLeisure(String query) {
    return generous.answer(new SparqlRequest(query, List.of(), List.of()));
  }

  private static SparqlEndpoint.Answer ask(String query) {
    return endpoint.answer(new SparqlRequest(query, List.of(), List.of()));
  }
}
