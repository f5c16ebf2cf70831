package org.kumiki.certs;

import java.io.IOException;
import java.util.stream.Stream;
import org.kumiki.fixture.Programs;
import org.kumiki.fixture.Programs.Answer;

/** A second judge: the openssl of this machine. */
public final class Openssl {
  private Openssl() {}

  public static Answer run(String... arguments) throws IOException, InterruptedException {
    return Programs.run(
        Stream.concat(Stream.of("openssl"), Stream.of(arguments)).toArray(String[]::new));
  }
}
