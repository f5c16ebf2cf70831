package org.kumiki.exchange.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Writes the canonical encoding: integers big-endian, text as UTF-8 behind a u16 length, byte
 * strings behind a u32 length, fixed-size fields bare, lists behind a u16 count. How a key or a
 * signature is written depends on the protocol version. Not thread-safe.
 */
public final class WireWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int protocol;

  /** For what has neither keys nor signatures, or begins with its {@link #version}. */
  public WireWriter() {}

  /** For a part of something that begins with this version. */
  public WireWriter(int protocol) {
    this.protocol = protocol;
  }

  /** The protocol version of this writing, 0 where none was given. */
  public int protocol() {
    return protocol;
  }

  /** The version in front of a document, and of the keys and signatures that follow. */
  public WireWriter version(int protocol) {
    this.protocol = protocol;
    return u16(protocol);
  }

  public WireWriter u8(int value) {
    return number(value, 1);
  }

  public WireWriter u16(int value) {
    return number(value, 2);
  }

  public WireWriter u32(int value) {
    return number(value, 4);
  }

  public WireWriter u64(long value) {
    return number(value, 8);
  }

  /** An IEEE 754 double as its 64 bits. */
  public WireWriter f64(double value) {
    return u64(Double.doubleToLongBits(value));
  }

  public WireWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > 0xffff) {
      throw new WireFormatException("text of " + utf8.length + " bytes; at most 65535 fit");
    }
    // A lone surrogate would be written as '?': two texts, one encoding, one hash.
    if (!new String(utf8, StandardCharsets.UTF_8).equals(value)) {
      throw new WireFormatException("a text is not well-formed Unicode");
    }
    u16(utf8.length);
    out.writeBytes(utf8);
    return this;
  }

  public WireWriter bytes(byte[] value) {
    u32(value.length);
    out.writeBytes(value);
    return this;
  }

  public WireWriter fixed(ByteString value) {
    out.writeBytes(value.toByteArray());
    return this;
  }

  /** An organisation's public key: from version 2 on behind its kind. */
  public WireWriter key(ByteString key) {
    return kind(SigningKind.ofKey(key, "key")).fixed(key);
  }

  /** A signature: from version 2 on behind its kind. */
  public WireWriter signature(ByteString signature) {
    return kind(SigningKind.ofSignature(signature, "signature")).fixed(signature);
  }

  public <T> WireWriter list(List<T> values, BiConsumer<WireWriter, T> element) {
    if (values.size() > 0xffff) {
      throw new WireFormatException("list of " + values.size() + "; at most 65535 fit");
    }
    u16(values.size());
    values.forEach(value -> element.accept(this, value));
    return this;
  }

  public byte[] toByteArray() {
    return out.toByteArray();
  }

  private WireWriter kind(SigningKind kind) {
    if (protocol == 0) {
      throw new IllegalStateException("keys and signatures are written in a protocol version");
    }
    if (protocol > ProtocolVersion.FIRST) {
      return u8(kind.code());
    }
    if (kind != SigningKind.ED25519) {
      throw new WireFormatException("protocol version 1 has keys and signatures of Ed25519 alone");
    }
    return this;
  }

  private WireWriter number(long value, int bytes) {
    if (bytes < 8 && value >>> (8 * bytes) != 0) {
      throw new WireFormatException(value + " does not fit in " + bytes + " bytes");
    }
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >>> shift));
    }
    return this;
  }
}
