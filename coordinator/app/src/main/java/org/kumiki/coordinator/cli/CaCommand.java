package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kumiki coordinator ca …}: the consortium's certificate authorities. */
@Command(
    name = "ca",
    description = "The consortium's certificate authorities: ceremony, rotation, revocation.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CaCeremony.Init.class,
      CaCeremony.Sign.class,
      CaRotation.Request.class,
      CaRotation.Install.class,
      CaRotation.RotateIssuing.class,
      CaRotation.RotateRoot.class,
      CaRotation.Activate.class,
      CaRotation.Retire.class,
      CaCommand.Revoke.class,
      CaCommand.Crl.class,
      CaCommand.Status.class
    })
final class CaCommand {
  static final String API = "/api/v1/authorities";

  private CaCommand() {}

  @Command(
      name = "status",
      description = "Say how authorities, revocation lists and a rotation stand.",
      mixinStandardHelpOptions = true)
  static final class Status implements Callable<Integer> {
    @Mixin CoordinatorCommand.Folder folder;

    @Option(names = "--json", description = "machine-readable")
    boolean json;

    @Override
    public Integer call() {
      JsonNode status = folder.api().get(API);
      if (json) {
        System.out.println(status);
      } else {
        lines(status).forEach(System.out::println);
      }
      return ExitCode.DONE;
    }
  }

  /** The service's answer for people. */
  static List<String> lines(JsonNode status) {
    List<String> lines = new ArrayList<>();
    status.path("authorities").forEach(authority -> lines.add(certificate(authority)));
    lines.add(certificate(status.path("coordinator")));
    for (JsonNode list : status.path("revocationLists")) {
      lines.add(
          String.format(
              Locale.ROOT,
              "list         %s: %d revoked, %d h old, good until %s",
              list.path("issuer").asText(),
              list.path("entries").asInt(),
              list.path("ageHours").asLong(),
              list.path("nextUpdate").asText()));
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "bundle       %d (%s) %s",
            status.path("bundleNumber").asLong(),
            status.path("step").asText(),
            status.path("bundleSha256").asText()));
    lines.add("acknowledged " + names(status.path("acknowledged"), "by nobody"));
    lines.add("missing      " + names(status.path("missing"), "nobody"));
    if (status.hasNonNull("next")) {
      lines.add(next(status));
    }
    status.path("warnings").forEach(warning -> lines.add("WARNING      " + warning.asText()));
    return lines;
  }

  private static String certificate(JsonNode certificate) {
    return String.format(
        Locale.ROOT,
        "%-12s %s: %d days left%s",
        certificate.path("role").asText(),
        certificate.path("subject").asText(),
        certificate.path("daysLeft").asLong(),
        certificate.path("active").asBoolean()
                && !certificate.path("role").asText().equals("coordinator")
            ? ", active"
            : "");
  }

  private static String next(JsonNode status) {
    return status.path("next").asText().equals("activated")
        ? "next         'ca activate', when nobody is missing"
        : "next         'ca retire', when nobody is missing and all have renewed; still on the old"
            + " authority: "
            + names(status.path("onOldAuthority"), "nobody");
  }

  private static String names(JsonNode array, String none) {
    List<String> names = new ArrayList<>();
    array.forEach(name -> names.add(name.asText()));
    return names.isEmpty() ? none : String.join(", ", names);
  }

  @Command(
      name = "crl",
      description = "Print all revocation lists as PEM, or write them to a file.",
      mixinStandardHelpOptions = true)
  static final class Crl implements Callable<Integer> {
    @Mixin CoordinatorCommand.Folder folder;

    @Option(names = "--out", paramLabel = "F", description = "write here instead")
    Path out;

    @Override
    public Integer call() {
      String pem = folder.api().get(API + "/revocation-lists").path("pem").asText();
      if (out == null) {
        System.out.print(pem);
      } else {
        CaFiles.write(out, pem);
      }
      return ExitCode.DONE;
    }
  }

  @Command(
      name = "revoke",
      description = {
        "Take one certificate back; 'coordinator revoke' takes back all of a member's.",
        "Without an argument: list the certificates that have not expired."
      },
      mixinStandardHelpOptions = true)
  static final class Revoke implements Callable<Integer> {
    @Mixin CoordinatorCommand.Folder folder;

    @Parameters(
        paramLabel = "SHA256",
        arity = "0..1",
        description = "the certificate's fingerprint")
    String sha256;

    @Option(
        names = "--reason",
        paramLabel = "R",
        description = "e.g. key-compromise, superseded (default: ${DEFAULT-VALUE})",
        defaultValue = "unspecified")
    String reason;

    @Override
    public Integer call() {
      if (sha256 == null) {
        folder.api().get(API + "/certificates").forEach(c -> System.out.println(line(c)));
        return ExitCode.DONE;
      }
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw CommandFailure.refused(
            "a certificate is named by 64 hexadecimal digits",
            "'kumiki coordinator ca revoke' without arguments lists them");
      }
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("reason", reason);
      folder.api().postJson(API + "/certificates/" + sha256 + "/revocation", body);
      System.out.println("Revoked. Its connections end within a minute.");
      return ExitCode.DONE;
    }

    private static String line(JsonNode certificate) {
      return String.format(
          Locale.ROOT,
          "%s %s until %s%s",
          certificate.path("sha256").asText(),
          certificate.path("subject").asText(),
          certificate.path("notAfter").asText(),
          certificate.hasNonNull("revokedAt")
              ? ", revoked: " + certificate.path("reason").asText()
              : "");
    }
  }
}
