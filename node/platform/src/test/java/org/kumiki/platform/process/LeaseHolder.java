package org.kumiki.platform.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.kumiki.platform.ChildJvm;

/**
 * {@code orderly MARK}: leased, writes MARK when it ends. {@code stuck MARK}: never ends by itself.
 * {@code launcher MARK}: starts an orderly child and prints its process identifier.
 */
public final class LeaseHolder {
  private LeaseHolder() {}

  public static void main(String[] arguments) throws Exception {
    Path mark = Path.of(arguments[1]);
    CountDownLatch forever = new CountDownLatch(1);
    if (arguments[0].equals("launcher")) {
      ChildProcess child = ChildProcess.start(ChildJvm.of(LeaseHolder.class, "orderly", mark));
      BufferedReader output =
          new BufferedReader(new InputStreamReader(child.output(), StandardCharsets.UTF_8));
      output.readLine();
      System.out.println(child.pid());
      forever.await();
    }
    boolean stuck = arguments[0].equals("stuck");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stuck, mark, forever)));
    StdinLease.take();
    System.out.println("leased");
    forever.await();
  }

  private static void end(boolean stuck, Path mark, CountDownLatch forever) {
    try {
      if (stuck) {
        forever.await();
      }
      Files.writeString(mark, "ended");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
