/**
 * {@code kumiki ontology}: the vocabulary without a server. A thin shell over the other rooms, and
 * the only one of this module that reads files and prints. Enter by {@link
 * org.kumiki.ontology.cli.OntologyCommand}.
 */
package org.kumiki.ontology.cli;
