package org.kumiki.trial.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.kumiki.exchange.wire.Sha256;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.Console;
import org.kumiki.platform.cli.ExitCode;
import org.kumiki.trial.federation.FoundingPlan;
import org.kumiki.trial.federation.LocalFederation;
import org.kumiki.trial.keycloak.LocalPeople;
import org.kumiki.trial.simulation.table.TableRequest;

/**
 * One run of the demo in a folder: founds the consortium the first time, reuses it afterwards, and
 * ends every process it started.
 */
public final class DemoRun {
  private static final int LEAST_MEMBERS = 3;
  private static final int MOST_SAMPLE_MEMBERS = 30;

  /** What the folder's federation was founded for. */
  private static final String REQUEST = "request.txt";

  private final Path folder;
  private final Console console;

  public DemoRun(Path folder, Console console) {
    this.folder = folder.toAbsolutePath();
    this.console = console;
  }

  /** Sample data of so many companies. */
  public void samples(int members, boolean once) throws IOException, InterruptedException {
    if (members < LEAST_MEMBERS || members > MOST_SAMPLE_MEMBERS) {
      throw CommandFailure.refused(
          members + " members cannot be shown: a sum over fewer than three is a rival's own number",
          "ask for --members from 3 to " + MOST_SAMPLE_MEMBERS);
    }
    run("samples of " + members, data -> SampleData.write(data, members), once);
  }

  /** Any CSV file, split by a column. */
  public void file(
      TableRequest request, Optional<String> composition, Optional<Path> mapping, boolean once)
      throws IOException, InterruptedException {
    run(
        sha256(request.data()) + request + composition + mapping,
        data -> new SplitCsv(request, composition, mapping).write(data),
        once);
  }

  private interface Source {
    DemoData write(Path folder) throws IOException;
  }

  private void run(String request, Source source, boolean once)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw CommandFailure.tryLater(
            "another demo uses " + folder, "stop it, or give this one another --dir");
      }
      refuseOtherData(request);
      DemoData data = source.write(folder.resolve("data"));
      LocalPeople people = LocalPeople.prepare(folder, data.members());
      show(federation(request, data, people), people, data, once);
    }
  }

  private LocalFederation federation(String request, DemoData data, LocalPeople people)
      throws IOException {
    if (LocalFederation.exists(folder)) {
      return LocalFederation.reuse(folder);
    }
    console.progress("Founding a consortium of " + data.members().size() + " companies …");
    Files.writeString(folder.resolve(REQUEST), request);
    FoundingPlan plan =
        FoundingPlan.of(data.members())
            .withVocabulary(data.vocabulary())
            .with(people.particulars());
    return LocalFederation.found(folder, plan);
  }

  /** Before anything is written: nodes keep the rows that they have loaded. */
  private void refuseOtherData(String request) throws IOException {
    Path kept = folder.resolve(REQUEST);
    if (LocalFederation.exists(folder)
        && !(Files.exists(kept) && Files.readString(kept).equals(request))) {
      throw CommandFailure.refused(
          folder + " holds a demo of other data or members",
          "give this one another --dir, or delete the folder");
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = Sha256.plain();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void show(LocalFederation federation, LocalPeople people, DemoData data, boolean once)
      throws IOException, InterruptedException {
    CountDownLatch shown = new CountDownLatch(1);
    Thread cleaner =
        new Thread(
            () -> {
              people.release();
              federation.close();
              people.close();
              // Ctrl-C after the results is how a demo ends; before them it interrupts.
              Runtime.getRuntime()
                  .halt(shown.getCount() == 0 ? ExitCode.DONE : ExitCode.INTERRUPTED);
            });
    Runtime.getRuntime().addShutdownHook(cleaner);
    try {
      new Demo(federation, people, data, console, System.out).run();
      shown.countDown();
      if (!once) {
        System.out.println("\nRunning until Ctrl-C.");
        System.out.flush();
        new CountDownLatch(1).await();
      }
    } finally {
      // While the machine shuts down, the hook does it.
      if (removed(cleaner)) {
        people.release();
        federation.close();
        people.close();
      }
    }
  }

  private static boolean removed(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
