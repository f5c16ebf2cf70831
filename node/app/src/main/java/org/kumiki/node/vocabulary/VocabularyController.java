package org.kumiki.node.vocabulary;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.ontology.release.Release;
import org.kumiki.ontology.release.SignedRelease;
import org.kumiki.ontology.release.TermUpgrade;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Which vocabulary this node speaks, and what another release would mean for its data. */
@Controller("/api/v1/vocabulary")
@ExecuteOn(TaskExecutors.BLOCKING)
final class VocabularyController {
  private final VocabularyReleases releases;
  private final OwnColumns columns;

  VocabularyController(VocabularyReleases releases, OwnColumns columns) {
    this.releases = releases;
    this.columns = columns;
  }

  /**
   * The vocabulary of this node.
   *
   * @param inUse the release in use; null while it is the shipped vocabulary
   * @param terms how many terms it has
   * @param newest the newest release that could be used
   * @param releases all releases that are known here, the newest first
   * @param upgrade what {@code newest}, or the release that was asked for, would mean for terms
   *     that columns of this node are mapped to
   */
  @Serdeable
  record VocabularyView(
      @Nullable Integer inUse,
      int terms,
      @Nullable Integer newest,
      List<ReleaseView> releases,
      List<UpgradeView> upgrade) {}

  /**
   * A release whose signature this node has verified.
   *
   * @param here whether its content is here, too, so that it can be used
   */
  @Serdeable
  record ReleaseView(
      int version, String sha256, long statements, Instant releasedAt, boolean here) {
    static ReleaseView of(SignedRelease signed, boolean here) {
      Release release = signed.release();
      return new ReleaseView(
          release.version(),
          release.sha256(),
          release.statements(),
          Instant.ofEpochMilli(release.releasedAtMillis()),
          here);
    }
  }

  /**
   * What a release means for one mapped term.
   *
   * @param gone whether the release has no such term
   * @param reload whether its files have to be loaded again, because the unit is another
   */
  @Serdeable
  record UpgradeView(String iri, String label, boolean gone, boolean reload, List<String> changes) {
    static UpgradeView of(TermUpgrade term) {
      return new UpgradeView(
          term.iri(), term.english(), term.gone(), term.reload(), term.changes());
    }
  }

  /** Which release to use: one whose difference somebody has looked at. */
  @Serdeable
  record Wish(@Nullable Integer version) {}

  /** The vocabulary in use, and what a release would change for this node's columns. */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  VocabularyView show(@QueryValue @Nullable Integer to) {
    Optional<Integer> newest = releases.newest().map(one -> one.release().version());
    Optional<Integer> wanted = Optional.ofNullable(to).or(() -> newest);
    List<SignedRelease> known = releases.known();
    return new VocabularyView(
        releases.inUse().orElse(null),
        releases.current().concepts().size(),
        newest.orElse(null),
        newestFirst(known),
        wanted.map(this::upgrade).orElse(List.of()));
  }

  private List<ReleaseView> newestFirst(List<SignedRelease> known) {
    List<ReleaseView> views = new ArrayList<>();
    known.forEach(
        one -> views.add(0, ReleaseView.of(one, releases.hasContent(one.release().version()))));
    return views;
  }

  private List<UpgradeView> upgrade(int version) {
    Vocabulary then = releases.terms(version).orElseThrow(() -> absent(version));
    return TermUpgrade.of(columns.byTerm().keySet(), releases.current(), then).stream()
        .map(UpgradeView::of)
        .toList();
  }

  /** Uses a release from now on. */
  @Post("/upgrade")
  @OpenTo(Role.STEWARD)
  VocabularyView upgrade(@Body Wish wish) {
    if (wish.version() == null) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST,
          "Say in 'version' which release; GET /api/v1/vocabulary shows what each would change");
    }
    int version = wish.version();
    if (!releases.use(version)) {
      throw absent(version);
    }
    return show(null);
  }

  private static ProblemException absent(int version) {
    return new ProblemException(
        CommonProblem.NOT_FOUND,
        "Release "
            + version
            + " is not here: it comes from the coordinator once it is published and this node has"
            + " a roster");
  }
}
