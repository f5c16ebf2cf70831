package org.kumiki.coordinator.sparql;

import java.io.ByteArrayOutputStream;
import org.apache.jena.graph.Graph;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFFormat;
import org.apache.jena.riot.resultset.ResultSetLang;
import org.apache.jena.shared.JenaException;
import org.apache.jena.sparql.exec.RowSetStream;
import org.apache.jena.sparql.resultset.ResultsWriter;
import org.kumiki.coordinator.vocabulary.Accepted;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;

/**
 * An answer in the format that was asked for.
 *
 * @param mediaType with its charset
 */
record AnswerText(String mediaType, byte[] bytes) {
  private static final Accepted ROWS =
      Accepted.of(
          "application/sparql-results+json",
          "application/sparql-results+xml",
          "text/csv",
          "text/tab-separated-values",
          "application/json",
          "application/xml",
          "text/xml");
  private static final Accepted TRUTH =
      Accepted.of(
          "application/sparql-results+json",
          "application/sparql-results+xml",
          "application/json",
          "application/xml",
          "text/xml");
  private static final Accepted GRAPH =
      Accepted.of(
          "text/turtle",
          "application/rdf+xml",
          "application/n-triples",
          "application/ld+json",
          "text/plain");

  static AnswerText of(SparqlEndpoint.Answer answer, String accept) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (answer instanceof SparqlEndpoint.Answer.Truth truth) {
      String type = chosen(TRUTH, accept);
      writer(type).write(out, truth.value());
      return new AnswerText(type, out.toByteArray());
    }
    if (answer instanceof SparqlEndpoint.Answer.Rows rows) {
      String type = chosen(ROWS, accept);
      writer(type).write(out, RowSetStream.create(rows.variables(), rows.bindings().iterator()));
      return new AnswerText(withCharset(type), out.toByteArray());
    }
    Graph graph = ((SparqlEndpoint.Answer.Statements) answer).graph();
    String type = chosen(GRAPH, accept);
    try {
      RDFDataMgr.write(out, graph, format(type));
    } catch (JenaException cannot) {
      throw new ProblemException(
          CommonProblem.NOT_ACCEPTABLE,
          type
              + " cannot say this answer ("
              + cannot.getMessage()
              + "); ask for text/turtle or application/n-triples");
    }
    return new AnswerText(withCharset(type), out.toByteArray());
  }

  private static String chosen(Accepted offered, String accept) {
    return offered
        .best(accept)
        .orElseThrow(
            () ->
                new ProblemException(
                    CommonProblem.NOT_ACCEPTABLE,
                    "This answer comes as " + String.join(", ", offered.types())));
  }

  private static ResultsWriter writer(String type) {
    return ResultsWriter.create().lang(language(type)).build();
  }

  private static Lang language(String type) {
    return switch (type) {
      case "text/csv" -> ResultSetLang.RS_CSV;
      case "text/tab-separated-values" -> ResultSetLang.RS_TSV;
      case "application/sparql-results+json", "application/json" -> ResultSetLang.RS_JSON;
      default -> ResultSetLang.RS_XML;
    };
  }

  private static RDFFormat format(String type) {
    return switch (type) {
      case "application/rdf+xml" -> RDFFormat.RDFXML_PLAIN;
      case "application/n-triples", "text/plain" -> RDFFormat.NTRIPLES_UTF8;
      case "application/ld+json" -> RDFFormat.JSONLD_PLAIN;
      default -> RDFFormat.TURTLE;
    };
  }

  private static String withCharset(String type) {
    return type.startsWith("text/") ? type + "; charset=utf-8" : type;
  }
}
