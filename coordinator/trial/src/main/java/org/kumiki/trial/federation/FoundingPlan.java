package org.kumiki.trial.federation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.trial.federation.LocalFederation.Member;

/**
 * What a federation on this machine is founded with.
 *
 * @param members who is invited, and in the first roster
 * @param vocabulary Turtle with terms beyond the shipped ones, for every service; may be empty
 * @param programs where PostgreSQL's programs are unpacked; by default in the federation's folder
 * @param particulars what single services' settings say, by organisation and {@link #COORDINATOR}
 */
public record FoundingPlan(
    List<Member> members,
    String vocabulary,
    Optional<Path> programs,
    Map<String, Particulars> particulars) {
  /** The coordinator among the services; no organisation can have this name. */
  public static final String COORDINATOR = CoordinatorFolder.NAME;

  /**
   * Of one service.
   *
   * @param apiPort of the people's listener; 0 takes any free one
   * @param lines of {@code kumiki.yml} beside those that every service has; may be empty
   */
  public record Particulars(int apiPort, String lines) {
    private static final Particulars NONE = new Particulars(0, "");
  }

  public FoundingPlan {
    members = List.copyOf(members);
    particulars = Map.copyOf(particulars);
  }

  /** With the shipped vocabulary, and any free ports. */
  public static FoundingPlan of(List<Member> members) {
    return new FoundingPlan(members, "", Optional.empty(), Map.of());
  }

  public FoundingPlan withVocabulary(String turtle) {
    return new FoundingPlan(members, turtle, programs, particulars);
  }

  public FoundingPlan withPrograms(Path folder) {
    return new FoundingPlan(members, vocabulary, Optional.of(folder), particulars);
  }

  public FoundingPlan with(Map<String, Particulars> ofServices) {
    return new FoundingPlan(members, vocabulary, programs, ofServices);
  }

  /** The organisations in their order. */
  List<String> organisations() {
    return members.stream().map(Member::organisation).toList();
  }

  Particulars of(String service) {
    return particulars.getOrDefault(service, Particulars.NONE);
  }
}
