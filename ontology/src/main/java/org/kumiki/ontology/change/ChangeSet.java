package org.kumiki.ontology.change;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One change of the vocabulary, made as a whole or not at all. Immutable.
 *
 * @param id chosen by who makes it: the same one again is the same change, sent twice
 * @param origin who, when, why
 * @param basedOn for each term that it changes, and for any other whose state it relies on, the
 *     version that its maker saw: the place in the log of the last change to it, 0 if there was no
 *     such term
 * @param patch what it does
 */
public record ChangeSet(UUID id, Origin origin, Map<String, Long> basedOn, Patch patch) {

  public ChangeSet {
    basedOn = Collections.unmodifiableMap(new TreeMap<>(basedOn));
    if (patch.isEmpty()) {
      throw new UnacceptableChange("nothing is changed; change something before you save");
    }
    for (String subject : patch.subjects()) {
      if (!basedOn.containsKey(subject)) {
        throw new UnacceptableChange(
            "the change says nothing of the version of "
                + subject
                + " that it is based on; name it");
      }
    }
  }

  /**
   * What takes an earlier change back as a whole. It is based on the state that the change left:
   * whatever has changed one of its terms since is a conflict.
   */
  public static ChangeSet undoing(LogEntry entry, UUID id, Origin origin) {
    return undoing(entry, id, origin, Map.of());
  }

  /**
   * As the other one, for terms that were changed since and are again as the change left them: what
   * came after was taken back itself, and nothing of it would be lost.
   *
   * @param again for each such term, the version at which it is so
   */
  public static ChangeSet undoing(LogEntry entry, UUID id, Origin origin, Map<String, Long> again) {
    Patch inverse = entry.change().patch().inverse();
    Map<String, Long> basedOn = new HashMap<>();
    inverse
        .subjects()
        .forEach(subject -> basedOn.put(subject, again.getOrDefault(subject, entry.sequence())));
    Origin undo = origin.as(Origin.Kind.UNDO, Optional.of(entry.sequence()));
    return new ChangeSet(id, undo, basedOn, inverse);
  }
}
