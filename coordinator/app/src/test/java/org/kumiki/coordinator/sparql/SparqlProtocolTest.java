package org.kumiki.coordinator.sparql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFList;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.sparql.resultset.ResultsReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.coordinator.vocabulary.RunningCoordinator;

/**
 * The cases of the W3C for the SPARQL 1.1 protocol, each over HTTP against a running coordinator:
 * those for queries as they stand; those for updates are refused, because the vocabulary is changed
 * by proposals alone.
 */
class SparqlProtocolTest {
  private static final Path CASES =
      Path.of(System.getProperty("kumiki.root"), "..", "shared", "vectors", "sparql-protocol");
  private static final String MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
  private static final String HT = "http://www.w3.org/2011/http#";
  private static final String CNT = "http://www.w3.org/2011/content#";
  private static final String DATA = "http://kasei.us/2009/09/sparql/data/";

  @TempDir static Path temporary;
  private static RunningCoordinator coordinator;

  @BeforeAll
  static void start() throws Exception {
    coordinator = new RunningCoordinator(temporary, "");
  }

  @AfterAll
  static void stop() {
    coordinator.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCaseOfTheW3c() throws Exception {
    if (!Files.exists(CASES.resolve("manifest.ttl"))) {
      System.out.println("SKIPPED: SPARQL protocol, " + CASES + " is absent");
      Assumptions.abort("the W3C's cases are absent");
    }
    for (int i = 1; i <= 3; i++) {
      HttpResponse<byte[]> loaded =
          coordinator.post(
              "/api/v1/vocabulary/import?acceptFindings=true&reason=test&graph="
                  + DATA
                  + "data"
                  + i
                  + ".rdf",
              "application/n-triples",
              Files.readAllBytes(CASES.resolve("data" + i + ".nt")));
      assertEquals(201, loaded.statusCode(), new String(loaded.body(), StandardCharsets.UTF_8));
    }
    Model manifest = RDFDataMgr.loadModel(CASES.resolve("manifest.ttl").toString());
    Resource root = manifest.listSubjectsWithProperty(property(MF, "entries")).next();
    List<RDFNode> entries = list(root, property(MF, "entries"));
    assertEquals(34, entries.size(), "cases of the manifest");
    return entries.stream()
        .map(RDFNode::asResource)
        .map(one -> DynamicTest.dynamicTest(one.getLocalName(), () -> run(one)));
  }

  private static void run(Resource test) throws Exception {
    boolean update = test.getLocalName().startsWith("update_");
    for (RDFNode node :
        list(test.getPropertyResourceValue(property(MF, "action")), property(HT, "requests"))) {
      Resource request = node.asResource();
      HttpResponse<byte[]> answer = coordinator.send(http(request));
      if (update) {
        // Whatever came before it in the case was not done, so the rest of it says nothing.
        assertEquals(4, answer.statusCode() / 100, "an update is refused");
        return;
      }
      check(request.getPropertyResourceValue(property(HT, "resp")), answer);
    }
  }

  private static HttpRequest.Builder http(Resource request) {
    String path = text(request, HT, "absolutePath").replaceFirst("^/sparql/", "/sparql");
    HttpRequest.Builder built = coordinator.request(path);
    Charset charset = StandardCharsets.UTF_8;
    Resource body = request.getPropertyResourceValue(property(HT, "body"));
    if (request.hasProperty(property(HT, "headers"))) {
      for (RDFNode header : list(request, property(HT, "headers"))) {
        Resource one = header.asResource();
        built.header(text(one, HT, "fieldName"), text(one, HT, "fieldValue"));
      }
    }
    if (body != null && body.hasProperty(property(CNT, "characterEncoding"))) {
      charset = Charset.forName(text(body, CNT, "characterEncoding"));
    }
    return built.method(
        text(request, HT, "methodName"),
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(text(body, CNT, "chars").getBytes(charset)));
  }

  private static void check(Resource expected, HttpResponse<byte[]> answer) throws IOException {
    String said = new String(answer.body(), StandardCharsets.UTF_8);
    List<String> allowed = new ArrayList<>();
    expected
        .listProperties(property(MF, "expectedStatus"))
        .forEachRemaining(status -> allowed.add(status.getResource().getURI()));
    String status = "http://www.w3.org/2011/http-statusCodes#StatusCode";
    assertTrue(
        allowed.contains(status + answer.statusCode() / 100 + "xx")
            || allowed.contains(status + answer.statusCode()),
        answer.statusCode() + " is none of " + allowed + ": " + said);
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";")[0];
    if (expected.hasProperty(property(MF, "expectedBoolean"))) {
      boolean truth = expected.getProperty(property(MF, "expectedBoolean")).getBoolean();
      assertEquals(truth, readBoolean(type, answer.body()), said);
    }
    if (expected.hasProperty(property(MF, "expectedFormat"))) {
      switch (text(expected, MF, "expectedFormat")) {
        case "boolean" -> readBoolean(type, answer.body());
        case "tabular" -> assertEquals(1, rows(type, answer.body()), said);
        default -> graph(type, answer.body());
      }
    }
  }

