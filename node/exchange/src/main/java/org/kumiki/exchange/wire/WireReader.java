package org.kumiki.exchange.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads what {@link WireWriter} writes. Every length is checked against what is left before
 * anything is allocated; each method names its field so that a refusal can name it too.
 *
 * <p>Not thread-safe. Throws {@link WireFormatException} and nothing else on foreign bytes.
 */
public final class WireReader {
  private final ByteBuffer in;
  private int protocol;

  /** For what has neither keys nor signatures, or begins with its {@link #version}. */
  public WireReader(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  /** For a part of something that begins with this version. */
  public WireReader(byte[] bytes, int protocol) {
    this(bytes);
    this.protocol = protocol;
  }

  /** The protocol version of this reading, 0 where none was given. */
  public int protocol() {
    return protocol;
  }

  /** The version in front of a document, which must be spoken here. */
  public int version() {
    protocol = ProtocolVersion.require(u16("version"));
    return protocol;
  }

  public int u8(String field) {
    return need(1, field).get() & 0xff;
  }

  public int u16(String field) {
    return need(2, field).getShort() & 0xffff;
  }

  /** Unsigned on the wire; a value beyond 2^31 − 1 has no use here and is refused. */
  public int u32(String field) {
    int value = need(4, field).getInt();
    if (value < 0) {
      throw new WireFormatException(field + " is larger than 2147483647");
    }
    return value;
  }

  /** Unsigned on the wire; a value beyond 2^63 − 1 has no use here and is refused. */
  public long u64(String field) {
    long value = need(8, field).getLong();
    if (value < 0) {
      throw new WireFormatException(field + " is larger than 2^63 - 1");
    }
    return value;
  }

  public double f64(String field) {
    double value = Double.longBitsToDouble(need(8, field).getLong());
    if (Double.isNaN(value)) {
      throw new WireFormatException(field + " is not a number");
    }
    return value;
  }

  public String text(String field, int maxBytes) {
    byte[] utf8 = take(u16(field), maxBytes, field);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new WireFormatException(field + " is not UTF-8");
    }
  }

  public byte[] bytes(String field, int maxBytes) {
    return take(u32(field), maxBytes, field);
  }

  public ByteString fixed(int size, String field) {
    return ByteString.of(take(size, size, field));
  }

  /** What {@link WireWriter#key} wrote. */
  public ByteString key(String field) {
    return fixed(kind(field).keyBytes(), field);
  }

  /** What {@link WireWriter#signature} wrote. */
  public ByteString signature(String field) {
    return fixed(kind(field).signatureBytes(), field);
  }

  public <T> List<T> list(String field, int maxCount, Function<WireReader, T> element) {
    int count = u16(field);
    if (count > maxCount) {
      throw new WireFormatException(field + " has " + count + " entries, more than " + maxCount);
    }
    List<T> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(element.apply(this));
    }
    return List.copyOf(values);
  }

  /** Whether nothing is left: what a later version appended may be absent. */
  public boolean atEnd() {
    return !in.hasRemaining();
  }

  /** The encoding is canonical only if nothing follows it. */
  public void end() {
    if (in.hasRemaining()) {
      throw new WireFormatException(in.remaining() + " bytes follow the end of the message");
    }
  }

  private SigningKind kind(String field) {
    if (protocol == 0) {
      throw new IllegalStateException("keys and signatures are read in a protocol version");
    }
    return protocol == ProtocolVersion.FIRST
        ? SigningKind.ED25519
        : SigningKind.ofCode(u8(field), field);
  }

  private byte[] take(int size, int maxBytes, String field) {
    if (size > maxBytes) {
      throw new WireFormatException(field + " has " + size + " bytes, more than " + maxBytes);
    }
    need(size, field);
    byte[] value = new byte[size];
    in.get(value);
    return value;
  }

  private ByteBuffer need(int size, String field) {
    if (in.remaining() < size) {
      throw new WireFormatException("the message ends inside " + field);
    }
    return in;
  }
}
