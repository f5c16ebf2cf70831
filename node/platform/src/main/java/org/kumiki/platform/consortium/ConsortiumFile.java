package org.kumiki.platform.consortium;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What every member receives from the operator, the same file for all: where the coordinator is,
 * whom TLS trusts, every node's certificate and the roster. Nothing in it is secret.
 *
 * @param consortium identifier
 * @param coordinator base address of the machines' listener, {@code https://host:port}
 * @param authority the consortium's certificate authority, PEM
 * @param roster the roster's bytes in hexadecimal
 * @param certificates PEM chain by organisation
 * @param vocabulary terms beyond the shipped ones, Turtle
 */
public record ConsortiumFile(
    String consortium,
    String coordinator,
    String authority,
    String roster,
    Map<String, String> certificates,
    List<String> vocabulary) {
  public static ConsortiumFile read(Path file) {
    return JsonFile.read(file, ConsortiumFile.class, "a consortium file");
  }

  public void write(Path file) {
    JsonFile.write(file, this);
  }
}
