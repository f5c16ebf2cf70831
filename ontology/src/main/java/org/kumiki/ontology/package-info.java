/**
 * The language that members share: {@code term} (the vocabulary), {@code unit} (units as written),
 * {@code shape} (what is valid), {@code mapping} (from columns to terms) and {@code search} (terms
 * for headers and for what people type), each using only those before it; {@code change} (how the
 * vocabulary changes) and {@code release} (a state of it that is signed); and {@code cli}, the
 * commands. The Turtle sources lie beside this file as resources.
 *
 * <p>Everything but the commands is pure: text and streams are handed in, and nothing is remembered
 * but the shipped sources.
 */
package org.kumiki.ontology;
