package org.kumiki.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload.FileItemStream;

/**
 * A form that carries one large file ({@code multipart/form-data}, RFC 7578), read as it comes: the
 * fields before the file lie in memory, the file never does. What stands behind the file is not
 * read, so that a form has its file last. One use; not thread-safe.
 */
public final class StreamedForm {
  /** Of all fields together; a mapping file is the longest. */
  static final int MOST_FIELD_BYTES = 1 << 20;

  private final Map<String, String> fields = new HashMap<>();
  private Optional<File> file = Optional.empty();
  private int left = MOST_FIELD_BYTES;

  /**
   * A file that was chosen.
   *
   * @param field the form's name for it
   * @param name as the browser says, without folders
   * @param content up to its end; a form that breaks off before it is an {@link UnreadableForm}
   * @param otherBytes of the form at least, so that its length bounds the file's
   */
  public record File(String field, String name, InputStream content, long otherBytes) {}

  private StreamedForm() {}

  /**
   * Reads the fields up to the file. What is no such form has neither.
   *
   * @param contentType with its boundary
   * @throws UnreadableForm if the form breaks off, or its fields are longer than any of ours
   */
  public static StreamedForm open(String contentType, InputStream body) throws IOException {
    StreamedForm form = new StreamedForm();
    if (contentType.toLowerCase(Locale.ROOT).startsWith(FileForm.MEDIA_TYPE)) {
      form.read(new FormParts(contentType, body));
    }
    return form;
  }

  /** The text in a field before the file; empty without one. */
  public String text(String field) {
    return fields.getOrDefault(field, "");
  }

  /** The file; empty if none was chosen. */
  public Optional<File> file() {
    return file;
  }

  private void read(FormParts parts) throws IOException {
    for (FileItemStream part = parts.next(); part != null; part = parts.next()) {
      String field = part.getFieldName() == null ? "" : part.getFieldName();
      String name = FormParts.fileName(part);
      if (!name.isEmpty()) {
        long others = MOST_FIELD_BYTES - left;
        file = Optional.of(new File(field, plain(name), FormParts.content(part), others));
        return;
      }
      fields.putIfAbsent(field, text(part));
    }
  }

  private String text(FileItemStream part) throws IOException {
    try (InputStream content = FormParts.content(part)) {
      byte[] bytes = content.readNBytes(left + 1);
      left -= bytes.length;
      if (left < 0) {
        throw new UnreadableForm(
            "the form's fields are longer than " + MOST_FIELD_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Some browsers send the folder too. */
  private static String plain(String fileName) {
    return fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  }
}
