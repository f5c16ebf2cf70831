/**
 * Finds terms for headers as laboratories write them. Enter by {@link
 * org.kumiki.ontology.search.LabelIndex}.
 */
package org.kumiki.ontology.search;
