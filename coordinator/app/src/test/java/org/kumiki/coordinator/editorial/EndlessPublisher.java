package org.kumiki.coordinator.editorial;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.editorial.Content;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.Edit.Synonym;
import org.kumiki.ontology.editorial.ReviewRules;
import org.kumiki.ontology.editorial.Vote.Stance;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/**
 * A process that proposes, reviews, publishes and takes back until it is killed, and says what was
 * done. Arguments: JDBC URL, user, seed; the password comes on standard input.
 */
final class EndlessPublisher {
  private static final Person AUTHOR = EditorialDatabase.guest("sato", "aoba", Role.SCIENTIST);
  private static final Person ONE = EditorialDatabase.guest("suzuki", "aoba", Role.CURATOR);
  private static final Person OTHER = EditorialDatabase.guest("brown", "birch", Role.CURATOR);
  private static final Person OPERATOR = EditorialDatabase.home("ota", Role.OPERATOR);

  private EndlessPublisher() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Jdbi jdbi = Jdbi.create(arguments[0], arguments[1], in.readLine());
    Random random = new Random(Long.parseLong(arguments[2]));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (VocabularyStore store = VocabularyStore.open(jdbi)) {
      Participants participants =
          new Participants(EditorialDatabase.HOME, new MembershipStore(jdbi));
      Clock clock = Clock.systemUTC();
      Proposals proposals = new Proposals(jdbi, store, participants, ReviewRules.STANDARD, clock);
      Publishing publishing = new Publishing(jdbi, store, participants, clock);
      out.println("ready");
      while (true) {
        long number = accepted(proposals, "k" + Long.toHexString(random.nextLong()));
        taken(publishing.publish(ONE, number, 1));
        out.println("published " + number);
        if (random.nextBoolean()) {
          taken(publishing.takeBack(OPERATOR, number, "on second thoughts"));
          out.println("taken-back " + number);
        }
      }
    }
  }

  private static long accepted(Proposals proposals, String name) {
    Edit edit =
        new Edit.AddSynonym(Names.TERM + "tensileStrength", Synonym.alternative(name, Language.EN));
    StoredProposal draft =
        taken(proposals.begin(AUTHOR, new Content(name, "because\n\n理由", List.of(edit))));
    taken(proposals.submit(AUTHOR, draft.number(), draft.version()));
    taken(proposals.vote(ONE, draft.number(), 1, Stance.APPROVE, ""));
    taken(proposals.vote(OTHER, draft.number(), 1, Stance.APPROVE, ""));
    return draft.number();
  }

  private static StoredProposal taken(Step step) {
    return step.fold(
        Step.Taken::proposal,
        not -> {
          throw new IllegalStateException(not.refusal().words().en());
        });
  }
}
