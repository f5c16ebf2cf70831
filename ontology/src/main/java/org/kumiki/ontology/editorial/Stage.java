package org.kumiki.ontology.editorial;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The states of a proposal by name. */
public enum Stage {
  DRAFT("a draft", "下書き"),
  IN_REVIEW("in review", "審査中"),
  ACCEPTED("accepted", "承認済み"),
  PUBLISHED("published", "公開済み"),
  TAKEN_BACK("taken back", "取り消し済み"),
  REJECTED("rejected", "却下"),
  WITHDRAWN("withdrawn", "取り下げ");

  private final Words words;

  Stage(String english, String japanese) {
    this.words = new Words(english, japanese);
  }

  /** The state's name, for people. */
  public Words words() {
    return words;
  }

  /** The state of a proposal. */
  public static Stage of(Proposal proposal) {
    return proposal.fold(
        new Proposal.Cases<>() {
          @Override
          public Stage draft(Proposal.Draft draft) {
            return DRAFT;
          }

          @Override
          public Stage inReview(Proposal.InReview review) {
            return IN_REVIEW;
          }

          @Override
          public Stage accepted(Proposal.Accepted accepted) {
            return ACCEPTED;
          }

          @Override
          public Stage published(Proposal.Published published) {
            return PUBLISHED;
          }

          @Override
          public Stage takenBack(Proposal.TakenBack takenBack) {
            return TAKEN_BACK;
          }

          @Override
          public Stage rejected(Proposal.Rejected rejected) {
            return REJECTED;
          }

          @Override
          public Stage withdrawn(Proposal.Withdrawn withdrawn) {
            return WITHDRAWN;
          }
        });
  }

  /** That a step fits other states. */
  static Outcome wrong(Proposal proposal, Stage... fitting) {
    Words now = of(proposal).words();
    String english =
        Arrays.stream(fitting).map(stage -> stage.words.en()).collect(Collectors.joining(" or "));
    String japanese =
        Arrays.stream(fitting).map(stage -> stage.words.ja()).collect(Collectors.joining("、"));
    return Hindrance.WRONG_STATE.of(
        new Object[] {now.en(), english}, new Object[] {now.ja(), japanese});
  }
}
