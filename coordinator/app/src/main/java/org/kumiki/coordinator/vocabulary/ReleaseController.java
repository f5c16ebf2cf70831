package org.kumiki.coordinator.vocabulary;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.List;
import org.kumiki.ontology.change.TermDiff;
import org.kumiki.ontology.release.Release;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Signed releases of the vocabulary, for people, other programs and nodes. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReleaseController {
  private static final String GZIP = "application/gzip";
  private static final int LONGEST_NOTE = 4_000;

  /** A release does not change, so whoever has it need not ask again. */
  private static final String FOR_EVER = "private, max-age=31536000, immutable";

  private final ReleaseStore releases;

  ReleaseController(ReleaseStore releases) {
    this.releases = releases;
  }

  /**
   * A release.
   *
   * @param sequence the last change that it holds
   * @param statements how many statements it has
   * @param sha256 of its content as canonical N-Quads
   * @param previousSha256 of the release before; 64 zeros for the first
   * @param releasedBy who has released it; null for a stranger, whom a public vocabulary names
   *     nobody
   * @param note what is new, in words
   * @param signed what the coordinator has signed, with the signature
   */
  @Serdeable
  record ReleaseView(
      int version,
      long sequence,
      long statements,
      String sha256,
      String previousSha256,
      Instant releasedAt,
      @Nullable String releasedBy,
      String note,
      String signed) {
    static ReleaseView of(ReleaseStore.Published published, HttpRequest<?> request) {
      boolean known = request.getAttribute(Person.ATTRIBUTE).isPresent();
      Release release = published.signed().release();
      return new ReleaseView(
          release.version(),
          release.sequence(),
          release.statements(),
          release.sha256(),
          release.previousSha256(),
          Instant.ofEpochMilli(release.releasedAtMillis()),
          known ? published.releasedBy() : null,
          published.note(),
          published.signed().text());
    }
  }

  /** What is new, in words. */
  @Serdeable
  record ReleaseNote(@Nullable String note) {}

  /** What leads from one release to another, term by term. */
  @Serdeable
  record ReleaseDiff(int from, int to, List<TermDiffView> terms) {}

  /** All releases, the newest first. */
  @Get(uri = "/ontology/releases", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.PEOPLE)
  List<ReleaseView> all(HttpRequest<?> request) {
    return releases.all().stream().map(one -> ReleaseView.of(one, request)).toList();
  }

  /** One release. */
  @Get(uri = "/ontology/releases/{version}", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<ReleaseView> one(HttpRequest<?> request, int version) {
    return HttpResponse.ok(ReleaseView.of(found(version), request))
        .header("Cache-Control", FOR_EVER);
  }

  /** What the coordinator has signed of it, with the signature; for Ed25519 tools. */
  @Get(uri = "/ontology/releases/{version}/signed", produces = MediaType.TEXT_PLAIN)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> signed(int version) {
    return HttpResponse.ok(found(version).signed().text()).header("Cache-Control", FOR_EVER);
  }

  /** Its content: canonical N-Quads, compressed with gzip. */
  @Get(uri = "/ontology/releases/{version}/content", produces = GZIP)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<byte[]> content(int version) {
    return HttpResponse.ok(packed(version)).header("Cache-Control", FOR_EVER);
  }

  /** What leads from one release to another. */
  @Get(uri = "/ontology/releases/{from}/diff/{to}", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.PEOPLE)
  ReleaseDiff diff(int from, int to) {
    return new ReleaseDiff(
        from,
        to,
        releases
            .between(from, to)
            .orElseThrow(ReleaseController::unknown)
            .patch()
            .map(TermDiff::of)
            .orElseThrow(ReleaseController::tooMuch)
            .stream()
            .map(TermDiffView::of)
            .toList());
  }

  /** Freezes and signs the vocabulary as it is. */
  @Status(HttpStatus.CREATED)
  @Post(uri = "/api/v1/vocabulary/releases", produces = MediaType.APPLICATION_JSON)
  @OpenTo(Role.CURATOR)
  HttpResponse<ReleaseView> release(HttpRequest<?> request, @Body ReleaseNote body) {
    String note = body.note() == null ? "" : body.note().strip();
    if (note.isEmpty() || note.length() > LONGEST_NOTE) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST,
          "Say in 'note' what is new, in at most " + LONGEST_NOTE + " characters");
    }
    Person person = Person.of(request);
    ReleaseStore.Outcome outcome = releases.release(note, person.signature(person.name()));
    if (outcome instanceof ReleaseStore.Outcome.NothingNew same) {
      throw new ProblemException(
          VocabularyProblem.NOTHING_NEW,
          "The vocabulary is that of release " + same.version() + "; publish a change first");
    }
    if (outcome instanceof ReleaseStore.Outcome.Incomplete incomplete) {
      throw new ProblemException(VocabularyProblem.BREAKS_RULES, incomplete.sentence());
    }
    ReleaseStore.Published published = ((ReleaseStore.Outcome.Released) outcome).release();
    return HttpResponse.status(HttpStatus.CREATED).body(ReleaseView.of(published, request));
  }

  /**
   * For nodes: the signed texts of releases after a version, oldest first, each behind the other;
   * at most 100.
   */
  @Hidden
  @Get(uri = "/exchange/v1/vocabulary/releases", produces = MediaType.TEXT_PLAIN)
  @OpenTo(audience = Audience.MACHINES)
  String after(@QueryValue int after) {
    StringBuilder texts = new StringBuilder();
    releases.after(after).forEach(one -> texts.append(one.signed().text()).append('\n'));
    return texts.toString();
  }

  /** For nodes: the content of a release. */
  @Hidden
  @Get(
      uri = "/exchange/v1/vocabulary/releases/{version}/content",
      produces = MediaType.APPLICATION_OCTET_STREAM)
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<byte[]> contentForNode(int version) {
    return HttpResponse.ok(packed(version));
  }

  private ReleaseStore.Published found(int version) {
    return releases.find(version).orElseThrow(ReleaseController::unknown);
  }

  private byte[] packed(int version) {
    return releases.content(version).orElseThrow(ReleaseController::unknown);
  }

  static ProblemException tooMuch() {
    return new ProblemException(
        VocabularyProblem.TOO_MUCH,
        "More than "
            + NetEffect.MOST_STATEMENTS
            + " statements have changed; compare the contents of the releases instead");
  }

  private static ProblemException unknown() {
    return new ProblemException(
        CommonProblem.NOT_FOUND, "There is no such release; /ontology/releases lists them");
  }
}
