package org.kumiki.coordinator.sparql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A query as the SPARQL 1.1 protocol sends it (sections 2.1.1 to 2.1.4).
 *
 * @param query the text
 * @param defaultGraphs the default graph by the protocol; empty if it names none
 * @param namedGraphs the named graphs by the protocol
 */
record SparqlRequest(String query, List<String> defaultGraphs, List<String> namedGraphs) {
  /** A program that is longer was made by a program, and can be made shorter. */
  static final int LONGEST_QUERY = 64 * 1024;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String DIRECT = "application/sparql-query";
  private static final String UPDATE = "application/sparql-update";
  private static final int MOST_PARAMETERS = 1_000;

  SparqlRequest {
    defaultGraphs = List.copyOf(defaultGraphs);
    namedGraphs = List.copyOf(namedGraphs);
    if (query.length() > LONGEST_QUERY) {
      throw refused("A query has at most " + LONGEST_QUERY + " characters; shorten it");
    }
  }

  /** By GET: everything stands in the address. */
  static SparqlRequest get(String rawQueryString) {
    return of(parameters(Optional.ofNullable(rawQueryString).orElse("")));
  }

  /**
   * By POST: a form, or the query itself.
   *
   * @param contentType as sent; may be absent
   */
  static SparqlRequest post(String contentType, String rawQueryString, byte[] body) {
    String sent = Optional.ofNullable(contentType).orElse("");
    String[] parts = sent.split(";", -1);
    String type = parts[0].strip().toLowerCase(Locale.ROOT);
    for (int i = 1; i < parts.length; i++) {
      requireUtf8(parts[i]);
    }
    List<Parameter> parameters =
        new ArrayList<>(parameters(Optional.ofNullable(rawQueryString).orElse("")));
    if (type.equals(UPDATE)) {
      throw readOnly();
    }
    if (type.equals(DIRECT)) {
      parameters.add(new Parameter("query", utf8(body)));
      return of(parameters);
    }
    if (type.equals(FORM)) {
      parameters.addAll(parameters(utf8(body)));
      return of(parameters);
    }
    throw refused(
        "Send " + DIRECT + " or " + FORM + ", not '" + (type.isEmpty() ? "" : type) + "'");
  }

  private record Parameter(String name, String value) {}

  private static SparqlRequest of(List<Parameter> parameters) {
    List<String> queries = values(parameters, "query");
    boolean update =
        parameters.stream()
            .anyMatch(one -> one.name().equals("update") || one.name().startsWith("using-"));
    if (update) {
      throw readOnly();
    }
    if (queries.size() != 1) {
      throw refused("Send exactly one query in 'query'");
    }
    return new SparqlRequest(
        queries.get(0),
        values(parameters, "default-graph-uri"),
        values(parameters, "named-graph-uri"));
  }

  private static List<String> values(List<Parameter> parameters, String name) {
    return parameters.stream()
        .filter(one -> one.name().equals(name))
        .map(Parameter::value)
        .toList();
  }

  private static List<Parameter> parameters(String encoded) {
    List<Parameter> parameters = new ArrayList<>();
    for (String part : encoded.split("&", MOST_PARAMETERS)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        UnaryOperator<String> decoded = SparqlRequest::decoded;
        parameters.add(
            new Parameter(
                decoded.apply(part.substring(0, equals)),
                decoded.apply(part.substring(equals + 1))));
      }
    }
    return parameters;
  }

  /** Percent-encoded UTF-8; what is no UTF-8 is refused and never replaced. */
  private static String decoded(String text) {
    String spaced = text.replace('+', ' ');
    byte[] bytes = new byte[spaced.length() * 4];
    int length = 0;
    for (int i = 0; i < spaced.length(); i++) {
      char c = spaced.charAt(i);
      if (c == '%') {
        if (i + 2 >= spaced.length()
            || Character.digit(spaced.charAt(i + 1), 16) < 0
            || Character.digit(spaced.charAt(i + 2), 16) < 0) {
          throw refused("A parameter has a broken percent escape; encode it again");
        }
        bytes[length++] = (byte) Integer.parseInt(spaced.substring(i + 1, i + 3), 16);
        i += 2;
      } else {
        byte[] encoded = String.valueOf(c).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
      }
    }
    return utf8(java.util.Arrays.copyOf(bytes, length));
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw refused("The query is not UTF-8; send it as UTF-8");
    }
  }

  private static void requireUtf8(String parameter) {
    String[] pair = parameter.strip().split("=", 2);
    boolean other =
        pair.length == 2
            && pair[0].equalsIgnoreCase("charset")
            && !pair[1].replace("\"", "").equalsIgnoreCase("utf-8");
    if (other) {
      throw refused("The protocol speaks UTF-8 alone; send the query as UTF-8");
    }
  }

  private static QueryRefused refused(String sentence) {
    return new QueryRefused(SparqlProblem.QUERY_REFUSED, sentence);
  }

  private static QueryRefused readOnly() {
    return new QueryRefused(
        SparqlProblem.READ_ONLY, "Propose the change instead: every change has a reviewer");
  }
}
