package org.kumiki.exchange.study;

import java.util.List;
import org.kumiki.exchange.wire.WireFormatException;

/**
 * What may be done with the model that a study makes; approved with the study and never changed.
 * The coordinator gives the model to nobody else, and a node that holds it does not do for its
 * people what is not allowed; what an organisation does with a file that it exported, no program
 * can hinder.
 *
 * @param use who may predict by it, suggest by it and learn from it
 * @param export who may hand it to other programs, among those
 */
public record Rights(Audience use, Audience export) {
  /** As all models were before there were rights. */
  public static final Rights PARTICIPANTS =
      new Rights(Audience.PARTICIPANTS, Audience.PARTICIPANTS);

  /** Whether nobody outside the cohort gets the model: beyond it a steward decides. */
  public boolean staysWithin(List<String> cohort) {
    return use.within(Audience.PARTICIPANTS, cohort);
  }

  void requireSensible(List<String> cohort) {
    if (!export.within(use, cohort)) {
      throw new WireFormatException(
          "rights: who may export a model must be among those who may use it");
    }
  }

  /** Everybody whom the rights name, to be looked for in a roster. */
  List<String> named() {
    return use.names();
  }
}
