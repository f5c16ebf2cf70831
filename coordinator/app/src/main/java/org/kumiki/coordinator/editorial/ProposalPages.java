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
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.editorial.Stage;
import org.kumiki.ontology.editorial.Vote;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Proposals as people read, review and publish them; {@link DraftPages} is where they write. */
@Hidden
@Controller("/vocabulary/proposals")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class ProposalPages {
  private final Proposals proposals;
  private final Publishing publishing;
  private final Discussion discussion;
  private final ForYou forYou;
  private final ProposalReading reading;
  private final RoomPages pages;

  ProposalPages(
      Proposals proposals,
      Publishing publishing,
      Discussion discussion,
      ForYou forYou,
      ProposalReading reading,
      Pages pages) {
    this.proposals = proposals;
    this.publishing = publishing;
    this.discussion = discussion;
    this.forYou = forYou;
    this.reading = reading;
    this.pages = pages.of(ProposalPages.class);
  }

  /** Which proposals a list shows. */
  public enum Show {
    WAITING,
    OPEN(Stage.IN_REVIEW, Stage.ACCEPTED),
    DRAFTS(Stage.DRAFT),
    PUBLISHED(Stage.PUBLISHED, Stage.TAKEN_BACK),
    CLOSED(Stage.REJECTED, Stage.WITHDRAWN);

    private final List<Stage> stages;

    Show(Stage... stages) {
      this.stages = List.of(stages);
    }

    /** As in {@code ?show=open}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Show> of(@Nullable String word) {
      return Arrays.stream(values()).filter(show -> show.word().equals(word)).findFirst();
    }
  }

  /**
   * The list.
   *
   * @param waiting how many wait for the person who looks
   */
  public record ListView(Show show, int waiting, List<Line> lines) {}

  /** A proposal in the list, and why it waits, if it does. */
  public record Line(ProposalSummary proposal, Optional<ForYou.Why> why) {}

  static String path(long number) {
    return "/vocabulary/proposals/" + number;
  }

  /** Proposals; first what waits for the person who looks. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  @Menu(
      place = 35,
      covers = {"/vocabulary/queue", "/vocabulary/same", "/vocabulary/sheet"})
  HttpResponse<String> list(HttpRequest<?> request, @QueryValue @Nullable String show) {
    Person person = Person.of(request);
    List<ForYou.Waiting> waiting = forYou.proposals(person);
    Show chosen = Show.of(show).orElse(waiting.isEmpty() ? Show.OPEN : Show.WAITING);
    List<Line> lines =
        chosen == Show.WAITING
            ? waiting.stream().map(one -> new Line(one.proposal(), Optional.of(one.why()))).toList()
            : proposals.list(person, chosen.stages).stream()
                .map(one -> new Line(one, Optional.empty()))
                .toList();
    return pages.show(
        request,
        "proposals",
        pages.words(request).say("list.title"),
        new ListView(chosen, waiting.size(), lines));
  }

  /** One proposal. */
  @Get(uri = "/{number}", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> show(HttpRequest<?> request, long number) {
    Person person = Person.of(request);
    StoredProposal stored = reading.find(person, number);
    return pages.show(
        request,
        "proposal",
        stored.proposal().content().title(),
        reading.page(person, stored, Map.of()));
  }

  /** Asks for review, or asks anew. */
  @Post("/{number}/submission")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<?> submit(HttpRequest<?> request, long number, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    Step step = proposals.submit(Person.of(request), number, whole(fields, "version"));
    return after(request, number, step, "submitted", fields);
  }

  /** Makes a draft again of what was submitted. */
  @Post("/{number}/draft")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<?> reopen(HttpRequest<?> request, long number, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    Step step = proposals.reopen(Person.of(request), number, whole(fields, "version"));
    return after(request, number, step, "reopened", fields);
  }

  /** Takes a proposal back before it is published. */
  @Post("/{number}/withdrawal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<?> withdraw(HttpRequest<?> request, long number, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    Step step = proposals.withdraw(Person.of(request), number, text(fields, "reason"));
    return after(request, number, step, "withdrawn", fields);
  }

  /** Votes on the revision that was read. */
  @Post("/{number}/votes")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.CURATOR)
  HttpResponse<?> vote(HttpRequest<?> request, long number, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    // Whatever is not plainly a yes is asked for a reason.
    Vote.Stance stance =
        text(fields, "stance").equals("approve") ? Vote.Stance.APPROVE : Vote.Stance.OBJECT;
    Step step =
        proposals.vote(
            Person.of(request),
            number,
            (int) whole(fields, "revision"),
            stance,
            text(fields, "vote"));
    return after(request, number, step, "voted", fields);
  }

  /** Brings an accepted revision into the vocabulary. */
  @Post("/{number}/publication")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.CURATOR)
  HttpResponse<?> publish(HttpRequest<?> request, long number, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    int revision = (int) whole(fields, "revision");
    return after(
        request,
        number,
        publishing.publish(Person.of(request), number, revision),
        "published",
        fields);
  }

  /** Takes a published change back as a whole. */
  @Post("/{number}/undo")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(Role.OPERATOR)
  HttpResponse<?> takeBack(HttpRequest<?> request, long number, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    Step step = publishing.takeBack(Person.of(request), number, text(fields, "undo"));
    return after(request, number, step, "taken-back", fields);
  }

  /** Writes into the thread. */
  @Post("/{number}/comments")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<?> comment(HttpRequest<?> request, long number, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    boolean unnamed = fields.containsKey("unnamed");
    // Browsers send a line break as two characters.
    String text = text(fields, "comment").replaceAll("\\R", "\n");
    Optional<Refusal> refusal = discussion.write(Person.of(request), number, text, unnamed);
    return refusal.isPresent()
        ? again(request, number, refusal.get(), fields)
        : RoomPages.after(path(number), "commented");
  }

  private HttpResponse<?> after(
      HttpRequest<?> request, long number, Step step, String done, Map<String, String> fields) {
    Optional<Refusal> refusal = StepRefused.of(step);
    return refusal.isPresent()
        ? again(request, number, refusal.get(), fields)
        : RoomPages.after(path(number), done);
  }

  private HttpResponse<?> again(
      HttpRequest<?> request, long number, Refusal refusal, Map<String, String> fields) {
    Person person = Person.of(request);
    StoredProposal stored = reading.find(person, number);
    return pages.again(
        request,
        "proposal",
        stored.proposal().content().title(),
        reading.page(person, stored, fields),
        StepRefused.of(refusal, pages.words(request)));
  }

  private static String text(Map<String, String> fields, String field) {
    return fields.getOrDefault(field, "");
  }

  /** A number that the page put into its form; another fits nothing and is refused as outdated. */
  private static long whole(Map<String, String> fields, String field) {
    String text = text(fields, field);
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
  }
}
