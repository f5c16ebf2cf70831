package org.kumiki.learning.computation;

import java.util.Arrays;
import java.util.function.Function;

/**
 * The one way to write a computation, a state or a result as bytes: equal values have equal bytes
 * and no other bytes are accepted, so that the SHA-256 of the form identifies the value. Stateless.
 *
 * <p>Version 1, integers big-endian: magic {@code KMKC} (computation) or {@code KMKS} (stage), u16
 * version, u8 kind, then the record's components in order. Text is UTF-8 behind a u16 length, a
 * list stands behind a u16 count, a double is its IEEE 754 bits with one NaN and no negative zero.
 * A stage holds its computation without the magic and version.
 *
 * <p>Decoding refuses with {@link IllegalArgumentException}, whose message names the field, and
 * allocates nothing that the bytes at hand do not pay for.
 */
public final class CanonicalForm {
  /**
   * Above the form of any stage: 4,096 long names, Gram sums of 1,000 random features, intervals of
   * 500 features.
   */
  public static final int MAX_BYTES = 16 << 20;

  private static final int COMPUTATION_MAGIC = 0x4b4d4b43;
  private static final int STAGE_MAGIC = 0x4b4d4b53;
  private static final int VERSION = 1;

  private CanonicalForm() {}

  public static byte[] encode(Computation computation) {
    FormWriter out = new FormWriter().u32(COMPUTATION_MAGIC).u16(VERSION);
    ComputationForm.write(out, computation);
    return out.toByteArray();
  }

  public static byte[] encode(Stage stage) {
    FormWriter out = new FormWriter().u32(STAGE_MAGIC).u16(VERSION);
    StageForm.write(out, stage);
    return out.toByteArray();
  }

  public static Computation decodeComputation(byte[] form) {
    Computation computation = decode(form, COMPUTATION_MAGIC, ComputationForm::read);
    requireCanonical(form, encode(computation));
    return computation;
  }

  public static Stage decodeStage(byte[] form) {
    Stage stage = decode(form, STAGE_MAGIC, StageForm::read);
    requireCanonical(form, encode(stage));
    return stage;
  }

  private static <T> T decode(byte[] form, int magic, Function<FormReader, T> body) {
    if (form.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "the form has " + form.length + " bytes; at most " + MAX_BYTES + " are read");
    }
    FormReader in = new FormReader(form);
    if (in.u32("magic") != magic) {
      throw new IllegalArgumentException("these bytes are not the form that was asked for");
    }
    int version = in.u16("version");
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "version " + version + " of the form is unknown; this release reads " + VERSION);
    }
    T value = body.apply(in);
    in.end();
    return value;
  }

  // What a record normalises when it is made (negative zero, a NaN's payload) shows here.
  private static void requireCanonical(byte[] form, byte[] again) {
    if (!Arrays.equals(form, again)) {
      throw new IllegalArgumentException("the form is not canonical");
    }
  }
}
