package org.kumiki.exchange.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Foreign bytes: a message, or a refusal; never another exception, never much memory. */
class WireFuzzTest {
  /** A relay of a thousand entries needs some; a trusted length of gigabytes would need more. */
  private static final long MOST_BYTES_ALLOCATED = 8L << 20;

  @Property(tries = 2000)
  void everyMessageComesBackAsItWasWritten(@ForAll long seed) {
    SignedMessage message = new RandomMessages(seed).signed();
    byte[] bytes = message.encode();
    assertEquals(message, SignedMessage.decode(bytes));
    assertArrayEquals(bytes, SignedMessage.decode(bytes).encode());
  }

  @Property(tries = 60)
  void aMessageThatIsCutOffAnywhereIsRefused(@ForAll long seed) {
    byte[] bytes = new RandomMessages(seed).signed().encode();
    // Of a long one every seventh place: signatures are long, and their insides are all alike.
    for (int length = 0; length < bytes.length; length += bytes.length > 5000 ? 7 : 1) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(WireFormatException.class, () -> SignedMessage.decode(cut));
    }
  }

  @Property(tries = 500)
  void aByteAfterTheEndIsRefused(@ForAll long seed) {
    byte[] bytes = new RandomMessages(seed).signed().encode();
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThrows(WireFormatException.class, () -> SignedMessage.decode(longer));
  }

  @Property(tries = 3000)
  void aChangedMessageIsRefusedOrIsTheOneWayToWriteAnotherMessage(@ForAll long seed) {
    Random random = new Random(~seed);
    byte[] bytes = new RandomMessages(seed).signed().encode();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      // The head is where lengths and counts are.
      int reach = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 300);
      bytes[random.nextInt(reach)] = (byte) random.nextInt();
    }
    decodesToItselfOrIsRefused(bytes);
  }

  @Property(tries = 3000)
  void randomBytesAreRefusedWithNoOtherException(@ForAll @Size(max = 400) byte[] bytes) {
    decodesToItselfOrIsRefused(bytes);
    byte[] withStep = bytes.clone();
    if (withStep.length > 0) {
      withStep[0] = (byte) (1 + (bytes[0] & 0xff) % 14);
    }
    try {
      for (int protocol = ProtocolVersion.FIRST; protocol <= ProtocolVersion.CURRENT; protocol++) {
        Message message = MessageCodec.decode(withStep, protocol);
        assertArrayEquals(withStep, MessageCodec.encode(message, protocol));
      }
    } catch (WireFormatException refused) {
      assertTrue(refused.getMessage().length() > 5);
    }
  }

  private static void decodesToItselfOrIsRefused(byte[] bytes) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    try {
      SignedMessage message = SignedMessage.decode(bytes);
      assertArrayEquals(bytes, message.encode());
    } catch (WireFormatException refused) {
      assertTrue(refused.getMessage().length() > 5);
    }
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertTrue(allocated < MOST_BYTES_ALLOCATED, allocated + " bytes allocated");
  }
}
