package org.kumiki.ontology.shape;

import org.apache.jena.rdf.model.Model;

/**
 * One file of a vocabulary.
 *
 * @param name names the file in findings
 * @param statements what it says; read only
 */
public record VocabularyFile(String name, Model statements) {}