  private static boolean readBoolean(String type, byte[] body) {
    assertEquals("application/sparql-results+json", type);
    return ResultsReader.create()
        .lang(ResultSetLang.RS_JSON)
        .build()
        .readAny(new ByteArrayInputStream(body))
        .getBooleanResult();
  }

  private static int rows(String type, byte[] body) {
    Lang lang =
        switch (type) {
          case "application/sparql-results+xml" -> ResultSetLang.RS_XML;
          case "text/csv" -> ResultSetLang.RS_CSV;
          case "text/tab-separated-values" -> ResultSetLang.RS_TSV;
          default -> ResultSetLang.RS_JSON;
        };
    return ResultSetFormatter.consume(
        ResultsReader.create().lang(lang).build().read(new ByteArrayInputStream(body)));
  }

  private static Model graph(String type, byte[] body) {
    Model model = org.apache.jena.rdf.model.ModelFactory.createDefaultModel();
    Lang lang = org.apache.jena.riot.RDFLanguages.contentTypeToLang(type);
    RDFParser.source(new ByteArrayInputStream(body)).lang(lang).parse(model);
    return model;
  }

  @Test
  void anAnswerComesInEachFormatThatIsAskedFor() throws Exception {
    String query =
        "/sparql?query="
            + encoded(
                "SELECT ?l { <https://w3id.org/kumiki/term/tensileStrength>"
                    + " <http://www.w3.org/2004/02/skos/core#prefLabel> ?l }");
    for (String type :
        List.of(
            "application/sparql-results+json",
            "application/sparql-results+xml",
            "text/csv",
            "text/tab-separated-values")) {
      HttpResponse<byte[]> answer =
          coordinator.send(coordinator.request(query).header("Accept", type).GET());
      assertEquals(type, answer.headers().firstValue("Content-Type").orElseThrow().split(";")[0]);
      assertTrue(new String(answer.body(), StandardCharsets.UTF_8).contains("引張強さ"), type);
    }
    String construct =
        "/sparql?query=" + encoded("DESCRIBE <https://w3id.org/kumiki/term/tensileStrength>");
    for (String type :
        List.of(
            "text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")) {
      HttpResponse<byte[]> answer =
          coordinator.send(coordinator.request(construct).header("Accept", type).GET());
      assertEquals(200, answer.statusCode());
      assertTrue(graph(type, answer.body()).size() > 20, type);
    }
    HttpResponse<byte[]> image =
        coordinator.send(coordinator.request(query).header("Accept", "image/png").GET());
    assertEquals(406, image.statusCode());
  }

  @Test
  void nobodyAsksWithoutSigningIn() throws Exception {
    HttpResponse<byte[]> answer =
        coordinator.send(coordinator.anonymous("/sparql?query=" + encoded("ASK {}")).GET());
    assertEquals(401, answer.statusCode());
    assertFalse(new String(answer.body(), StandardCharsets.UTF_8).contains("true"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<RDFNode> list(Resource subject, Property property) {
    return subject.getPropertyResourceValue(property).as(RDFList.class).asJavaList();
  }

  private static String text(Resource subject, String namespace, String name) {
    return subject.getProperty(property(namespace, name)).getString();
  }

  private static Property property(String namespace, String name) {
    return ResourceFactory.createProperty(namespace, name);
  }
}
