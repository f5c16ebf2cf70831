package org.kumiki.coordinator.studies;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.plot.Figure;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What moves on a study's page, sent as it changes (server-sent events, HTML Living Standard,
 * section 9.2). A stream ends after some minutes and the browser asks again, so that whoever has
 * lost a right loses the sight of it too.
 */
@Hidden
@Controller("/studies")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LivePages {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration LASTS = Duration.ofMinutes(5);

  /** A comment that keeps whatever stands between here and the browser from hanging up. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);

  private static final int MOST_STREAMS = 256;
  private static final int LOOKS_AT_A_TIME = 4;

  private final LiveStudies studies;
  private final RoomPages pages;
  private final Semaphore streams = new Semaphore(MOST_STREAMS);
  private final Scheduler looks =
      Schedulers.newBoundedElastic(LOOKS_AT_A_TIME, MOST_STREAMS, "live-studies");

  LivePages(LiveStudies studies, Pages pages) {
    this.studies = studies;
    this.pages = pages.of(LivePages.class);
  }

  /** The moving part of the page, now and whenever it changes. */
  @Get(uri = "/{hash}/live", produces = MediaType.TEXT_EVENT_STREAM)
  @OpenTo(audience = Audience.PEOPLE)
  Publisher<Event<String>> live(HttpRequest<?> request, String hash) {
    LiveStudy first = now(request, hash);
    if (!streams.tryAcquire()) {
      throw new ProblemException(
          CommonProblem.UNAVAILABLE, "Too many pages follow studies at once; look again later");
    }
    Flux<LiveStudy> changes =
        Flux.interval(LOOK_EVERY)
            .onBackpressureDrop()
            .concatMap(tick -> Mono.fromCallable(() -> now(request, hash)).subscribeOn(looks), 1)
            .startWith(first)
            .distinctUntilChanged()
            .takeUntil(study -> !study.row().runs());
    Flux<Event<String>> events =
        changes.map(study -> Event.of(pages.part(request, "live", study)).name("study"));
    Flux<Event<String>> signs = Flux.interval(SIGN_OF_LIFE).map(tick -> Event.of("").name("sign"));
    return events
        .publish(shared -> Flux.merge(shared, signs.takeUntilOther(shared.ignoreElements())))
        // After a study's end nothing changes any more: the browser need not ask again. An event
        // without data would be passed over.
        .concatWith(Mono.just(Event.of("end").name("end")))
        .take(LASTS)
        .doFinally(signal -> streams.release());
  }

  /** The plot of the errors, as a file for a slide. */
  @Get(uri = "/{hash}/errors.svg", produces = "image/svg+xml")
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> errors(HttpRequest<?> request, String hash) {
    Optional<Figure> plot = now(request, hash).plot();
    String file =
        plot.map(Figure::file)
            .orElseThrow(
                () ->
                    new ProblemException(
                        CommonProblem.NOT_FOUND, "No two rounds of this study told an error"));
    return HttpResponse.ok(file)
        .header("Content-Disposition", "attachment; filename=\"errors.svg\"");
  }

  private LiveStudy now(HttpRequest<?> request, String hash) {
    return studies
        .of(Person.of(request), hash, pages.words(request))
        .orElseThrow(() -> new ProblemException(CommonProblem.NOT_FOUND, "There is no such study"));
  }
}
