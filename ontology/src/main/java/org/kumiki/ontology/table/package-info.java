/**
 * What sheets of curators and tables of statements have in common: workbooks of bounded size
 * ({@link org.kumiki.ontology.table.BoundedWorkbook}), and first characters that no cell begins
 * with ({@link org.kumiki.ontology.table.Formulas}).
 */
package org.kumiki.ontology.table;
