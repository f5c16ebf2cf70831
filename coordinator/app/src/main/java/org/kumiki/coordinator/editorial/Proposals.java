package org.kumiki.coordinator.editorial;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.SKOS;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.vocabulary.Snapshot;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.change.Conflict;
import org.kumiki.ontology.editorial.Base;
import org.kumiki.ontology.editorial.Content;
import org.kumiki.ontology.editorial.Drafted;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.EditKeys;
import org.kumiki.ontology.editorial.Event;
import org.kumiki.ontology.editorial.Outcome;
import org.kumiki.ontology.editorial.Participant;
import org.kumiki.ontology.editorial.Proposal;
import org.kumiki.ontology.editorial.ProposalMachine;
import org.kumiki.ontology.editorial.ReviewRules;
import org.kumiki.ontology.editorial.Stage;
import org.kumiki.ontology.editorial.Submission;
import org.kumiki.ontology.editorial.Vote;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/**
 * What people do to proposals, up to acceptance; {@link Publishing} brings them into the log.
 * Whoever has a role at this service proposes and comments; curators review. Each step is one
 * transaction on the locked row, so that two coordinators on one database decide alike.
 * Thread-safe.
 */
public final class Proposals {
  private static final int MOST_LISTED = 500;

  /** Stands for a term in no scheme, for which the standard rule is kept. */
  private static final String NO_SCHEME = "";

  private final Jdbi jdbi;
  private final VocabularyStore vocabulary;
  private final Participants participants;
  private final ReviewRules rules;
  private final Clock clock;

