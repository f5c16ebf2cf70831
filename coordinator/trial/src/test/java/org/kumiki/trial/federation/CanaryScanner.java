package org.kumiki.trial.federation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Finds marked values in bytes, in every form in which a program might write them: text in four
 * encodings, base64 and hexadecimal of it, floating point, fixed point, and all of these inside
 * compressed streams.
 */
final class CanaryScanner {
  private static final Charset CP932 = Charset.forName("windows-31j");

  /** An integer with fewer bits says little of a value, and turns up among counters and lengths. */
  private static final int MIN_FIXED_POINT_BITS = 24;

  /**
   * Four bytes turn up by chance once in 2^32 places, and masked vectors are nothing but chance: a
   * single precision counts when another canary's stands in the same row, so near to it.
   */
  private static final int ROW_BYTES = 64;

  private static final int WEAK_BYTES = 4;
  private static final int KEY_BYTES = 4;
  private static final int MAX_INFLATED_BYTES = 1 << 24;

  /** Patterns by four of their bytes, and where in the pattern these stand. */
  private final Map<Integer, List<Pattern>> byKey = new HashMap<>();

  private final boolean[] keySeen = new boolean[1 << 20];

  /** A canary in one form; {@code keyAt} is where its key stands. */
  private record Pattern(String canary, String form, byte[] bytes, int keyAt) {
    String name() {
      return canary + " as " + form;
    }
  }

  /** Where a pattern begins. */
  private record Hit(int position, Pattern pattern) {}

  /** Plants a text: a lot number, a header, a formula, or a number as it is written. */
  CanaryScanner text(String text) {
    addText(text, "UTF-8", text.getBytes(StandardCharsets.UTF_8));
    addText(text, "UTF-16LE", text.getBytes(StandardCharsets.UTF_16LE));
    addText(text, "UTF-16BE", text.getBytes(StandardCharsets.UTF_16BE));
    addText(text, "CP932", text.getBytes(CP932));
    return this;
  }

  private void addText(String canary, String form, byte[] bytes) {
    add(canary, form, bytes);
    HexFormat hex = HexFormat.of();
    add(canary, "hex of " + form, ascii(hex.formatHex(bytes)));
    add(canary, "HEX of " + form, ascii(hex.withUpperCase().formatHex(bytes)));
    for (int shift = 0; shift < 3; shift++) {
      add(canary, "base64 of " + form + ", alignment " + shift, base64Core(bytes, shift));
    }
  }

  /** The characters that depend on {@code bytes} alone when {@code shift} others come before. */
  private static byte[] base64Core(byte[] bytes, int shift) {
    byte[] shifted = new byte[shift + bytes.length];
    System.arraycopy(bytes, 0, shifted, shift, bytes.length);
    byte[] encoded = Base64.getEncoder().withoutPadding().encode(shifted);
    int from = (shift * 8 + 5) / 6;
    int to = shifted.length * 8 / 6;
    return Arrays.copyOfRange(encoded, from, to);
  }

  /** Plants a number as it is computed with. */
  CanaryScanner number(double value) {
    String canary = Double.toString(value);
    add(canary, "double, big-endian", bytes(value, ByteOrder.BIG_ENDIAN));
    add(canary, "double, little-endian", bytes(value, ByteOrder.LITTLE_ENDIAN));
    add(canary, "float, big-endian", bytes((float) value, ByteOrder.BIG_ENDIAN));
    add(canary, "float, little-endian", bytes((float) value, ByteOrder.LITTLE_ENDIAN));
    for (int bits = 0; bits <= 62; bits++) {
      double scaled = Math.rint(Math.scalb(value, bits));
      if (Math.abs(scaled) < 0x1p63) {
        integer(canary + " · 2^" + bits, (long) scaled);
      }
    }
    return text(canary);
  }

  /** Plants an integer of eight bytes, such as one entry of a vector before it is masked. */
  CanaryScanner integer(String canary, long value) {
    if (Long.SIZE - Long.numberOfLeadingZeros(Math.abs(value)) >= MIN_FIXED_POINT_BITS) {
      add(canary, "integer, big-endian", bytes(value, ByteOrder.BIG_ENDIAN));
      add(canary, "integer, little-endian", bytes(value, ByteOrder.LITTLE_ENDIAN));
    }
    return this;
  }

  static byte[] bytes(double value, ByteOrder order) {
    return ByteBuffer.allocate(Double.BYTES).order(order).putDouble(value).array();
  }

  static byte[] bytes(float value, ByteOrder order) {
    return ByteBuffer.allocate(Float.BYTES).order(order).putFloat(value).array();
  }

  static byte[] bytes(long value, ByteOrder order) {
    return ByteBuffer.allocate(Long.BYTES).order(order).putLong(value).array();
  }

