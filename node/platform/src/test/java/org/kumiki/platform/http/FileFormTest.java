package org.kumiki.platform.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forms with files, as browsers send them and as nobody should. */
class FileFormTest {
  private static final String TYPE = "multipart/form-data; boundary=----b1";

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String part(String name, String more, String content) {
    return "------b1\r\nContent-Disposition: form-data; name=\""
        + name
        + "\""
        + more
        + "\r\n\r\n"
        + content
        + "\r\n";
  }

  @Test
  void fieldsAreTextsAndAFileIsItsBytesWhateverTheyAre() {
    String body =
        part("title", "", "硬さ / Hv")
            + part(
                "sheet", "; filename=\"name=x.csv\"\r\nContent-Type: text/csv", "a\r\n\r\n--b1\r\n")
            + part("title", "", "twice")
            + "------b1--\r\n";
    FileForm form = FileForm.parse(TYPE, bytes(body));
    assertEquals("硬さ / Hv", form.text("title"));
    assertArrayEquals(bytes("a\r\n\r\n--b1\r\n"), form.file("sheet").orElseThrow());
    assertEquals("", form.text("x.csv"));
  }

  @Test
  void aFileThatWasNotChosenIsNone() {
    String body = part("sheet", "; filename=\"\"", "") + "------b1--\r\n";
    assertEquals(Optional.empty(), FileForm.parse(TYPE, bytes(body)).file("sheet"));
  }

  @Test
  void whatIsNoSuchFormHasNoParts() {
    String body = part("a", "", "1") + "------b1--\r\n";
    for (String type : new String[] {"", "text/plain", "multipart/form-data", TYPE + "2"}) {
      assertEquals("", FileForm.parse(type, bytes(body)).text("a"), type);
    }
    for (String broken :
        new String[] {"", "------b1", "------b1------b1", "------b1\r\n\r\n------b1", "-"}) {
      assertTrue(FileForm.parse(TYPE, bytes(broken)).file("").isEmpty(), broken);
    }
    assertEquals("", FileForm.parse(TYPE, bytes(part("a", "", "1"))).text("a"), "no end");
  }
}
