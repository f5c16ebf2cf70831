package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResumedBodyTest {
  private final List<Long> rests = new ArrayList<>();
  private int opened;

  /** Gives some bytes and then breaks. */
  private static final class Breaking extends FilterInputStream {
    private int left;

    Breaking(InputStream in, int left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        throw new IOException("cut");
      }
      int count = super.read(bytes, offset, Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }

  private ResumedBody open(ResumedBody.Source source) throws IOException {
    return new ResumedBody(source, Backoff.ofNetwork(new Random(1)), rests::add);
  }

  @Property(tries = 100)
  void anyCutsLeaveTheBytesWhole(
      @ForAll @IntRange(min = 0, max = 5000) int size,
      @ForAll @IntRange(min = 1, max = 700) int cut)
      throws IOException {
    byte[] whole = new byte[size];
    new Random(size).nextBytes(whole);
    try (ResumedBody body =
        open(
            position ->
                new Breaking(
                    new ByteArrayInputStream(whole, (int) position, size - (int) position), cut))) {
      assertArrayEquals(whole, body.readAllBytes());
    }
  }

  @Test
  void withoutASingleNewByteItGivesUpAfterRestsThatGrow() {
    IOException given =
        assertThrows(
            IOException.class,
            () ->
                open(
                    position -> {
                      opened++;
                      throw new IOException("down " + opened);
                    }));
    assertEquals("down 9", given.getMessage());
    assertEquals(8, rests.size());
    assertTrue(rests.get(7) >= 15_000 && rests.get(7) <= 30_000, rests::toString);
  }

  @Test
  void whatIsAnsweredAlikeIsNotAskedAgain() {
    assertThrows(
        ChannelRefusal.NotThere.class,
        () ->
            open(
                position -> {
                  opened++;
                  throw new ChannelRefusal.NotThere();
                }));
    assertEquals(1, opened);
    assertEquals(List.of(), rests);
  }

  @Test
  void whoIsNotAdmittedAsksTwiceMore() {
    assertThrows(
        ChannelRefusal.NotAdmitted.class,
        () ->
            open(
                position -> {
                  opened++;
                  throw new ChannelRefusal.NotAdmitted(403);
                }));
    assertEquals(3, opened);
    assertEquals(2, rests.size());
  }

  @Test
  void aStopEndsIt() {
    assertThrows(
        IOException.class,
        () ->
            new ResumedBody(
                position -> {
                  opened++;
                  throw new IOException("down");
                },
                Backoff.ofNetwork(new Random(1)),
                millis -> {
                  throw new InterruptedException();
                }));
    assertEquals(1, opened);
    assertTrue(Thread.interrupted(), "the interrupt is passed on");
  }
}
