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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.ontology.editorial.ChangeNote;
import org.kumiki.ontology.editorial.Content;
import org.kumiki.ontology.editorial.Drafted;
import org.kumiki.ontology.editorial.Edit;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.page.Trouble;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;

/** Where drafts are written: an edit is chosen, filled in, and put into a draft. */
@Hidden
@Controller("/vocabulary/proposals")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class DraftPages {
  private final Proposals proposals;
  private final ReleasedHeaders headers;
  private final ProposalReading reading;
  private final FormChoices choices;
  private final RoomPages pages;

  DraftPages(
      Proposals proposals,
      ReleasedHeaders headers,
      ProposalReading reading,
      FormChoices choices,
      Pages pages) {
    this.proposals = proposals;
    this.headers = headers;
    this.reading = reading;
    this.choices = choices;
    this.pages = pages.of(DraftPages.class);
  }

  /** The form of an edit; first the choice which. Fields may be filled in by the address. */
  @Get(uri = "/new", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> form(HttpRequest<?> request) {
    Map<String, String> fields = new HashMap<>();
    request.getParameters().forEach(e -> fields.putIfAbsent(e.getKey(), e.getValue().get(0)));
    Person person = Person.of(request);
    if (fields.containsKey("edit")) {
      fields.putAll(filled(person, fields));
    }
    fields.putIfAbsent("scheme", Names.SCHEME + "properties");
    // What others change from here on is told before anything is submitted.
    fields.put("at", Long.toString(reading.lastChange()));
    EditFormView view = view(person, fields, Optional.empty());
    return pages.show(request, "edit", pages.words(request).say("edit.title"), view);
  }

  /** What stands in a draft already, to be changed. */
  private Map<String, String> filled(Person person, Map<String, String> fields) {
    StoredProposal draft = reading.find(person, whole(fields, "proposal"));
    List<Edit> edits = draft.proposal().content().edits();
    long place = whole(fields, "edit");
    if (place < 0 || place >= edits.size()) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such edit");
    }
    return EditFields.of(EditWriter.write(edits.subList((int) place, (int) place + 1)).get(0));
  }

  private EditFormView view(
      Person person, Map<String, String> fields, Optional<FormRefused> refused) {
    return new EditFormView(
        fields,
        choices.of(fields),
        reading.drafts(person),
        refused.map(FormRefused::meant).orElse(List.of()));
  }

  /** Puts an edit into a new draft, or into one that is there. */
  @Post
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<?> take(HttpRequest<?> request, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    Person person = Person.of(request);
    Trouble trouble;
    try {
      Edit edit = EditReader.read(List.of(new EditForm(fields, choices.terms()).read())).get(0);
      Optional<Refusal> refusal = refusal(edit, person, fields);
      if (refusal.isEmpty()) {
        Step step = taken(person, fields, edit);
        refusal = StepRefused.of(step);
        if (refusal.isEmpty()) {
          long number = ((Step.Taken) step).proposal().number();
          return RoomPages.after(ProposalPages.path(number), "kept");
        }
      }
      trouble = StepRefused.of(refusal.get(), pages.words(request));
    } catch (FormRefused refused) {
      Trouble why = StepRefused.of(refused, pages.words(request));
      return again(request, view(person, fields, Optional.of(refused)), why);
    } catch (UnreadableEdit wrong) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, wrong.getMessage());
    }
    return again(request, view(person, fields, Optional.empty()), trouble);
  }

  private HttpResponse<?> again(HttpRequest<?> request, EditFormView view, Trouble trouble) {
    return pages.again(request, "edit", pages.words(request).say("edit.title"), view, trouble);
  }

  /** Why this edit cannot be made after those that stand in the draft before it. */
  private Optional<Refusal> refusal(Edit edit, Person person, Map<String, String> fields) {
    List<Edit> all = new ArrayList<>(before(person, fields));
    all.add(edit);
    return proposals.drafted(all).refusals().stream()
        .filter(one -> one.edit() == all.size() - 1)
        .findFirst()
        .map(Drafted.Refused::refusal);
  }

  private List<Edit> before(Person person, Map<String, String> fields) {
    long number = whole(fields, "proposal");
    if (number < 0) {
      return List.of();
    }
    List<Edit> edits = reading.find(person, number).proposal().content().edits();
    long place = whole(fields, "edit");
    return place < 0 ? edits : edits.subList(0, (int) Math.min(place, edits.size()));
  }

  private Step taken(Person person, Map<String, String> fields, Edit edit) {
    long number = whole(fields, "proposal");
    long header = whole(fields, "header");
    if (number < 0) {
      String title = text(fields, "title");
      Content content =
          new Content(
              title.isEmpty() ? choices.title(edit) : title,
              ChangeNote.typed(text(fields, "noteEn"), text(fields, "noteJa")).text(),
              List.of(edit));
      return header < 0
          ? proposals.begin(person, content, seenAt(fields))
          : headers.takeUp(person, header, content, seenAt(fields));
    }
    StoredProposal draft = reading.find(person, number);
    Content old = draft.proposal().content();
    List<Edit> edits = new ArrayList<>(old.edits());
    long place = whole(fields, "edit");
    if (place >= 0 && place < edits.size()) {
      edits.set((int) place, edit);
    } else {
      edits.add(edit);
    }
    Content content = new Content(old.title(), old.reason(), edits);
    // What was read is named by the page of the draft; who adds from elsewhere adds to what is.
    long version = fields.containsKey("version") ? whole(fields, "version") : draft.version();
    return header < 0
        ? proposals.rewrite(person, number, version, content, seenAt(fields), false)
        : headers.takeUp(person, header, number, version, content, seenAt(fields));
  }

  /** The last change of the vocabulary when the form was shown; a form without it is no one's. */
  private static long seenAt(Map<String, String> fields) {
    long at = whole(fields, "at");
    if (at < 0) {
      throw new ProblemException(
          CommonProblem.BAD_REQUEST, "The form does not say when it was shown; open it again");
    }
    return at;
  }

  /** Takes an edit out of a draft. */
  @Post("/{number}/edits/removal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<?> remove(HttpRequest<?> request, long number, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    Content old = reading.find(Person.of(request), number).proposal().content();
    List<Edit> edits = new ArrayList<>(old.edits());
    long place = whole(fields, "edit");
    if (place >= 0 && place < edits.size()) {
      edits.remove((int) place);
    }
    return rewritten(
        request, number, fields, new Content(old.title(), old.reason(), edits), "removed");
  }

  /** Changes title and note of a draft. */
  @Post("/{number}/note")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<?> note(HttpRequest<?> request, long number, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    Content old = reading.find(Person.of(request), number).proposal().content();
    ChangeNote note = ChangeNote.typed(text(fields, "noteEn"), text(fields, "noteJa"));
    return rewritten(
        request,
        number,
        fields,
        new Content(text(fields, "title"), note.text(), old.edits()),
        "noted");
  }

  /** Says that the author has looked at what others have changed since. */
  @Post("/{number}/look")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<?> looked(HttpRequest<?> request, long number, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    Person person = Person.of(request);
    Content content = reading.find(person, number).proposal().content();
    Step step = proposals.rewrite(person, number, whole(fields, "version"), content, true);
    return after(request, number, fields, step, "looked");
  }

  private HttpResponse<?> rewritten(
      HttpRequest<?> request,
      long number,
      Map<String, String> fields,
      Content content,
      String done) {
    Step step =
        proposals.rewrite(Person.of(request), number, whole(fields, "version"), content, false);
    return after(request, number, fields, step, done);
  }

  private HttpResponse<?> after(
      HttpRequest<?> request, long number, Map<String, String> fields, Step step, String done) {
    Optional<Refusal> refusal = StepRefused.of(step);
    if (refusal.isEmpty()) {
      return RoomPages.after(ProposalPages.path(number), done);
    }
    Person person = Person.of(request);
    StoredProposal stored = reading.find(person, number);
    return pages.again(
        request,
        "proposal",
        stored.proposal().content().title(),
        reading.page(person, stored, fields),
        StepRefused.of(refusal.get(), pages.words(request)));
  }

  private static String text(Map<String, String> fields, String field) {
    return fields.getOrDefault(field, "").strip();
  }

  private static long whole(Map<String, String> fields, String field) {
    String text = text(fields, field);
    return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
  }
}
