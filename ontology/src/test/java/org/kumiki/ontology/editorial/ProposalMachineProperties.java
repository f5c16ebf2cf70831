package org.kumiki.ontology.editorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.kumiki.ontology.change.Conflict;
import org.kumiki.ontology.editorial.ReviewRule.Objections;
import org.kumiki.ontology.editorial.Vote.Stance;
import org.kumiki.ontology.term.Language;

/** Whatever people do, in whatever order: a proposal gets into the log only by the rules. */
class ProposalMachineProperties {
  private static final String TENSILE = Shipped.term("tensileStrength");
  private static final Drafted DRAFTED =
      Drafted.of(
          List.of(new Edit.AddSynonym(TENSILE, Edit.Synonym.alternative("Rm max", Language.EN))),
          Shipped.base());
  private static final Content CONTENT = new Content("A synonym", "evidence\n\n根拠", List.of());
  private static final List<Participant> PEOPLE = people();

  private static List<Participant> people() {
    List<Participant> people = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      people.add(new Participant("id-" + i, "P" + i, List.of("aoba", "birch", "cedar").get(i / 2)));
    }
    return people;
  }

  @Property(tries = 2_000)
  void onlyWhatTheRuleAllowsIsEverPublished(
      @ForAll("rules") ReviewRule rule, @ForAll("events") List<Event> events) {
    Participant author = PEOPLE.get(0);
    Proposal proposal =
        new Proposal.Draft(new Proposal.Head(1, author, 0), CONTENT, Map.of(TENSILE, 1L), 0);
    int revision = 0;
    for (Event event : events) {
      Event ruled =
          event instanceof Event.Submit submit
              ? new Event.Submit(submit.by(), DRAFTED, rule, submit.conflicts(), 0)
              : event;
      Stage before = Stage.of(proposal);
      Proposal from = proposal;
      proposal =
          ProposalMachine.step(proposal, ruled).fold(Outcome.Taken::proposal, refused -> from);
      revision = check(proposal, before, rule, author, revision);
    }
  }

  private static int check(
      Proposal proposal, Stage before, ReviewRule rule, Participant author, int revision) {
    Stage now = Stage.of(proposal);
    if (now == Stage.ACCEPTED || now == Stage.PUBLISHED) {
      List<Vote> yes =
          proposal.votes().stream().filter(vote -> vote.stance() == Stance.APPROVE).toList();
      Set<String> accounts =
          yes.stream().map(vote -> vote.voter().account()).collect(Collectors.toSet());
      Set<String> organisations =
          yes.stream().map(vote -> vote.voter().organisation()).collect(Collectors.toSet());
      assertTrue(accounts.size() >= rule.reviewers() && accounts.size() == yes.size());
      assertTrue(organisations.size() >= rule.organisations());
      assertTrue(!accounts.contains(author.account()));
      long no = proposal.votes().size() - yes.size();
      assertTrue(rule.objections() == Objections.BLOCK ? no == 0 : no < yes.size());
    }
    if (now == Stage.PUBLISHED) {
      assertTrue(before == Stage.ACCEPTED || before == Stage.PUBLISHED, before.name());
    }
    if (before == Stage.REJECTED || before == Stage.WITHDRAWN) {
      assertEquals(before, now, "nothing leads on from here");
    }
    int next = proposal.submitted().map(Submission::revision).orElse(revision);
    assertTrue(next >= revision, "revisions never go back");
    return next;
  }

  @Property(tries = 500)
  void theOrderOfVotesDoesNotMatter(
      @ForAll("rules") ReviewRule rule, @ForAll("ballots") List<Vote> votes, @ForAll long seed) {
    List<Vote> shuffled = new ArrayList<>(votes);
    Collections.shuffle(shuffled, new Random(seed));

    assertEquals(rule.of(votes), rule.of(shuffled));
  }

  @Property(tries = 500)
  void anotherApprovalNeverRejectsAndAnotherObjectionNeverAccepts(
      @ForAll("rules") ReviewRule rule, @ForAll("ballots") List<Vote> votes) {
    Participant newcomer = new Participant("id-new", "N", "aoba");
    List<Vote> approved = new ArrayList<>(votes);
    approved.add(new Vote(newcomer, Stance.APPROVE, "", 0));
    List<Vote> objected = new ArrayList<>(votes);
    objected.add(new Vote(newcomer, Stance.OBJECT, "no", 0));

    if (rule.of(votes) != ReviewRule.Standing.REJECTED) {
      assertTrue(rule.of(approved) != ReviewRule.Standing.REJECTED);
    }
    if (rule.of(votes) != ReviewRule.Standing.ACCEPTED) {
      assertTrue(rule.of(objected) != ReviewRule.Standing.ACCEPTED);
    }
  }

  @Provide
  Arbitrary<ReviewRule> rules() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(Objections.class))
        .as((reviewers, from, how) -> new ReviewRule(reviewers, Math.min(from, reviewers), how));
  }

  @Provide
  Arbitrary<List<Vote>> ballots() {
    return Arbitraries.of(Stance.class)
        .list()
        .ofMaxSize(PEOPLE.size())
        .map(
            stances -> {
              List<Vote> votes = new ArrayList<>();
              for (int i = 0; i < stances.size(); i++) {
                votes.add(new Vote(PEOPLE.get(i), stances.get(i), "why", i));
              }
              return votes;
            });
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<Participant> who = Arbitraries.of(PEOPLE);
    Participant author = PEOPLE.get(0);
    Arbitrary<List<Conflict>> conflicts =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.just(List.<Conflict>of())),
            Tuple.of(1, Arbitraries.just(List.of(new Conflict(TENSILE, 1, 2)))));
    Arbitrary<Event> cast =
        Combinators.combine(
                who,
                Arbitraries.of(Stance.class),
                Arbitraries.of("", "why"),
                Arbitraries.integers().between(1, 3),
                conflicts)
            .as(
                (by, stance, why, revision, changed) ->
                    new Event.Cast(new Vote(by, stance, why, 0), revision, changed));
    Arbitrary<Event> submit =
        conflicts.map(
            changed -> new Event.Submit(author, DRAFTED, ReviewRule.STANDARD, changed, 0));
    Arbitrary<Event> publish =
        Combinators.combine(who, Arbitraries.integers().between(1, 3))
            .as((by, revision) -> new Event.Publish(by, revision, 9, 0));
    Arbitrary<Event> rest =
        Arbitraries.oneOf(
            who.map(by -> new Event.Reopen(by, Map.of(TENSILE, 1L))),
            who.map(by -> new Event.Rewrite(by, CONTENT, Map.of(TENSILE, 1L))),
            who.map(by -> new Event.Withdraw(by, "", 0)),
            who.map(by -> new Event.TakeBack(by, "why", 10, 0)));
    return Arbitraries.frequencyOf(
            Tuple.of(12, cast), Tuple.of(4, submit), Tuple.of(3, publish), Tuple.of(1, rest))
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }
}
