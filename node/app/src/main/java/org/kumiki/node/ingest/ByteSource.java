package org.kumiki.node.ingest;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a file, opened anew for each pass. Every stream must give the same bytes, which the
 * files of {@link RawStore} do by their name.
 */
@FunctionalInterface
public interface ByteSource {
  InputStream open() throws IOException;
}
