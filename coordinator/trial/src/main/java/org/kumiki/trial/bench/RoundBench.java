package org.kumiki.trial.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.trial.federation.FoundingPlan;
import org.kumiki.trial.federation.JvmProfile;
import org.kumiki.trial.federation.LocalFederation;
import org.kumiki.trial.federation.LocalFederation.Member;
import org.kumiki.trial.federation.ServiceProcess;

/**
 * Rounds as they are deployed: a coordinator and nodes as processes with a PostgreSQL each, mutual
 * TLS over loopback, spools and files on this folder's disk, sums sent back and checked. What runs
 * is a rehearsal, so that no local work is measured. All of it shares this machine's cores, which a
 * real consortium does not.
 */
public final class RoundBench {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LOOK_AGAIN_MILLIS = 500;
  private static final double MEDIAN = 0.5;
  private static final double P95 = 0.95;

  private final RoundRequest request;
  private final LocalFederation federation;
  private final Consumer<String> progress;

  private RoundBench(RoundRequest request, LocalFederation federation, Consumer<String> progress) {
    this.request = request;
    this.federation = federation;
    this.progress = progress;
  }

  /** Begins the consortium; nothing runs yet. */
  public static LocalFederation found(RoundRequest request, Path folder) {
    List<Member> members = new ArrayList<>();
    for (int i = 1; i <= request.members(); i++) {
      String name = String.format(Locale.ROOT, "member-%03d", i);
      members.add(new Member(name, "Member " + i));
    }
    return LocalFederation.found(folder, FoundingPlan.of(members));
  }

  /** Starts the processes and measures; they keep running. */
  public static RoundFigures run(
      RoundRequest request, LocalFederation federation, Consumer<String> progress)
      throws InterruptedException {
    return new RoundBench(request, federation, progress).run();
  }

  private RoundFigures run() throws InterruptedException {
    progress.accept("Starting a coordinator and " + request.members() + " nodes …");
    federation.start(JvmProfile.server(request.heapMegabytes()));
    for (String organisation : federation.organisations()) {
      ObjectNode rule = JSON.createObjectNode().put("minimumOrganisations", 3).put("by", "bench");
      rule.putArray("computations").add("rehearsal");
      federation.nodeApi(organisation).postJson("/api/v1/rules", rule);
    }
    LocalApi coordinator = federation.coordinatorApi();
    String path =
        "/api/v1/studies/"
            + coordinator
                .post("/api/v1/studies", request.study(), "application/yaml")
                .path("hash")
                .asText();
    JsonNode study = ended(coordinator, path);
    for (String organisation : federation.organisations()) {
      ended(federation.nodeApi(organisation), path);
    }
    return figures(new RoundTimes(study));
  }

  private RoundFigures figures(RoundTimes times) {
    long bytes = 0;
    long nodeMemory = 0;
    for (String organisation : federation.organisations()) {
      JsonNode status = federation.nodeApi(organisation).get("/api/v1/status");
      long sent =
          status.path("messageBytesSent").asLong() + status.path("vectorBytesSent").asLong();
      bytes = Math.max(bytes, sent);
      nodeMemory = Math.max(nodeMemory, peakRssBytes(federation.node(organisation)));
    }
    double bytesPerRound = (double) bytes / request.rounds();
    return new RoundFigures(
        request.members(),
        request.length(),
        request.ring().bits(),
        request.rounds(),
        times.quantileSeconds(MEDIAN),
        times.quantileSeconds(P95),
        Math.round(bytesPerRound),
        bytesPerRound / request.plainBytes(),
        times.setupSeconds(),
        peakRssBytes(federation.coordinator()),
        nodeMemory);
  }

  private JsonNode ended(LocalApi api, String path) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      JsonNode study = api.get(path);
      if (study.hasNonNull("reason")) {
        if (!study.path("reason").asText().equals("COMPLETED")) {
          throw CommandFailure.refused(
              "the study ended: " + study.path("sentence").asText(),
              "run it again with --keep and read the logs");
        }
        return study;
      }
      requireAlive();
      progress.accept(
          "Round " + study.path("round").asInt() + " of " + (1 + request.rounds()) + " …");
      boolean counted = never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      assert !counted;
    }
  }

  /** A study waits for a member that is gone; a benchmark does not. */
  private void requireAlive() {
    List<ServiceProcess> services = new ArrayList<>(List.of(federation.coordinator()));
    federation.organisations().forEach(name -> services.add(federation.node(name)));
    for (ServiceProcess service : services) {
      if (!service.isAlive()) {
        throw CommandFailure.refused(
            "the service of " + service.folder().getFileName() + " has ended",
            "run it again with --keep and read the logs; it may want more memory");
      }
    }
  }

  /** VmHWM of Linux; 0 elsewhere. */
  private static long peakRssBytes(ServiceProcess service) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + service.pid() + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }
}
