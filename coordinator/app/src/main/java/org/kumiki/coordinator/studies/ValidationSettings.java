package org.kumiki.coordinator.studies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.wire.ByteString;

/**
 * Settings of a validation: whether {@code baselines} are summed, and each term's {@code
 * importance}; both are by default. Stateless.
 */
final class ValidationSettings {
  static final String NAME = "validation";

  private ValidationSettings() {}

  static Method read(Map<String, JsonNode> settings, ByteString model) {
    GivenSettings given = new GivenSettings(NAME, settings, List.of("baselines", "importance"));
    return new Method.Validation(
        model, given.flag("baselines", true), given.flag("importance", true));
  }
}
