/**
 * Finds terms. Enter by {@link org.kumiki.ontology.search.TermSearch} for what people type, by
 * {@link org.kumiki.ontology.search.LabelIndex} for headers as laboratories write them, and by
 * {@link org.kumiki.ontology.search.LookAlikes} for terms that may be one.
 */
package org.kumiki.ontology.search;
