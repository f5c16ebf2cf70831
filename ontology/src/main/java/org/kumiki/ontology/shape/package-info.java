/**
 * What a valid term and a valid dataset look like, as SHACL. Enter by {@link
 * org.kumiki.ontology.shape.ShapesCatalogue}.
 */
package org.kumiki.ontology.shape;
