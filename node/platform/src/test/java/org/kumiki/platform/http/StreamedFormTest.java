package org.kumiki.platform.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamedFormTest {
  private static final String TYPE = "multipart/form-data; boundary=----b1";

  /** Gives a few bytes at a time, as a network does. */
  private static final class Trickle extends InputStream {
    private final InputStream in;
    private final Random sizes = new Random(3);

    Trickle(byte[] bytes) {
      in = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return in.read(target, offset, Math.min(length, 1 + sizes.nextInt(9)));
    }
  }

  private static byte[] form(String text, byte[] file, String end) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ("------b1\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\n"
                + text
                + "\r\n------b1\r\nContent-Disposition: form-data; name=\"table\";"
                + " filename=\"C:\\\\rows\\\\候補.csv\"\r\nContent-Type: text/csv\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    out.writeBytes(file);
    out.writeBytes(end.getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  private static StreamedForm open(byte[] body) throws IOException {
    return StreamedForm.open(TYPE, new Trickle(body));
  }

  @Test
  void fieldsAreReadAndTheFileComesAsItIsHoweverTheBytesArrive() throws IOException {
    // Beginnings of delimiters, and far more than a buffer.
    byte[] file = new byte[300_000];
    new Random(1).nextBytes(file);
    byte[] almost = "\r\n------b\r\n\r\n------".getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + almost.length < file.length; at += 7919) {
      System.arraycopy(almost, 0, file, at, almost.length);
    }
    byte[] whole = form("columns:\r\n  a: 表\r\n", file, "\r\n------b1--\r\n");
    StreamedForm form = open(whole);
    assertEquals("columns:\r\n  a: 表\r\n", form.text("mapping"));
    assertEquals("", form.text("other"));
    StreamedForm.File found = form.file().orElseThrow();
    assertEquals("table", found.field());
    assertEquals("候補.csv", found.name());
    assertEquals(
        "columns:\r\n  a: 表\r\n".getBytes(StandardCharsets.UTF_8).length, found.otherBytes());
    assertArrayEquals(file, found.content().readAllBytes());
  }

  @Test
  void aFormThatBreaksOffIsNeverTakenForAWholeFile() throws IOException {
    for (String end : new String[] {"", "\r\n", "\r\n------b"}) {
      StreamedForm form = open(form("x", "a,b\n1,2".getBytes(StandardCharsets.UTF_8), end));
      InputStream content = form.file().orElseThrow().content();
      assertThrows(UnreadableForm.class, content::readAllBytes, end);
    }
    byte[] whole = form("x", new byte[0], "\r\n------b1--\r\n");
    byte[] half = java.util.Arrays.copyOf(whole, 70);
    assertThrows(UnreadableForm.class, () -> open(half));
  }

  @Test
  void aFormWithoutAChosenFileHasNone() throws IOException {
    String body =
        "------b1\r\nContent-Disposition: form-data; name=\"table\"; filename=\"\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n\r\n------b1\r\n"
            + "Content-Disposition: form-data; name=\"after\"\r\n\r\nseen\r\n------b1--\r\n";
    StreamedForm form = open(body.getBytes(StandardCharsets.UTF_8));
    assertTrue(form.file().isEmpty());
    assertEquals("seen", form.text("after"));
  }

  @Test
  void whatIsNoSuchFormHasNothing() throws IOException {
    byte[] body = form("x", new byte[3], "\r\n------b1--\r\n");
    for (String type : new String[] {"", "text/plain", "application/x-www-form-urlencoded"}) {
      StreamedForm form = StreamedForm.open(type, new ByteArrayInputStream(body));
      assertTrue(form.file().isEmpty(), type);
      assertEquals("", form.text("mapping"), type);
    }
  }

  @Test
  void aFormOfAnotherBoundaryOrWithoutOneIsNotReadable() throws IOException {
    byte[] body = form("x", new byte[3], "\r\n------b1--\r\n");
    for (String type : new String[] {"multipart/form-data", "multipart/form-data; boundary="}) {
      InputStream in = new ByteArrayInputStream(body);
      assertThrows(UnreadableForm.class, () -> StreamedForm.open(type, in), type);
    }
    StreamedForm other = StreamedForm.open(TYPE + "2", new ByteArrayInputStream(body));
    assertTrue(other.file().isEmpty());
  }

  @Test
  void aNameThatNoFileHasIsRefused() throws IOException {
    String body = new String(form("x", new byte[3], "\r\n------b1--\r\n"), StandardCharsets.UTF_8);
    byte[] odd = body.replace("候補", "a\0b").getBytes(StandardCharsets.UTF_8);
    assertThrows(UnreadableForm.class, () -> open(odd));
  }

  @Test
  void fieldsLongerThanAnyOfOursAreRefused() throws IOException {
    byte[] body =
        form("x".repeat(StreamedForm.MOST_FIELD_BYTES + 1), new byte[3], "\r\n------b1--\r\n");
    UnreadableForm refused =
        assertThrows(
            UnreadableForm.class, () -> StreamedForm.open(TYPE, new ByteArrayInputStream(body)));
    assertTrue(refused.getMessage().contains("longer than"), refused.getMessage());
  }
}
