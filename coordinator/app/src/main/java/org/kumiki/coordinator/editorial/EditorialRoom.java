package org.kumiki.coordinator.editorial;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.rounds.RoundStore;
import org.kumiki.coordinator.usage.UsageBands;
import org.kumiki.coordinator.vocabulary.VocabularyPins;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.editorial.ReviewRules;

/** The parts of this room, wired. */
public final class EditorialRoom {
  private EditorialRoom() {}

  /**
   * What pages and controllers are made of.
   *
   * @param home the alias of the organisation that runs this coordinator
   */
  public static List<Object> beans(
      Jdbi jdbi,
      VocabularyStore vocabulary,
      MembershipStore members,
      RoundStore studies,
      UsageBands usage,
      String home,
      ReviewRules rules,
      Clock clock) {
    Participants participants = new Participants(home, members);
    Proposals proposals = new Proposals(jdbi, vocabulary, participants, rules, clock);
    ReleasedHeaders headers = new ReleasedHeaders(jdbi, proposals, participants, clock);
    Candidates candidates = new Candidates(vocabulary);
    SameOrDifferent pairs = new SameOrDifferent(jdbi, vocabulary, proposals, candidates, usage);
    return List.of(
        proposals,
        new Publishing(jdbi, vocabulary, participants, clock),
        new Discussion(jdbi, proposals, participants, clock),
        new Impact(vocabulary, studies, new VocabularyPins(jdbi), usage),
        headers,
        candidates,
        pairs,
        new Sheets(vocabulary, proposals),
        new ForYou(jdbi, proposals, participants, headers, pairs),
        usage);
  }
}