  public Proposals(
      Jdbi jdbi,
      VocabularyStore vocabulary,
      Participants participants,
      ReviewRules rules,
      Clock clock) {
    this.jdbi = jdbi;
    this.vocabulary = vocabulary;
    this.participants = participants;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * What a draft comes to today, and what others should know of it.
   *
   * @param conflicts terms that have changed since their author saw them
   */
  public record Look(Drafted drafted, List<Conflict> conflicts) {
    public Look {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * The same was proposed before and rejected.
   *
   * @param reasons of those who were against it
   */
  public record Remembered(ProposalSummary proposal, List<String> reasons) {
    public Remembered {
      reasons = List.copyOf(reasons);
    }
  }

  /** What stands for the last change of all: who names none has seen the terms as they are. */
  public static final long LATEST = Long.MAX_VALUE;

  /** Begins a draft. */
  public Step begin(Person person, Content content) {
    return begin(person, content, Map.of());
  }

  /**
   * As {@link #begin(Person, Content)}.
   *
   * @param at the last change of the vocabulary that the author has seen
   */
  public Step begin(Person person, Content content, long at) {
    return begin(person, content, seenAt(content.edits(), at));
  }

  /**
   * As {@link #begin(Person, Content)}, for edits whose author saw other versions than those of
   * now.
   *
   * @param seen by term; those that are not named were seen as they are now
   */
  public Step begin(Person person, Content content, Map<String, Long> seen) {
    Map<String, Long> all = seenNow(content.edits());
    all.putAll(seen);
    return jdbi.inTransaction(handle -> begin(handle, participants.of(person), content, all));
  }

  Step begin(Handle handle, Participant by, Content content, Map<String, Long> seen) {
    long now = clock.millis();
    Proposal.Head head = new Proposal.Head(ProposalStore.nextNumber(handle), by, now);
    Outcome outcome = ProposalMachine.begin(head, new Event.Rewrite(by, content, seen));
    return outcome.fold(
        taken -> {
          UUID change = UUID.randomUUID();
          ProposalStore.insert(
              handle,
              (Proposal.Draft) taken.proposal(),
              change,
              new ProposalStore.Done(StepName.BEGIN, by, "", now));
          return new Step.Taken(ProposalReader.find(handle, head.number()).orElseThrow());
        },
        not -> Step.refused(not.refusal()));
  }

  /** As the other one, for an author who has seen the vocabulary as it is. */
  public Step rewrite(Person person, long number, long version, Content content, boolean looked) {
    return rewrite(person, number, version, content, LATEST, looked);
  }

  /**
   * Replaces what a draft says.
   *
   * @param version the one that the author has read
   * @param at the last change of the vocabulary that the author has seen
   * @param looked whether the author has looked at what others changed since
   */
  public Step rewrite(
      Person person, long number, long version, Content content, long at, boolean looked) {
    Participant by = participants.of(person);
    return step(
        number,
        by,
        OptionalLong.of(version),
        StepName.REWRITE,
        "",
        (handle, before) -> {
          Map<String, Long> seen = seenAt(content.edits(), at);
          if (!looked && before instanceof Proposal.Draft draft) {
            draft.seen().forEach((term, known) -> seen.computeIfPresent(term, (t, n) -> known));
          }
          return new Event.Rewrite(by, content, seen);
        });
  }

  /** Asks for review: of a draft, or of the same edits anew after others changed their terms. */
  public Step submit(Person person, long number, long version) {
    Participant by = participants.of(person);
    vocabulary.catchUp();
    return step(
        number,
        by,
        OptionalLong.of(version),
        StepName.SUBMIT,
        "",
        (handle, before) -> submission(by, before, ProposalReader.lastRevision(handle, number)));
  }

  private Event submission(Participant by, Proposal before, Optional<Event.Reviewed> revision) {
    return vocabulary.read(
        now -> {
          Base base = base(now);
          Drafted drafted = Drafted.of(before.content().edits(), base);
          // Whoever submits anew looks at the terms as they are now; a draft was written before.
          Map<String, Long> seen = before instanceof Proposal.Draft draft ? draft.seen() : Map.of();
          return new Event.Submit(
              by,
              drafted,
              rules.of(schemes(base, drafted)),
              base.conflicts(seen),
              clock.millis(),
              revision);
        });
  }

  /** Votes on a revision; the last vote of an account counts. */
  public Step vote(Person person, long number, int revision, Vote.Stance stance, String reason) {
    if (!person.roles().contains(Role.CURATOR)) {
      return Step.refused(EditorialRefusal.NOT_A_CURATOR.of());
    }
    if (person.standing() == Person.Standing.OWNER) {
      return Step.refused(EditorialRefusal.NOT_A_PERSON.of());
    }
    Participant by = participants.of(person);
    Vote vote = new Vote(by, stance, reason.strip(), clock.millis());
    vocabulary.catchUp();
    return step(
        number,
        by,
        OptionalLong.empty(),
        StepName.VOTE,
        vote.reason(),
        (handle, before) ->
            new Event.Cast(vote, revision, conflicts(before), participants.ended(before.votes())));
  }

  /** Turns what was submitted into a draft again. */
  public Step reopen(Person person, long number, long version) {
    Participant by = participants.of(person);
    return step(
        number,
        by,
        OptionalLong.of(version),
        StepName.REOPEN,
        "",
        (handle, before) -> new Event.Reopen(by, seenNow(before.content().edits())));
  }

  /** Takes a proposal back before anything came of it. */
  public Step withdraw(Person person, long number, String reason) {
    Participant by = participants.of(person);
    return step(
        number,
        by,
        OptionalLong.empty(),
        StepName.WITHDRAW,
        reason.strip(),
        (handle, before) -> new Event.Withdraw(by, reason.strip(), clock.millis()));
  }

  private Step step(
      long number,
      Participant by,
      OptionalLong version,
      StepName name,
      String reason,
      BiFunction<Handle, Proposal, Event> event) {
    return jdbi.inTransaction(
        handle -> {
          Optional<StoredProposal> before =
              ProposalReader.lock(handle, number).filter(one -> isShown(one, by));
          if (before.isEmpty()) {
            return Step.refused(EditorialRefusal.NO_SUCH_PROPOSAL.of());
          }
          if (version.isPresent() && version.getAsLong() != before.get().version()) {
            return Step.refused(EditorialRefusal.CHANGED_MEANWHILE.of());
          }
          Proposal state = before.get().proposal();
          return ProposalMachine.step(state, event.apply(handle, state))
              .fold(
                  taken -> {
                    ProposalStore.save(
                        handle,
                        before.get(),
                        taken.proposal(),
                        new ProposalStore.Done(name, by, reason, clock.millis()));
                    return new Step.Taken(ProposalReader.find(handle, number).orElseThrow());
                  },
                  not -> Step.refused(not.refusal()));
        });
  }

  /** A proposal, if this person may see it: drafts are their authors' alone. */
  public Optional<StoredProposal> find(Person person, long number) {
    Participant by = participants.of(person);
    return jdbi.inTransaction(handle -> ProposalReader.find(handle, number))
        .filter(one -> isShown(one, by));
  }

  private static boolean isShown(StoredProposal one, Participant to) {
    boolean draft = one.proposal() instanceof Proposal.Draft;
    return !draft || one.proposal().head().author().account().equals(to.account());
  }

  /** The newest proposals in some stages, by their last step; of drafts the person's own. */
  public List<ProposalSummary> list(Person person, Collection<Stage> stages) {
    String account = participants.of(person).account();
    return jdbi.withHandle(handle -> ProposalLists.of(handle, stages, account, MOST_LISTED));
  }

  /**
   * What a proposal comes to in the vocabulary of now. Of one that is submitted, the conflicts are
   * those with what was submitted.
   */
  public Look look(Proposal proposal) {
    return vocabulary.read(
        now ->
            new Look(
                Drafted.of(proposal.content().edits(), base(now)),
                base(now).conflicts(seen(proposal))));
  }

  /** Terms of a proposal that have changed since its author, or its reviewers, saw them. */
  List<Conflict> conflicts(Proposal proposal) {
    return vocabulary.read(now -> base(now).conflicts(seen(proposal)));
  }

  private static Map<String, Long> seen(Proposal proposal) {
    return proposal instanceof Proposal.Draft draft
        ? draft.seen()
        : proposal.submitted().map(Submission::basedOn).orElse(Map.of());
  }

  /** What edits come to in the vocabulary of now. */
  public Drafted drafted(List<Edit> edits) {
    return vocabulary.read(now -> Drafted.of(edits, base(now)));
  }

  /** Whether this person wrote a proposal. */
  public boolean isOwn(Person person, StoredProposal proposal) {
    return proposal.proposal().head().author().account().equals(participants.of(person).account());
  }

  /** What was rejected before and asks the same as these edits, the newest first. */
  public List<Remembered> remembered(List<Edit> edits, long besides) {
    return rejected(EditKeys.of(edits), besides);
  }

  List<Remembered> rejected(Set<String> keys, long besides) {
    return jdbi.inTransaction(
        handle ->
            ProposalLists.asking(handle, keys, List.of(Stage.REJECTED), 20).stream()
                .filter(one -> one.number() != besides)
                .map(one -> new Remembered(one, ProposalLists.objections(handle, one.number())))
                .toList());
  }

  /** The person's own drafts that ask one of these things, the newest first. */
  List<ProposalSummary> drafts(Person person, Set<String> keys) {
    String account = participants.of(person).account();
    return jdbi.withHandle(handle -> ProposalLists.drafts(handle, account, keys, 5));
  }

  /** Open proposals that ask the same as these edits, drafts left out, the newest first. */
  public List<ProposalSummary> alike(List<Edit> edits, long besides) {
    Set<String> keys = EditKeys.of(edits);
    return jdbi
        .withHandle(
            handle ->
                ProposalLists.asking(handle, keys, List.of(Stage.IN_REVIEW, Stage.ACCEPTED), 20))
        .stream()
        .filter(one -> one.number() != besides)
        .toList();
  }

  /**
   * The versions of the terms that edits are about, as they were seen by whoever read the
   * vocabulary up to a change. Of a term that has changed since, one that it had is named: enough
   * to tell that it is not this.
   */
  Map<String, Long> seenAt(List<Edit> edits, long at) {
    Map<String, Long> seen = seenNow(edits);
    seen.replaceAll((term, version) -> Math.min(version, at));
    return seen;
  }

  /** The versions, now, of the terms that edits are about. */
  Map<String, Long> seenNow(List<Edit> edits) {
    return vocabulary.read(now -> base(now).versionsOf(Edit.terms(edits)));
  }

  private static Set<String> schemes(Base base, Drafted drafted) {
    Set<String> schemes = new TreeSet<>();
    for (String term : drafted.patch().subjects()) {
      Set<String> known = base.schemes(term);
      schemes.addAll(known);
      if (known.isEmpty() && isConcept(base, term)) {
        schemes.add(NO_SCHEME);
      }
    }
    drafted.patch().added().stream()
        .filter(quad -> quad.getPredicate().getURI().equals(Names.SKOS + "inScheme"))
        .forEach(quad -> schemes.add(quad.getObject().getURI()));
    return schemes;
  }

  private static boolean isConcept(Base base, String term) {
    return base.all()
        .contains(NodeFactory.createURI(term), RDF.type.asNode(), SKOS.Concept.asNode());
  }

  /** What edits are made of. */
  static Base base(Snapshot now) {
    return new Base(
        now.dataset().getGraph(NodeFactory.createURI(Names.SHARED)), now.graph(), now::version);
  }
}
