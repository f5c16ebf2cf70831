package org.kumiki.coordinator.editorial;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.search.Candidate;
import org.kumiki.ontology.search.Reason;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.page.Trouble;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** The curators' queue: headers that nodes released, each beside the terms that it may mean. */
@Hidden
@Controller("/vocabulary/queue")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class QueuePages {
  /** The best are looked at; the search finds any other. */
  private static final int MOST_MEANT = 3;

  private static final int MOST_HEADERS = 50;

  private final ReleasedHeaders headers;
  private final Candidates candidates;
  private final VocabularyStore vocabulary;
  private final RoomPages pages;

  QueuePages(
      ReleasedHeaders headers, Candidates candidates, VocabularyStore vocabulary, Pages pages) {
    this.headers = headers;
    this.candidates = candidates;
    this.vocabulary = vocabulary;
    this.pages = pages.of(QueuePages.class);
  }

  /**
   * The queue.
   *
   * @param waiting how many headers wait in all; of many the first are shown
   * @param own what became of those of the person's organisation
   */
  public record View(
      int waiting, List<Header> headers, List<ReleasedHeaders.Own> own, Map<String, String> typed) {
    /** What was typed into a field. */
    public String value(String field) {
      return typed.getOrDefault(field, "");
    }
  }

  /**
   * A header that waits.
   *
   * @param meant terms that it may mean, the best first
   */
  public record Header(ReleasedHeaders.Waiting waiting, List<Meant> meant) {}

  /**
   * A term that a header may mean.
   *
   * @param percent how well it fits
   * @param named whether the term is called so already
   */
  public record Meant(TermCard card, int percent, Reason why, boolean named) {}

  /** Headers that wait, for curators; to everybody, those of the own organisation. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> queue(HttpRequest<?> request) {
    return pages.show(
        request,
        "queue",
        pages.words(request).say("queue.title"),
        view(Person.of(request), Map.of()));
  }

  /** A text in an address. */
  public static String asked(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The language that a header is written in, to begin with. */
  public static String language(String header) {
    return header.codePoints().anyMatch(c -> c >= 0x3041 && c <= 0x9FFF) ? "ja" : "en";
  }

  private View view(Person person, Map<String, String> typed) {
    List<ReleasedHeaders.Waiting> waiting = headers.waiting(person);
    return new View(
        waiting.size(),
        waiting.stream().limit(MOST_HEADERS).map(this::header).toList(),
        headers.own(person),
        typed);
  }

  private Header header(ReleasedHeaders.Waiting one) {
    return new Header(
        one,
        candidates.suggest(one).stream()
            .limit(MOST_MEANT)
            .map(meant -> meant(one, meant))
            .toList());
  }

  private Meant meant(ReleasedHeaders.Waiting header, Candidate candidate) {
    TermCard card = vocabulary.read(now -> TermCard.of(now, candidate.concept()));
    return new Meant(
        card,
        (int) Math.round(100 * candidate.score()),
        candidate.why(),
        isNamed(candidate.concept(), header.header()));
  }

  /** Whether a term has a label of this text, in either language; case and width do not count. */
  private static boolean isNamed(Concept concept, String header) {
    String text = folded(header);
    for (Language language : Language.values()) {
      if (folded(concept.label(language)).equals(text)
          || concept.alternativeLabels().get(language).stream()
              .anyMatch(label -> folded(label).equals(text))) {
        return true;
      }
    }
    return false;
  }

  private static String folded(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ");
  }

  /** Decides that nothing comes of a header. */
  @Post("/{number}/refusal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.CURATOR)
  HttpResponse<?> setAside(HttpRequest<?> request, long number, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    Person person = Person.of(request);
    Optional<Refusal> refusal = headers.setAside(person, number, fields.getOrDefault("reason", ""));
    if (refusal.isEmpty()) {
      return RoomPages.after("/vocabulary/queue", "set-aside");
    }
    Trouble trouble = StepRefused.of(refusal.get(), pages.words(request));
    return pages.again(
        request, "queue", pages.words(request).say("queue.title"), view(person, fields), trouble);
  }
}
