package org.kumiki.platform.consortium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.kumiki.platform.cli.CommandFailure;

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

  /** SHA-256 of the file's bytes, for people to compare: the same for every member. */
  public static String number(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot read " + file, "check that the file exists", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  public void write(Path file) {
    JsonFile.write(file, this);
  }
}
