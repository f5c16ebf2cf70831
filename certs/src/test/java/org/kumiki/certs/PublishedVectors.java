package org.kumiki.certs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kumiki.fixture.Programs;
import org.kumiki.fixture.Programs.Answer;

/**
 * X.509 as others have published it to break readers: the vectors of pyca/cryptography (Apache-2.0
 * or BSD-3-Clause) with NIST's PKITS among them, as Debian's {@code python3-cryptography-vectors}
 * or PyPI's {@code cryptography-vectors} installs them. They are no part of this repository.
 */
final class PublishedVectors {
  private static final Path DEBIANS =
      Path.of("/usr/lib/python3/dist-packages/cryptography_vectors");

  private PublishedVectors() {}

  /** One published file. */
  record Vector(String name, byte[] bytes) {
    /** As PEM, whichever of the two forms it is published in. */
    String pem(String kind) {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      if (text.contains("-----BEGIN ")) {
        return text;
      }
      return "-----BEGIN "
          + kind
          + "-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
          + "\n-----END "
          + kind
          + "-----\n";
    }

    /** As DER, whichever of the two forms it is published in; nothing of what stands around. */
    byte[] der() {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int begin = text.indexOf("-----BEGIN ");
      if (begin < 0) {
        return bytes;
      }
      int body = text.indexOf('\n', begin);
      return Base64.getMimeDecoder().decode(text.substring(body, text.indexOf("-----END ")));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** All files of a folder of {@code x509} whose names end in one of these, by name. */
  static List<Vector> of(String folder, String... endings) {
    Path x509 = installed().resolve("x509");
    try (Stream<Path> files = Files.list(x509.resolve(folder))) {
      return files
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .map(file -> new Vector(x509.relativize(file).toString(), read(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path installed() {
    Optional<Path> found = Files.isDirectory(DEBIANS) ? Optional.of(DEBIANS) : pythons();
    if (found.isEmpty()) {
      Programs.skip("python3-cryptography-vectors");
    }
    return found.orElseThrow();
  }

  private static Optional<Path> pythons() {
    try {
      Answer answer =
          Programs.run("python3", "-c", "import cryptography_vectors as v; print(v.__path__[0])");
      return answer.accepted() ? Optional.of(Path.of(answer.text())) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
