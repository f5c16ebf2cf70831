package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.kumiki.coordinator.diagnosis.CoordinatorDoctor;
import org.kumiki.coordinator.diagnosis.CoordinatorDoctor.Findings;
import org.kumiki.coordinator.diagnosis.CoordinatorDoctor.Surroundings;
import org.kumiki.platform.diagnosis.TerminalPaint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kumiki coordinator doctor}: what stands in the coordinator's way, and what to do. */
@Command(
    name = "doctor",
    description = {
      "Check machine, folder, listener, certificates and members, a line each.",
      "Runs beside the service or without it, and changes nothing. Exit code 1 if a line is red."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin CoordinatorCommand.Folder folder;

  @Option(names = "--json", description = "machine-readable")
  boolean json;

  @Option(
      names = "--firewall-request",
      description = "print what members ask their network teams for, and nothing else")
  boolean requestOnly;

  @Override
  public Integer call() {
    Findings findings = new CoordinatorDoctor(folder.path, Surroundings.ofSystem()).examine();
    if (requestOnly) {
      findings.request().ifPresent(request -> System.out.print(request.text()));
    } else if (json) {
      ObjectNode all = findings.diagnosis().json();
      findings.request().ifPresent(request -> all.put("firewallRequest", request.text()));
      System.out.println(all);
    } else {
      findings.diagnosis().lines(new TerminalPaint()).forEach(System.out::println);
    }
    return findings.diagnosis().exitCode();
  }
}
