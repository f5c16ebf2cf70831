package org.kumiki.coordinator.vocabulary;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.Triple;
import org.apache.jena.mem2.GraphMem2Fast;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.SKOSXL;
import org.kumiki.ontology.format.UnreadableFile;
import org.kumiki.ontology.format.VocabularyFormat;
import org.kumiki.ontology.format.VocabularyWriter;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/**
 * What the IRI of a term leads to (W3C, Cool URIs for the Semantic Web, section 4.2): the IRI names
 * a thing, so it is answered with 303 and leads to a page for people, or to statements in the
 * format that is asked for. {@code https://w3id.org/kumiki/term/density} reaches {@code
 * /term/density}.
 */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class TermDataController {
  private static final String HTML = MediaType.TEXT_HTML;

  /** A browser asks for HTML first and takes anything; a program that does not care gets Turtle. */
  private static final Accepted FORMS =
      Accepted.of(
          VocabularyFormat.TURTLE.mediaType(),
          HTML,
          VocabularyFormat.JSONLD.mediaType(),
          VocabularyFormat.RDFXML.mediaType(),
          VocabularyFormat.NTRIPLES.mediaType());

  private final VocabularyStore store;

  TermDataController(VocabularyStore store) {
    this.store = store;
  }

  /** The IRI of a term. The router ends a plain variable at {@code &}, {@code +} and others. */
  @Get(uri = "/term/{name:.+}", produces = MediaType.ALL)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<?> term(HttpRequest<?> request, String name) {
    return lead(request, "/term/", Names.TERM);
  }

  /** The IRI of a draft term. */
  @Get(uri = "/draft/{name:.+}", produces = MediaType.ALL)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<?> draft(HttpRequest<?> request, String name) {
    return lead(request, "/draft/", Names.DRAFT);
  }

  /** The IRI of a scheme. */
  @Get(uri = "/scheme/{name:.+}", produces = MediaType.ALL)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<?> scheme(HttpRequest<?> request, String name) {
    return lead(request, "/scheme/", Names.SCHEME);
  }

  /**
   * By the address as it was sent: the router takes {@code +} for a blank. An IRI may hold %-codes
   * itself (RFC 3986, section 2.2: %2B is not +), so they are read only if nothing is called so.
   */
  private HttpResponse<?> lead(HttpRequest<?> request, String before, String namespace) {
    URI address = request.getUri();
    String written = namespace + address.getRawPath().substring(before.length());
    String read = namespace + address.getPath().substring(before.length());
    return lead(request, described(written).isPresent() ? written : read);
  }

  /** As a part of an address; what keeps an IRI readable there means nothing else. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%3A", ":")
        .replace("%2F", "/");
  }

  private HttpResponse<?> lead(HttpRequest<?> request, String iri) {
    if (described(iri).isEmpty()) {
      throw TermController.unknown();
    }
    String accept = String.join(",", request.getHeaders().getAll("Accept"));
    String form = FORMS.best(accept).orElseThrow(TermDataController::notAcceptable);
    String target =
        form.equals(HTML)
            ? VocabularyLinks.term(iri)
            : "/vocabulary/data?iri="
                + encoded(iri)
                + "&format="
                + VocabularyFormat.of(form).orElseThrow().extension();
    MutableHttpResponse<?> answer = HttpResponse.seeOther(URI.create(target));
    return answer.header("Vary", "Accept");
  }

  /** The statements about a term and its labels, in a format. */
  @Get(uri = "/vocabulary/data", produces = MediaType.ALL)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<byte[]> data(
      HttpRequest<?> request, @QueryValue String iri, @QueryValue @Nullable String format) {
    String name = TermController.name(iri);
    VocabularyFormat chosen =
        format == null
            ? FORMS
                .best(String.join(",", request.getHeaders().getAll("Accept")))
                .flatMap(VocabularyFormat::of)
                .orElse(VocabularyFormat.TURTLE)
            : VocabularyFormat.of(format).orElseThrow(TermDataController::notAcceptable);
    Graph described = described(name).orElseThrow(TermController::unknown);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      VocabularyWriter.write(described, chosen, out);
    } catch (UnreadableFile cannot) {
      throw new ProblemException(VocabularyProblem.UNACCEPTABLE, cannot.getMessage());
    }
    return HttpResponse.ok(out.toByteArray())
        .header("Content-Type", withCharset(chosen))
        .header("Vary", "Accept");
  }

  private Optional<Graph> described(String iri) {
    return store.read(
        now -> {
          Graph graph = new GraphMem2Fast();
          now.statements(iri).forEach(quad -> graph.add(quad.asTriple()));
          for (Node property :
              new Node[] {
                SKOSXL.prefLabel.asNode(), SKOSXL.altLabel.asNode(), SKOSXL.hiddenLabel.asNode()
              }) {
            graph
                .find(Node.ANY, property, Node.ANY)
                .mapWith(Triple::getObject)
                .filterKeep(Node::isURI)
                .toList()
                .forEach(
                    label ->
                        now.statements(label.getURI()).stream()
                            .map(Quad::asTriple)
                            .forEach(graph::add));
          }
          return graph.isEmpty() ? Optional.empty() : Optional.of(graph);
        });
  }

  static String withCharset(VocabularyFormat format) {
    return format.mediaType() + (format.mediaType().startsWith("text/") ? "; charset=utf-8" : "");
  }

  static ProblemException notAcceptable() {
    return new ProblemException(
        CommonProblem.NOT_ACCEPTABLE,
        "The vocabulary comes as HTML, Turtle, JSON-LD, RDF/XML or N-Triples");
  }
}
