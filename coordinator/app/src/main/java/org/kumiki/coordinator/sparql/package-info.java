/**
 * {@code /sparql}: the vocabulary over the SPARQL 1.1 protocol, query only. Enter by {@link
 * org.kumiki.coordinator.sparql.SparqlEndpoint}.
 *
 * <p>A query is a program by somebody else. It reads the statements of one moment and nothing else;
 * what it may use of time, memory and answers is bounded, whatever it says.
 */
package org.kumiki.coordinator.sparql;