  private void add(String canary, String form, byte[] bytes) {
    if (bytes.length < KEY_BYTES) {
      throw new IllegalArgumentException("too short to be unmistakable: " + canary);
    }
    int keyAt = keyAt(bytes);
    int key = key(bytes, keyAt);
    keySeen[slot(key)] = true;
    List<Pattern> same = byKey.computeIfAbsent(key, k -> new ArrayList<>());
    if (same.stream().noneMatch(pattern -> Arrays.equals(pattern.bytes(), bytes))) {
      same.add(new Pattern(canary, form, bytes, keyAt));
    }
  }

  /**
   * The four bytes with the fewest zeros: files are full of zeros, and each would be a false lead.
   */
  private static int keyAt(byte[] bytes) {
    int best = 0;
    int mostSet = -1;
    for (int at = 0; at + KEY_BYTES <= bytes.length; at++) {
      int set = 0;
      for (int i = at; i < at + KEY_BYTES; i++) {
        set += bytes[i] == 0 ? 0 : 1;
      }
      if (set > mostSet) {
        mostSet = set;
        best = at;
      }
    }
    return best;
  }

  /** Names of what is found in {@code bytes}, and in whatever can be inflated out of them. */
  TreeSet<String> scan(byte[] bytes) {
    TreeSet<String> found = plain(bytes);
    inflateAll(bytes).forEach(inflated -> found.addAll(plain(inflated)));
    return found;
  }

  private TreeSet<String> plain(byte[] bytes) {
    TreeSet<String> found = new TreeSet<>();
    List<Hit> weak = new ArrayList<>();
    for (int i = 0; i + KEY_BYTES <= bytes.length; i++) {
      int key = key(bytes, i);
      if (keySeen[slot(key)]) {
        for (Pattern pattern : byKey.getOrDefault(key, List.of())) {
          if (startsAt(pattern.bytes(), bytes, i - pattern.keyAt())) {
            if (pattern.bytes().length == WEAK_BYTES) {
              weak.add(new Hit(i, pattern));
            } else {
              found.add(pattern.name());
            }
          }
        }
      }
    }
    found.addAll(rows(weak));
    return found;
  }

  private static List<String> rows(List<Hit> weak) {
    List<String> found = new ArrayList<>();
    for (int i = 1; i < weak.size(); i++) {
      Hit before = weak.get(i - 1);
      Hit here = weak.get(i);
      if (here.position() - before.position() <= ROW_BYTES
          && !here.pattern().canary().equals(before.pattern().canary())) {
        found.add(before.pattern().name());
        found.add(here.pattern().name());
      }
    }
    return found;
  }

  private static boolean startsAt(byte[] pattern, byte[] bytes, int at) {
    return at >= 0
        && at + pattern.length <= bytes.length
        && Arrays.equals(pattern, 0, pattern.length, bytes, at, at + pattern.length);
  }

  /** Streams that begin with the mark of gzip or zlib, and a raw one at the very beginning. */
  private static List<byte[]> inflateAll(byte[] bytes) {
    List<byte[]> all = new ArrayList<>();
    all.add(inflate(bytes, 0, true));
    for (int i = 0; i + 2 < bytes.length; i++) {
      int first = bytes[i] & 0xff;
      int second = bytes[i + 1] & 0xff;
      if (first == 0x1f && second == 0x8b && bytes[i + 2] == 8) {
        // Ten bytes of gzip header without a name, as programs write it (RFC 1952).
        all.add(inflate(bytes, i + 10, true));
      } else if ((first & 0x0f) == 8 && (first >> 4) <= 7 && ((first << 8) | second) % 31 == 0) {
        all.add(inflate(bytes, i, false));
      }
    }
    all.removeIf(inflated -> inflated.length == 0);
    return all;
  }

  /** What comes out before the stream ends or turns out to be none. */
  private static byte[] inflate(byte[] bytes, int from, boolean raw) {
    if (from >= bytes.length) {
      return new byte[0];
    }
    Inflater inflater = new Inflater(raw);
    inflater.setInput(bytes, from, bytes.length - from);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 12];
    try {
      for (int count = inflater.inflate(buffer);
          count > 0 && out.size() < MAX_INFLATED_BYTES;
          count = inflater.inflate(buffer)) {
        out.write(buffer, 0, count);
      }
    } catch (DataFormatException e) {
      // No stream, or broken off: what came out before is looked at all the same.
      return out.toByteArray();
    } finally {
      inflater.end();
    }
    return out.toByteArray();
  }

  private static int key(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 24)
        | ((bytes[at + 1] & 0xff) << 16)
        | ((bytes[at + 2] & 0xff) << 8)
        | (bytes[at + 3] & 0xff);
  }

  private static int slot(int key) {
    return (key * 0x9e3779b1) >>> 12;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
