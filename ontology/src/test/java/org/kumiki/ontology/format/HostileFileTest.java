package org.kumiki.ontology.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.jena.graph.Triple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kumiki.ontology.change.UnacceptableChange;
import org.kumiki.ontology.table.Workbooks;

/** Files as nobody with good intentions writes them. */
class HostileFileTest {
  private static final String RDF =
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
          + " xmlns:skos='http://www.w3.org/2004/02/skos/core#'>";

  @TempDir Path temporary;

  @Test
  void anExternalEntityOfXmlIsNeitherReadNorFetched() throws IOException {
    Path secret = temporary.resolve("secret");
    Files.writeString(secret, "hunter2");
    try (ServerSocket other = new ServerSocket(0)) {
      other.setSoTimeout(1);
      for (String system :
          new String[] {
            secret.toUri().toString(), "http://127.0.0.1:" + other.getLocalPort() + "/x"
          }) {
        for (String doctype :
            new String[] {
              "<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM '" + system + "'>]>",
              "<!DOCTYPE rdf:RDF SYSTEM '" + system + "' [<!ENTITY x 'y'>]>",
              "<!DOCTYPE rdf:RDF [<!ENTITY % p SYSTEM '" + system + "'> %p; <!ENTITY x 'y'>]>"
            }) {
          String text =
              doctype
                  + RDF
                  + "<rdf:Description rdf:about='urn:a'><skos:note>&x;</skos:note>"
                  + "</rdf:Description></rdf:RDF>";
          String heard;
          try {
            heard = read(text, VocabularyFormat.RDFXML).toString();
          } catch (UnreadableFile refused) {
            heard = refused.getMessage();
          }
          assertFalse(heard.contains("hunter2"), heard);
        }
      }
      assertThrows(SocketTimeoutException.class, other::accept);
    }
  }

  @Test
  void entitiesThatUnpackToGigabytesAreRefused() {
    StringBuilder bomb =
        new StringBuilder("<!DOCTYPE rdf:RDF [<!ENTITY a0 'lolololololololololol'>");
    for (int i = 1; i < 12; i++) {
      bomb.append("<!ENTITY a").append(i).append(" '").append(("&a" + (i - 1) + ";").repeat(10));
      bomb.append("'>");
    }
    String text =
        bomb
            + "]>"
            + RDF
            + "<rdf:Description rdf:about='urn:a'><skos:note>&a11;</skos:note></rdf:Description>"
            + "</rdf:RDF>";
    assertThrows(UnreadableFile.class, () -> read(text, VocabularyFormat.RDFXML));
  }

