/**
 * The curators' spreadsheet: a row a term, a column for what people change. It goes out, is edited
 * in whatever program, and comes back as edits of the cells that changed. Enter by {@link
 * org.kumiki.ontology.sheet.TermSheet}; {@link org.kumiki.ontology.sheet.SheetFile} writes and
 * reads it as CSV and for Excel.
 *
 * <p>For files that hold every statement, see {@code ontology.format}.
 */
package org.kumiki.ontology.sheet;
