package org.kumiki.platform.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.fileupload.FileItemStream;

/**
 * A form that carries a file, as browsers send it ({@code multipart/form-data}, RFC 7578). The
 * whole body lies in memory, so that only what a service buffers anyway can come in. Immutable.
 */
public final class FileForm {
  /** The media type, without its boundary. */
  public static final String MEDIA_TYPE = "multipart/form-data";

  private final Map<String, byte[]> parts;

  private FileForm(Map<String, byte[]> parts) {
    this.parts = parts;
  }

  /**
   * The parts; of two with one name the first. What is no such form has none, and one that breaks
   * off has those before.
   *
   * @param contentType with its boundary
   */
  public static FileForm parse(String contentType, byte[] body) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try {
      FormParts form = new FormParts(contentType, new ByteArrayInputStream(body));
      for (FileItemStream part = form.next(); part != null; part = form.next()) {
        try (InputStream content = FormParts.content(part)) {
          byte[] bytes = content.readAllBytes();
          if (part.getFieldName() != null) {
            parts.putIfAbsent(part.getFieldName(), bytes);
          }
        }
      }
    } catch (IOException e) {
      // Whoever reads it misses the field, and says so in its own words.
      return new FileForm(parts);
    }
    return new FileForm(parts);
  }

  /** The text in a field; empty without one. */
  public String text(String field) {
    return new String(parts.getOrDefault(field, new byte[0]), StandardCharsets.UTF_8);
  }

  /** The content of a file; empty if none was chosen. */
  public Optional<byte[]> file(String field) {
    return Optional.ofNullable(parts.get(field)).filter(content -> content.length > 0);
  }
}
