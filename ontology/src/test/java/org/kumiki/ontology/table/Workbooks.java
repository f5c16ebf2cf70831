package org.kumiki.ontology.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks as no spreadsheet program writes them. */
public final class Workbooks {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

  private Workbooks() {}

  /** A workbook of one sheet with these rows, as XML. */
  public static byte[] of(String rows) {
    return archive(sheet(rows));
  }

  /** The XML of a sheet. */
  public static String sheet(String rows) {
    return "<?xml version=\"1.0\"?><worksheet xmlns=\""
        + MAIN
        + "\"><sheetData>"
        + rows
        + "</sheetData></worksheet>";
  }

  /** A cell with a number. */
  public static String cell(String address) {
    return "<c r=\"" + address + "\"><v>1</v></c>";
  }

  /** A workbook with this part as its sheet. */
  public static byte[] archive(String sheet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, "[Content_Types].xml", types());
      put(zip, "_rels/.rels", relation("officeDocument", "xl/workbook.xml"));
      put(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns=\""
              + MAIN
              + "\" xmlns:r=\"http://schemas.openxmlformats.org/"
              + "officeDocument/2006/relationships\"><sheets><sheet name=\"s\" sheetId=\"1\""
              + " r:id=\"rId1\"/></sheets></workbook>");
      put(zip, "xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml"));
      put(zip, "xl/worksheets/sheet1.xml", sheet);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /**
   * The same archive, its first part replaced by one that is followed by what looks like the table
   * of contents: who reads from front to back stops there, who reads the real table does not.
   */
  public static byte[] behindAFalseEnd(String sheet) {
    byte[] whole = archive(sheet);
    byte[] falseEnd = {'P', 'K', 1, 2, 0, 0, 0, 0};
    byte[] hidden = new byte[falseEnd.length + whole.length];
    System.arraycopy(falseEnd, 0, hidden, 0, falseEnd.length);
    System.arraycopy(whole, 0, hidden, falseEnd.length, whole.length);
    // Something before the archive is allowed (self-extracting ones): the offsets count from it.
    byte[] local = firstEntry();
    byte[] all = new byte[local.length + hidden.length];
    System.arraycopy(local, 0, all, 0, local.length);
    System.arraycopy(hidden, 0, all, local.length, hidden.length);
    return all;
  }

  /** A small stored part, without a table of contents. */
  private static byte[] firstEntry() {
    byte[] text = "<a/>".getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(text);
    byte[] name = "a.xml".getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(30 + name.length + text.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0x04034b50)
        .putShort((short) 20)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(0)
        .putInt((int) crc.getValue())
        .putInt(text.length)
        .putInt(text.length)
        .putShort((short) name.length)
        .putShort((short) 0)
        .put(name)
        .put(text)
        .array();
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String types() {
    String type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    return "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default"
        + " Extension=\"rels\""
        + " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override"
        + " PartName=\"/xl/workbook.xml\" ContentType=\""
        + type
        + "sheet.main+xml\"/><Override"
        + " PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\""
        + type
        + "worksheet+xml\"/>"
        + "</Types>";
  }

  private static String relation(String type, String target) {
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + "<Relationship Id=\"rId1\""
        + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        + type
        + "\" Target=\""
        + target
        + "\"/></Relationships>";
  }
}
