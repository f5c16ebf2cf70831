package org.kumiki.trial.bench;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kumiki.coordinator.authority.Founding;
import org.kumiki.coordinator.authority.Passphrase;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.process.ChildProcess;
import org.kumiki.platform.process.StdinLease;
import org.kumiki.trial.bench.VocabularyFigures.Answered;
import org.kumiki.trial.federation.JvmProfile;
import org.kumiki.trial.federation.ServiceProcess.Program;

/**
 * A coordinator as it is deployed, a process with its own PostgreSQL, that keeps a thesaurus and is
 * asked over HTTP from here. Both share this machine's cores.
 */
public final class VocabularyBench {
  private static final String API = "/api/v1/vocabulary";
  private static final int THREADS = 4;
  private static final int REQUESTS = 2_000;
  private static final int WARM_UP = 400;
  private static final int HEAP_MEGABYTES = 3_072;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Thesaurus thesaurus;
  private final int concepts;
  private final Path scratch;
  private final Path folder;
  private final Consumer<String> progress;
  private final HttpClient http = HttpClient.newHttpClient();
  private URI address;
  private String token;

  private VocabularyBench(int concepts, Path scratch, Consumer<String> progress) {
    this.thesaurus = new Thesaurus(concepts);
    this.concepts = concepts;
    this.scratch = scratch;
    this.folder = scratch.resolve("coordinator");
    this.progress = progress;
  }

  /** Founds, loads, asks, and ends the process. */
  public static VocabularyFigures run(int concepts, Path scratch, Consumer<String> progress)
      throws IOException, InterruptedException {
    return new VocabularyBench(concepts, scratch, progress).run();
  }

  private VocabularyFigures run() throws IOException, InterruptedException {
    found();
    long triples;
    double load;
    progress.accept("Starting a coordinator …");
    try (ChildProcess first = start()) {
      Path file = scratch.resolve("thesaurus.nt");
      try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
        triples = thesaurus.write(out);
      }
      progress.accept("Loading " + triples + " triples …");
      long begun = System.nanoTime();
      load(file);
      load = seconds(begun);
    }
    progress.accept("Starting it again …");
    long begun = System.nanoTime();
    try (ChildProcess second = start()) {
      double restart = seconds(begun);
      Random random = new Random(1);
      List<Answered> answered = new ArrayList<>();
      for (Question question : questions(random)) {
        answered.add(measure(question, second.pid()));
      }
      return new VocabularyFigures(
          concepts, triples, load, restart, REQUESTS, answered, peakRssBytes(second.pid()));
    }
  }

  /** What programs ask for as data, and people as a page. */
  private record Question(String what, Supplier<String> path) {}

  private List<Question> questions(Random random) {
    // Half of all concepts have nothing below them; people open those that have.
    Supplier<String> parent = () -> thesaurus.iri(random.nextInt(concepts) / 10);
    Supplier<String> term = () -> thesaurus.iri(random.nextInt(concepts));
    Supplier<String> typed =
        () -> URLEncoder.encode(thesaurus.typed(random), StandardCharsets.UTF_8);
    return List.of(
        new Question("a level, data", () -> API + "/children?lang=ja&iri=" + parent.get()),
        new Question("a level, page", () -> "/vocabulary?lang=ja&under=" + parent.get()),
        new Question("a term, data", () -> API + "/term?iri=" + term.get()),
        new Question("a term, page", () -> "/vocabulary/terms?lang=ja&iri=" + term.get()),
        new Question("a search, data", () -> API + "/search?limit=20&q=" + typed.get()),
        new Question("a search, page", () -> "/vocabulary?lang=ja&q=" + typed.get()));
  }

  private void found() throws IOException {
    Path passphrase = scratch.resolve("passphrase");
    PrivateFile.write(passphrase, "lusab babad gutih tugad");
    Founding founding =
        new Founding(CoordinatorFolder.open(folder), Clock.systemUTC(), new SecureRandom());
    try (Passphrase words = Passphrase.ofFile(passphrase)) {
      founding.init(
          "bench",
          URI.create("https://127.0.0.1:8443"),
          "consortium: bench\naddress: https://127.0.0.1:8443\nlisten: 127.0.0.1\nport: 0\n"
              + "apiPort: 0\n",
          words);
    }
  }

  private ChildProcess start() throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve(LocalApi.ADDRESS_FILE));
    ProcessBuilder builder =
        new ProcessBuilder(
            Program.COORDINATOR.command(
                JvmProfile.server(HEAP_MEGABYTES),
                "start",
                "--dir",
                folder.toString(),
                StdinLease.OPTION));
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(scratch.resolve("coordinator.log").toFile()));
    ChildProcess process = ChildProcess.start(builder);
    while (!Files.exists(folder.resolve(LocalApi.ADDRESS_FILE))) {
      if (process.awaitExit(LOOK_AGAIN)) {
        throw CommandFailure.refused(
            "the coordinator ended while it started", "run it again with --keep and read the log");
      }
    }
    address = URI.create(Files.readString(folder.resolve(LocalApi.ADDRESS_FILE)).strip());
    token = PrivateFile.read(folder.resolve("api-token")).strip();
    return process;
  }

  private void load(Path file) throws IOException, InterruptedException {
    HttpRequest request =
        request(API + "/import?acceptFindings=true&reason=benchmark&graph=" + Thesaurus.SCHEME)
            .header("Content-Type", "application/n-triples")
            .POST(BodyPublishers.ofFile(file))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw CommandFailure.refused(
          "the thesaurus was not taken: " + answer.body(), "run it again with --keep");
    }
  }

  /** Milliseconds of each request, after some that do not count. */
  private Answered measure(Question question, long pid) throws InterruptedException {
    progress.accept("Asking for " + question.what() + " …");
    List<String> paths = Stream.generate(question.path()).limit(WARM_UP + REQUESTS).toList();
    asked(paths.subList(0, WARM_UP));
    double before = cpuMillis(pid);
    double[] millis = asked(paths.subList(WARM_UP, paths.size()));
    double spent = (cpuMillis(pid) - before) / millis.length;
    return new Answered(question.what(), quantile(millis, 0.5), quantile(millis, 0.95), spent);
  }

  private double[] asked(List<String> paths) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Double>> answers = new ArrayList<>();
      for (String path : paths) {
        answers.add(threads.submit(() -> millis(path)));
      }
      double[] millis = new double[paths.size()];
      for (int i = 0; i < millis.length; i++) {
        millis[i] = answers.get(i).get();
      }
      return millis;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private double millis(String path) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    HttpResponse<byte[]> answer =
        http.send(
            request(path).header("Accept", "application/json, text/html").GET().build(),
            BodyHandlers.ofByteArray());
    double millis = (System.nanoTime() - begun) / 1e6;
    if (answer.statusCode() != 200 || answer.body().length < 3) {
      throw new IllegalStateException(path + " was answered with " + answer.statusCode());
    }
    return millis;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .header("Authorization", "Bearer " + token);
  }

  private static double seconds(long begunNanos) {
    return (System.nanoTime() - begunNanos) / 1e9;
  }

  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  private static double cpuMillis(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toMillis)
        .orElse(0L);
  }

  /** VmHWM of Linux; 0 elsewhere. */
  private static long peakRssBytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
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
