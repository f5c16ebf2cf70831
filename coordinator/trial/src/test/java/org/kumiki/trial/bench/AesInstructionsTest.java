package org.kumiki.trial.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AesInstructionsTest {
  @Test
  void wideInstructionsCountOnlyWithTheRegistersThatTheyNeed() {
    assertEquals("VAES", kind("fpu aes avx512f vaes"));
    assertEquals("AES-NI", kind("fpu aes vaes"));
    assertEquals("AES-NI", kind("fpu aes"));
    assertEquals("none", kind("fpu sse2 aesx"));
  }

  @Test
  void aMachineThatDoesNotSayIsUnknown() {
    assertEquals("unknown", AesInstructions.kind(List.of("processor : 0")));
  }

  private static String kind(String flags) {
    return AesInstructions.kind(List.of("processor\t: 0", "flags\t\t: " + flags));
  }
}
