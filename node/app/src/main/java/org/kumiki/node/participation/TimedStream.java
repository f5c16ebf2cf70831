package org.kumiki.node.participation;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body that breaks off if it is not read to its end in time: the client's own timeout ends with
 * the headers, and a connection that was cut in the middle says nothing any more.
 */
final class TimedStream extends FilterInputStream {
  private static final Logger LOG = LoggerFactory.getLogger(TimedStream.class);
  private static final Timer TIMER = new Timer("body-timeouts", true);

  private final TimerTask end;

  TimedStream(InputStream body, Duration atMost) {
    super(body);
    this.end =
        new TimerTask() {
          @Override
          public void run() {
            try {
              body.close();
            } catch (IOException e) {
              LOG.debug("a body that took too long was broken already");
            }
          }
        };
    TIMER.schedule(end, atMost.toMillis());
  }

  @Override
  public void close() throws IOException {
    end.cancel();
    super.close();
  }
}
