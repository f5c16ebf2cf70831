package org.kumiki.coordinator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.kumiki.coordinator.authority.Founding;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterText;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.platform.consortium.ConsortiumFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kumiki coordinator roster}: freezes the first roster; later, who has signed it. */
@Command(
    name = "roster",
    description = {
      "Freeze the first roster and write the file that every member receives.",
      "Once it is frozen: show it, and who has signed it if the service runs."
    },
    mixinStandardHelpOptions = true)
final class RosterCommand implements Callable<Integer> {
  @Mixin CoordinatorCommand.Folder folder;

  @Override
  public Integer call() {
    CoordinatorFolder opened = folder.open();
    boolean frozen = Files.exists(opened.rosterFile());
    RosterSnapshot roster =
        frozen
            ? opened.roster()
            : new Founding(opened, Clock.systemUTC(), new SecureRandom()).freeze();
    RosterText.lines(roster).forEach(System.out::println);
    System.out.println("in consortium file " + ConsortiumFile.number(opened.consortiumFile()));
    if (frozen) {
      System.out.println(signatures());
      return ExitCode.DONE;
    }
    System.out.println("Hand " + opened.consortiumFile() + " to every member. Stewards compare");
    System.out.println("the roster's words with each other by phone, not through you.");
    return ExitCode.DONE;
  }

  private String signatures() {
    try {
      return signatures(folder.api().get("/api/v1/roster"));
    } catch (CommandFailure e) {
      return "Who has signed is known when the service runs: 'kumiki coordinator start'.";
    }
  }

  /** One line from the service's answer. */
  static String signatures(JsonNode roster) {
    List<String> signed = names(roster.path("signed"));
    List<String> missing = names(roster.path("missing"));
    List<String> disputing = names(roster.path("disputing"));
    StringBuilder line = new StringBuilder("roster signed by ");
    line.append(signed.isEmpty() ? "nobody yet" : String.join(", ", signed));
    if (!disputing.isEmpty()) {
      line.append("; ANOTHER roster signed by ")
          .append(String.join(", ", disputing))
          .append(": they compare its words with the others by phone");
    }
    if (!missing.isEmpty()) {
      line.append("; awaited from ").append(String.join(", ", missing));
    }
    return line.toString();
  }

  private static List<String> names(JsonNode array) {
    List<String> names = new ArrayList<>();
    array.forEach(name -> names.add(name.asText()));
    return names;
  }
}
