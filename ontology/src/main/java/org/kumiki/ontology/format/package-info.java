/**
 * The vocabulary as files: RDF in four formats, and tables for people who live in spreadsheets.
 * What is written is read again as the same statements, or refused where a format cannot hold them.
 * Reading trusts no file: nothing is fetched, and size, memory and time are bounded. Enter by
 * {@link org.kumiki.ontology.format.VocabularyWriter} and {@link
 * org.kumiki.ontology.format.VocabularyReader}.
 */
package org.kumiki.ontology.format;
