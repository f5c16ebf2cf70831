package org.kumiki.coordinator.studies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.kumiki.coordinator.studies.StudyFile.Unacceptable;
import org.kumiki.exchange.study.Method;
import org.kumiki.learning.computation.Ring;

/**
 * Settings of a rehearsal: {@code length} of its vectors, {@code rounds}, and {@code ring} (64 or
 * 32 bits). Stateless.
 */
final class RehearsalSettings {
  static final String NAME = "rehearsal";

  private RehearsalSettings() {}

  static Method read(Map<String, JsonNode> settings) {
    GivenSettings given = new GivenSettings(NAME, settings, List.of("length", "rounds", "ring"));
    try {
      return new Method.Rehearsal(
          given.whole("length"),
          given.whole("rounds"),
          given.has("ring") ? Ring.ofBits(given.whole("ring")) : Ring.Z64);
    } catch (IllegalArgumentException e) {
      throw new Unacceptable(e.getMessage());
    }
  }
}
