/**
 * What a valid term and a valid dataset look like, as SHACL, and what holds for any SKOS file.
 * Enter by {@link org.kumiki.ontology.shape.ShapesCatalogue} and {@link
 * org.kumiki.ontology.shape.IntegrityCheck}.
 */
package org.kumiki.ontology.shape;
