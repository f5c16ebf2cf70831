package org.kumiki.coordinator.editorial;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.editorial.ChangeNote;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** "Same or different?": pairs of terms as cards. What is decided becomes a draft. */
@Hidden
@Controller("/vocabulary/same")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class SamePages {
  private static final int ON_A_PAGE = 10;

  private final SameOrDifferent pairs;
  private final VocabularyStore vocabulary;
  private final RoomPages pages;

  SamePages(SameOrDifferent pairs, VocabularyStore vocabulary, Pages pages) {
    this.pairs = pairs;
    this.vocabulary = vocabulary;
    this.pages = pages.of(SamePages.class);
  }

  /**
   * A page of cards.
   *
   * @param from the place of the first one, from 0
   * @param all how many there are
   */
  public record View(List<Card> cards, int from, int all, Map<String, String> typed) {
    /** Where the next ones begin; empty for the last page. */
    public Optional<Integer> next() {
      return from + ON_A_PAGE < all ? Optional.of(from + ON_A_PAGE) : Optional.empty();
    }

    /** What was typed into a field of the card of this pair. */
    public String typed(Card card, String field) {
      return card.one().term().iri().equals(typed.get("one"))
              && card.other().term().iri().equals(typed.get("other"))
          ? typed.getOrDefault(field, "")
          : "";
    }
  }

  /** A pair with both terms in full. */
  public record Card(TermCard one, TermCard other, SameOrDifferent.Card pair) {}

  /** The pairs, the likeliest first. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> cards(HttpRequest<?> request, @QueryValue @Nullable Integer from) {
    int first = from == null ? 0 : Math.max(0, from);
    return pages.show(
        request, "same", pages.words(request).say("same.title"), view(request, first, Map.of()));
  }

  private View view(HttpRequest<?> request, int from, Map<String, String> typed) {
    List<SameOrDifferent.Card> all = pairs.cards(Person.of(request));
    int first = Math.min(from, all.size());
    List<Card> cards =
        all.subList(first, Math.min(all.size(), first + ON_A_PAGE)).stream()
            .flatMap(pair -> card(pair).stream())
            .toList();
    return new View(cards, first, all.size(), typed);
  }

  private Optional<Card> card(SameOrDifferent.Card pair) {
    return vocabulary.read(
        now ->
            now.concept(pair.one().iri())
                .flatMap(
                    one ->
                        now.concept(pair.other().iri())
                            .map(
                                other ->
                                    new Card(
                                        TermCard.of(now, one), TermCard.of(now, other), pair))));
  }

  /** Begins a draft of what a curator decides. */
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.CURATOR)
  HttpResponse<?> decide(HttpRequest<?> request, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    SameOrDifferent.Decision decision = decision(fields.getOrDefault("decision", ""));
    Step step =
        pairs.decide(
            Person.of(request),
            Names.expand(fields.getOrDefault("one", "")),
            Names.expand(fields.getOrDefault("other", "")),
            decision,
            ChangeNote.typed(fields.getOrDefault("noteEn", ""), fields.getOrDefault("noteJa", ""))
                .text());
    Optional<Refusal> refusal = StepRefused.of(step);
    if (refusal.isEmpty()) {
      return RoomPages.after(
          ProposalPages.path(((Step.Taken) step).proposal().number()), "decided");
    }
    return pages.again(
        request,
        "same",
        pages.words(request).say("same.title"),
        view(request, 0, fields),
        StepRefused.of(refusal.get(), pages.words(request)));
  }

  private static SameOrDifferent.Decision decision(String word) {
    return Arrays.stream(SameOrDifferent.Decision.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
        .findFirst()
        .orElseThrow(
            () -> new ProblemException(CommonProblem.BAD_REQUEST, "There is no such decision"));
  }
}
