package org.kumiki.ontology.table;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * A workbook before it is read by a library that trusts it: one cell that says it stands in column
 * two thousand million makes a row of as many. The archive is read here, once, and written anew
 * with the parts that were looked at and no other, so that nothing hides from the look in a second
 * table of contents, in a part with another name, or behind another parser.
 */
public final class BoundedWorkbook {
  /**
   * What a workbook may hold.
   *
   * @param unpackedBytes of all parts together
   * @param columns how far to the right a cell may stand
   * @param cells the last column of each row, and one for the row, over all sheets
   */
  public record Limits(long unpackedBytes, int columns, long cells) {}

  private static final int LONGEST_ADDRESS = 12;

  private final Limits limits;
  private long unpacked;
  private long cells;

  /** The last one of the row so far, from 1. */
  private long column;

  private BoundedWorkbook(Limits limits) {
    this.limits = limits;
  }

  /**
   * The same workbook, of its XML parts alone.
   *
   * @param file an archive
   * @throws TooLarge if it holds more than these
   * @throws IOException if it is no archive of XML
   */
  public static byte[] of(byte[] file, Limits limits) throws IOException {
    BoundedWorkbook bounded = new BoundedWorkbook(limits);
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    try (ZipFile zip =
            ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(file)).get();
        ZipOutputStream out = new ZipOutputStream(copy)) {
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        bounded.copy(zip, entry, out);
      }
    } catch (XMLStreamException noXml) {
      throw new IOException("a part of the workbook is damaged", noXml);
    }
    return copy.toByteArray();
  }

  /** Pictures and printer settings say nothing about terms. */
  private static boolean isXml(ZipArchiveEntry entry) {
    return entry.getName().endsWith(".xml") || entry.getName().endsWith(".rels");
  }

  private void copy(ZipFile zip, ZipArchiveEntry entry, ZipOutputStream out)
      throws IOException, XMLStreamException {
    if (!isXml(entry)) {
      return;
    }
    out.putNextEntry(new ZipEntry(entry.getName()));
    try (InputStream part = zip.getInputStream(entry)) {
      Copied in = new Copied(part, out);
      look(in);
      // A parser ends with the last element; the copy has the rest too.
      in.transferTo(OutputStream.nullOutputStream());
    }
    out.closeEntry();
  }

  /** Counts what is read, and writes it where the copy is made. */
  private final class Copied extends FilterInputStream {
    private final OutputStream out;

    Copied(InputStream in, OutputStream out) {
      super(in);
      this.out = out;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
      int read = super.read(buffer, offset, most);
      if (read > 0) {
        unpacked += read;
        if (unpacked > limits.unpackedBytes) {
          throw new TooLarge(TooLarge.Limit.BYTES, "");
        }
        out.write(buffer, offset, read);
      }
      return read;
    }

    /** Parsers close what they were given, and then nobody could read on. */
    @Override
    public void close() {}
  }

  private void look(InputStream part) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader xml = factory.createXMLStreamReader(part);
    try {
      column = 0;
      while (xml.hasNext()) {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
          throw new XMLStreamException("a workbook declares no document type");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
          element(xml);
        }
      }
    } finally {
      xml.close();
    }
  }

  /** An empty row counts as one cell. */
  private void element(XMLStreamReader xml) {
    if (xml.getLocalName().equals("row")) {
      column = 0;
      cells++;
    } else if (xml.getLocalName().equals("c")) {
      long here = lastColumn(xml.getAttributeValue(null, "r"));
      cells += Math.max(0, here - column);
      column = Math.max(column, here);
    }
    if (cells > limits.cells) {
      throw new TooLarge(TooLarge.Limit.CELLS, "");
    }
  }

  private long lastColumn(String address) {
    if (address == null) {
      return required(column + 1, "");
    }
    long named = 0;
    for (int i = 0; i < address.length() && !isDigit(address.charAt(i)); i++) {
      // Whatever stands for a letter here: the library computes with it, too.
      named = Math.min(Integer.MAX_VALUE, named * 26 + Math.abs(address.charAt(i) - 'A') + 1);
    }
    return required(named, address);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private long required(long last, String address) {
    if (last > limits.columns) {
      throw new TooLarge(
          TooLarge.Limit.COLUMNS,
          address.length() > LONGEST_ADDRESS
              ? address.substring(0, LONGEST_ADDRESS) + "…"
              : address);
    }
    return last;
  }
}