  @Test
  void aRemoteContextOfJsonLdIsNotFetched() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      other.setSoTimeout(1);
      String address = "http://127.0.0.1:" + other.getLocalPort() + "/context";
      for (String context :
          new String[] {
            "\"" + address + "\"",
            "[{\"a\":\"urn:a\"},\"" + address + "\"]",
            "{\"@import\":\"" + address + "\"}",
            "{\"a\":{\"@id\":\"urn:a\",\"@context\":\"" + address + "\"}}"
          }) {
        String text = "{\"@context\":" + context + ",\"@id\":\"urn:x:1\",\"a\":{\"b\":\"c\"}}";
        UnreadableFile refused =
            assertThrows(UnreadableFile.class, () -> read(text, VocabularyFormat.JSONLD), text);
        assertTrue(refused.getMessage().contains("correct it"), refused.getMessage());
      }
      assertThrows(SocketTimeoutException.class, other::accept);
    }
  }

  @Test
  void aLiteralOfAMegabyteIsRefused() {
    String text = "<urn:a> <urn:b> \"" + "x".repeat(1 << 20) + "\" .";
    UnacceptableChange refused =
        assertThrows(UnacceptableChange.class, () -> read(text, VocabularyFormat.TURTLE));
    assertTrue(refused.getMessage().contains("shorten it"), refused.getMessage());
  }

  @Test
  void markupInALabelStaysWhatItIs() {
    Set<Triple> read =
        read("<urn:a> <urn:b> \"<script>alert(1)</script>\"@en .", VocabularyFormat.TURTLE);
    assertEquals(
        "<script>alert(1)</script>", read.iterator().next().getObject().getLiteralLexicalForm());
  }

  @Test
  void anImportIsNotFollowed() throws IOException {
    try (ServerSocket other = new ServerSocket(0)) {
      other.setSoTimeout(1);
      String text =
          "<urn:a> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:"
              + other.getLocalPort()
              + "/> .";
      assertEquals(1, read(text, VocabularyFormat.TURTLE).size());
      assertThrows(SocketTimeoutException.class, other::accept);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<urn:a> <urn:b> <javascript:alert(1)> .",
        "<urn:a> <urn:b> \"x\"@toolonglanguagetag .",
        "<urn:a> <urn:b>",
        "@prefix : <urn:x:> . : : : : .",
        "nonsense"
      })
  void whatIsNoVocabularyIsRefusedInOneSentence(String text) {
    RuntimeException refused =
        assertThrows(RuntimeException.class, () -> read(text, VocabularyFormat.TURTLE));
    assertTrue(
        refused instanceof UnreadableFile || refused instanceof UnacceptableChange,
        refused.toString());
    assertTrue(refused.getMessage().contains(";"), refused.getMessage());
  }

  @Test
  void aRelativeIriIsReadAgainstABaseThatIsNobodys() {
    Set<Triple> read = read("<urn:a> <urn:b> <relative> .", VocabularyFormat.TURTLE);
    assertEquals("urn:relative", read.iterator().next().getObject().getURI());
  }

  @ParameterizedTest
  @ValueSource(strings = {"FXSHRXA1", "XFD1"})
  void aCellFarToTheRightOfAWorkbookIsRefused(String address) {
    String rows = "<row r=\"1\">" + Workbooks.cell(address) + "</row>";
    for (byte[] file :
        new byte[][] {
          Workbooks.of(rows), Workbooks.behindAFalseEnd(Workbooks.sheet(rows)),
        }) {
      UnreadableFile refused =
          assertThrows(
              UnreadableFile.class, () -> RoundTripTest.read(file, VocabularyFormat.EXCEL));
      assertTrue(refused.getMessage().contains("cell " + address), refused.getMessage());
    }
  }

  @Test
  void deepNestingIsRefusedAndNoThreadDies() {
    String turtle = "<urn:a> <urn:b> " + "[ <urn:b> ".repeat(100_000) + "]".repeat(100_000) + " .";
    assertThrows(UnreadableFile.class, () -> read(turtle, VocabularyFormat.TURTLE));
    String json = "[".repeat(100_000);
    assertThrows(UnreadableFile.class, () -> read(json, VocabularyFormat.JSONLD));
  }

  @Test
  void blankNodesGetTheSameNamesWheneverTheFileIsRead() {
    String text = "<urn:a> <urn:b> [ <urn:c> \"x\" ] . <urn:a> <urn:b> [ <urn:c> \"y\" ] .";
    Set<Triple> once = read(text, VocabularyFormat.TURTLE);
    assertEquals(4, once.size());
    assertEquals(once, read(text, VocabularyFormat.TURTLE));
  }

  @ParameterizedTest
  @EnumSource(VocabularyFormat.class)
  void anEmptyFileAndARandomOneAreRefusedOrEmpty(VocabularyFormat format) {
    byte[] random = new byte[10_000];
    new java.util.Random(7).nextBytes(random);
    for (byte[] file : new byte[][] {{}, random}) {
      try {
        assertEquals(Set.of(), RoundTripTest.read(file, format));
      } catch (UnreadableFile refused) {
        assertTrue(refused.getMessage().contains(";"), refused.getMessage());
      }
    }
  }

  @Test
  void aTableWithoutNamesOrWithStrangeColumnsIsRefused() {
    for (String csv :
        new String[] {
          "label,other\na,b",
          "iri,skos:prefLabel@en,two words\nkt:a,x,y",
          "iri,skos:prefLabel@en\n,x",
          "iri,skos:prefLabel@en\nkt:a,x,y",
          "iri,skos:prefLabel@en\nnot an iri,x",
          "iri,skos:broader\nkt:a,javascript:alert(1)"
        }) {
      String message;
      try {
        message = "read: " + read(csv, VocabularyFormat.CSV);
      } catch (UnreadableFile | UnacceptableChange refused) {
        message = refused.getMessage();
      }
      assertTrue(message.contains(";") || message.contains(":"), message);
      assertFalse(message.startsWith("read"), message);
    }
  }

  @Test
  void aWorkbookThatUnpacksToGigabytesIsRefusedBeforeItIsRead() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      zip.write("<a>".getBytes(StandardCharsets.UTF_8));
      byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 600; i++) {
        zip.write(blanks);
      }
      zip.closeEntry();
    }
    assertTrue(bomb.size() < 2 << 20);
    UnreadableFile refused =
        assertThrows(
            UnreadableFile.class,
            () -> RoundTripTest.read(bomb.toByteArray(), VocabularyFormat.EXCEL));
    assertTrue(refused.getMessage().contains("unpacks"), refused.getMessage());
  }

  @Test
  void anEntityInAWorkbookIsNotResolved() throws IOException {
    Path secret = temporary.resolve("secret");
    Files.writeString(secret, "hunter2");
    ByteArrayOutputStream book = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(book)) {
      entry(
          zip,
          "[Content_Types].xml",
          "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>");
      entry(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
              + " xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
              + "<sheets><sheet name='a' sheetId='1' r:id='rId1'/></sheets></workbook>");
      entry(
          zip,
          "xl/_rels/workbook.xml.rels",
          "<Relationships"
              + " xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship"
              + " Id='rId1' Type='x' Target='worksheets/sheet1.xml'/></Relationships>");
      entry(
          zip,
          "xl/worksheets/sheet1.xml",
          "<!DOCTYPE worksheet [<!ENTITY x SYSTEM '"
              + secret.toUri()
              + "'>]><worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
              + "<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>&x;</t></is></c></row>"
              + "</sheetData></worksheet>");
    }
    UnreadableFile refused =
        assertThrows(
            UnreadableFile.class,
            () -> RoundTripTest.read(book.toByteArray(), VocabularyFormat.EXCEL));
    assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
  }

  private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static Set<Triple> read(String text, VocabularyFormat format) {
    return RoundTripTest.read(text.getBytes(StandardCharsets.UTF_8), format);
  }
}
