package org.kumiki.coordinator.studies;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.kumiki.coordinator.studies.StudyFile.Unacceptable;
import org.kumiki.exchange.study.Audience;
import org.kumiki.exchange.study.Rights;

/**
 * Rights as a study file writes them: {@code participants}, {@code members}, or a list of
 * organisations.
 *
 * @param use by default the participants
 * @param export by default whoever may use and takes part
 */
public record RightsEntry(JsonNode use, JsonNode export) {
  Rights rights() {
    Audience mayUse = use == null ? Audience.PARTICIPANTS : audience(use);
    Audience standard = mayUse.kind() == Audience.Kind.MEMBERS ? Audience.PARTICIPANTS : mayUse;
    return new Rights(mayUse, export == null ? standard : audience(export));
  }

  private static Audience audience(JsonNode entry) {
    switch (entry.asText()) {
      case "participants":
        return Audience.PARTICIPANTS;
      case "members":
        return Audience.MEMBERS;
      default:
        return new Audience(Audience.Kind.NAMED, names(entry));
    }
  }

  private static List<String> names(JsonNode entry) {
    TreeSet<String> names = new TreeSet<>();
    for (JsonNode name : entry) {
      if (!name.isTextual()) {
        throw unclear();
      }
      names.add(name.asText());
    }
    if (names.isEmpty()) {
      throw unclear();
    }
    return new ArrayList<>(names);
  }

  private static Unacceptable unclear() {
    return new Unacceptable(
        "'rights' has 'use' and 'export': participants, members, or a list of organisations");
  }
}
