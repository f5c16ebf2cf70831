package org.kumiki.trial.seeded;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.round.CoordinatorRound;
import org.kumiki.exchange.study.Study;

/**
 * All processes of a consortium and the line between them. Tests drive it in order with {@link
 * #run}; {@link Schedule} drives it by a seed.
 */
public final class Federation {
  public final Consortium consortium;
  public final CoordinatorProcess coordinator;
  public final SortedMap<String, MemberProcess> members = new TreeMap<>();
  final Watch watch;
  final List<Study> studies = new ArrayList<>();

  /** All honest. */
  Federation(Consortium consortium, long seed) {
    this(consortium, seed, Script.HONEST, Set.of());
  }

  /**
   * @param script what the malicious ones say
   * @param lost members that are the adversary's
   */
  public Federation(Consortium consortium, long seed, Script script, Set<String> lost) {
    this.consortium = consortium;
    this.watch = new Watch(consortium, lost);
    this.coordinator = new CoordinatorProcess(consortium, script, watch);
    for (String name : consortium.members()) {
      members.put(name, new MemberProcess(name, consortium, coordinator, script, watch, seed));
    }
  }

  public Federation submit(Study study) {
    studies.add(study);
    watch.submitted(study);
    coordinator.submit(study);
    return this;
  }

  public boolean has(Study study) {
    return studies.contains(study);
  }

  /** All masked vectors of a member that were committed to its outbox in this round. */
  public List<long[]> masked(Study study, String member, int round) {
    return watch.masked(study, member, round);
  }

  /** The sum of this round as honest members would have it. */
  public long[] plainSum(Study study, int round) {
    return watch.plain(study).sum(round);
  }

  public MemberProcess member(String name) {
    return members.get(name);
  }

  /** In order and without faults, until nothing moves any more. */
  public Federation run() {
    while (step()) {
      // Each step moves one thing.
    }
    return this;
  }

  /** One thing in a fixed order; false if nothing can move. */
  public boolean step() {
    for (MemberProcess member : members.values()) {
      if (!member.outbox().isEmpty()) {
        send(member, member.outbox().peek());
        return true;
      }
    }
    for (MemberProcess member : members.values()) {
      if (hasLetter(member)) {
        deliver(member, Boundary.NONE);
        return true;
      }
    }
    for (Study study : studies) {
      if (coordinator.state(study) instanceof CoordinatorRound.Opening) {
        coordinator.open(study, Boundary.NONE);
        return true;
      }
    }
    return false;
  }

  boolean hasLetter(MemberProcess member) {
    return member.position() < coordinator.inbox(member.name()).size();
  }

  void deliver(MemberProcess member, Boundary boundary) {
    member.handle(coordinator.inbox(member.name()).get(member.position()), true, boundary);
  }

  /** Sends and takes it out of the outbox if the answer says so. */
  CoordinatorProcess.Answer send(MemberProcess member, Outgoing outgoing) {
    CoordinatorProcess.Answer answer = transmit(outgoing, Boundary.NONE);
    if (answer == CoordinatorProcess.Answer.DONE || answer == CoordinatorProcess.Answer.REFUSED) {
      member.outbox().remove(outgoing);
    }
    return answer;
  }

  /** Sends; the outbox is as before. */
  CoordinatorProcess.Answer transmit(Outgoing outgoing, Boundary atCoordinator) {
    if (outgoing instanceof Outgoing.Vector vector) {
      watch.sent(vector.root());
      return coordinator.receive(vector, vector.bytes());
    }
    Outgoing.Letter letter = (Outgoing.Letter) outgoing;
    return coordinator.receive(letter.message().encode(), atCoordinator);
  }
}
