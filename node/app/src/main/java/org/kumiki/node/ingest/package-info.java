/**
 * Bytes of a CSV file in, a stream of typed rows out.
 *
 * <p>Enter by {@link org.kumiki.node.ingest.CsvSource} to read rows, by {@link
 * org.kumiki.node.ingest.FilePreview} to see what a file holds before it is committed, and by
 * {@link org.kumiki.node.ingest.RawStore} to keep the file unchanged. The room knows nothing of
 * terms: it gives headers, a row of units where there is one, and {@link
 * org.kumiki.node.ingest.Cell}s with line numbers.
 *
 * <p>A file is read twice, in buffers of fixed size: once to prove its encoding over every byte,
 * once to parse. Memory therefore depends on the longest record, never on the length of the file.
 *
 * <p>A file that cannot be read safely ends in one {@link org.kumiki.node.ingest.CsvRefusal}. It is
 * an exception and not a result, because it may come in the middle of a stream of rows, and
 * whatever was receiving them (a transaction, a temporary file) has to be unwound. Its message
 * carries codes, line numbers and column numbers, never a header or a cell.
 */
package org.kumiki.node.ingest;
