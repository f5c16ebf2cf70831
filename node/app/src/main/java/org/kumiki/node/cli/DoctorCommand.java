package org.kumiki.node.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Console;
import java.util.concurrent.Callable;
import org.kumiki.node.diagnosis.InspectionNotes;
import org.kumiki.node.diagnosis.NodeDoctor;
import org.kumiki.node.diagnosis.NodeDoctor.Findings;
import org.kumiki.node.diagnosis.NodeDoctor.Surroundings;
import org.kumiki.platform.diagnosis.TerminalPaint;
import org.kumiki.platform.diagnosis.TlsCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kumiki node doctor}: what stands in this node's way, and what to do about it. */
@Command(
    name = "doctor",
    description = {
      "Check machine, folder, certificate and the way to the coordinator, a line each.",
      "Runs beside the service or without it, and changes nothing. Exit code 1 if a line is red."
    },
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin NodeCommand.Folder folder;

  @Option(names = "--json", description = "machine-readable")
  boolean json;

  @Option(
      names = "--firewall-request",
      description = "print the request to the network team, and nothing else")
  boolean requestOnly;

  @Override
  public Integer call() throws InterruptedException {
    Findings findings = new NodeDoctor(folder.path, Surroundings.ofSystem()).examine();
    if (requestOnly) {
      findings.request().ifPresent(request -> System.out.print(request.text()));
      return findings.diagnosis().exitCode();
    }
    if (json) {
      ObjectNode all = findings.diagnosis().json();
      findings.request().ifPresent(request -> all.put("firewallRequest", request.text()));
      System.out.println(all);
      return findings.diagnosis().exitCode();
    }
    findings.diagnosis().lines(new TerminalPaint()).forEach(System.out::println);
    findings.inspector().ifPresent(this::ask);
    if (!findings.diagnosis().healthy()) {
      findings.request().ifPresent(request -> System.out.print("\n" + request.text()));
    }
    return findings.diagnosis().exitCode();
  }

  /** To recognise a device is not to trust it: see {@link InspectionNotes}. */
  private void ask(TlsCheck.Stranger inspector) {
    InspectionNotes notes = new InspectionNotes(folder.open());
    if (notes.has(inspector.fingerprint())) {
      System.out.println("\nThe inspecting authority is one that you have noted before.");
      return;
    }
    Console terminal = System.console();
    if (terminal == null) {
      return;
    }
    String answer =
        terminal.readLine(
            "%nIs the authority %s your company's own? Noting it trusts nothing: this node"
                + " accepts the consortium's authority alone, and inspection must be switched off"
                + " for this host. [y/N] ",
            inspector.fingerprint().hex());
    if (answer != null && answer.strip().equalsIgnoreCase("y")) {
      notes.add(inspector.fingerprint());
    } else {
      System.out.println("Then somebody else reads along: show these lines to your security team.");
    }
  }
}
