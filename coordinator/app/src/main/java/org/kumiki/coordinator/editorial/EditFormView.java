package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.Map;

/**
 * The form of an edit as it is shown.
 *
 * @param fields what stands in it
 * @param drafts of the person who looks, to which the edit can be added
 * @param meant terms that may have been meant in the field that could not be read
 */
public record EditFormView(
    Map<String, String> fields, FormOffer offer, List<ProposalSummary> drafts, List<Named> meant) {

  /** What stands in a field. */
  public String value(String field) {
    return fields.getOrDefault(field, "");
  }

  /** The sort of edit that is chosen; empty before. */
  public String kind() {
    return EditForm.KINDS.contains(value("change")) ? value("change") : "";
  }

  /** All sorts, in the order in which they are offered. */
  public List<String> kinds() {
    return EditForm.KINDS;
  }

  /** Whether an edit that stands in a draft is changed. */
  public boolean again() {
    return !value("edit").isEmpty();
  }

  /** A box; ticked from the start are those that usually are. */
  public boolean ticked(String field) {
    boolean fresh = !fields.containsKey("formToken") && !again();
    return fields.containsKey(field) || (fresh && field.equals("keepOld"));
  }
}
