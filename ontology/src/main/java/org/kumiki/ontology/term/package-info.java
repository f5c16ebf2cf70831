/**
 * The shared bilingual vocabulary: terms with labels in English and Japanese, and for a measured
 * term its quantity kind, unit and domain. Enter by {@link org.kumiki.ontology.term.Vocabulary}.
 *
 * <p>Terms are SKOS concepts; their Turtle sources lie beside this code as class-path resources.
 */
package org.kumiki.ontology.term;
