package org.kumiki.platform.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.fileupload.FileItemIterator;
import org.apache.commons.fileupload.FileItemStream;
import org.apache.commons.fileupload.FileUpload;
import org.apache.commons.fileupload.FileUploadBase.FileUploadIOException;
import org.apache.commons.fileupload.FileUploadException;
import org.apache.commons.fileupload.InvalidFileNameException;
import org.apache.commons.fileupload.MultipartStream.MalformedStreamException;
import org.apache.commons.fileupload.UploadContext;

/** The parts of a {@code multipart/form-data} body, one after the other. Not thread-safe. */
final class FormParts {
  /** No form of ours has more. */
  private static final int MOST_PARTS = 50;

  private static final int MOST_HEAD_BYTES = 8 << 10;

  private final FileItemIterator parts;
  private int left = MOST_PARTS;

  /**
   * @param contentType with its boundary
   * @throws UnreadableForm if it is no such form, or breaks off
   */
  FormParts(String contentType, InputStream body) throws IOException {
    FileUpload reader = new FileUpload();
    reader.setHeaderEncoding(StandardCharsets.UTF_8.name());
    reader.setPartHeaderSizeMax(MOST_HEAD_BYTES);
    try {
      parts = reader.getItemIterator(new Body(contentType, body));
    } catch (FileUploadException | FileUploadIOException | MalformedStreamException e) {
      throw new UnreadableForm(e);
    }
  }

  /**
   * The next part; null behind the last one.
   *
   * @throws UnreadableForm if the form breaks off, or has more parts or headers than any of ours
   */
  FileItemStream next() throws IOException {
    try {
      if (!parts.hasNext()) {
        return null;
      }
      if (left-- == 0) {
        throw new UnreadableForm("a form has at most " + MOST_PARTS + " parts");
      }
      return parts.next();
    } catch (FileUploadException | FileUploadIOException | MalformedStreamException e) {
      throw new UnreadableForm(e);
    }
  }

  /** The name of a part's file, as the browser says; empty if none was chosen. */
  static String fileName(FileItemStream part) throws UnreadableForm {
    try {
      return part.getName() == null ? "" : part.getName();
    } catch (InvalidFileNameException e) {
      throw new UnreadableForm("the file's name holds a NUL: give it another one");
    }
  }

  /** What a part holds; a form that breaks off in it is an {@link UnreadableForm}. */
  static InputStream content(FileItemStream part) throws IOException {
    return new FilterInputStream(part.openStream()) {
      @Override
      public int read() throws IOException {
        try {
          return super.read();
        } catch (MalformedStreamException e) {
          throw new UnreadableForm(e);
        }
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
          return super.read(bytes, offset, length);
        } catch (MalformedStreamException e) {
          throw new UnreadableForm(e);
        }
      }
    };
  }

  /** Lengths are what whoever calls counts. */
  private record Body(String contentType, InputStream stream) implements UploadContext {
    @Override
    public String getCharacterEncoding() {
      return StandardCharsets.UTF_8.name();
    }

    @Override
    public String getContentType() {
      return contentType;
    }

    @Override
    @Deprecated
    public int getContentLength() {
      return -1;
    }

    @Override
    public long contentLength() {
      return -1;
    }

    @Override
    public InputStream getInputStream() {
      return stream;
    }
  }
}
