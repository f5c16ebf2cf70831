package org.kumiki.node.participation;

/** Resources of the coordinator that a node uses. */
final class Paths {
  static final String MESSAGES = "/exchange/v1/messages";
  static final String ROSTER = "/exchange/v1/roster";

  static final String MODELS = "/exchange/v1/models";

  private Paths() {}

  static String round(String study, long epoch, int round) {
    return "/exchange/v1/studies/" + study + "/epochs/" + epoch + "/rounds/" + round;
  }

  static String vector(String study, long epoch, int round) {
    return round(study, epoch, round) + "/vector";
  }

  /** What a steward lets out about a study that was declined. */
  static String reason(String study) {
    return "/exchange/v1/studies/" + study + "/reason";
  }

  static String study(String study) {
    return MODELS + "/" + study + "/study";
  }

  static String result(String study) {
    return MODELS + "/" + study + "/result";
  }

  static String card(String study) {
    return MODELS + "/" + study + "/card";
  }
}
