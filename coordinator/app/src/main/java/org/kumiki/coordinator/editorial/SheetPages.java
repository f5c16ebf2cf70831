package org.kumiki.coordinator.editorial;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.editorial.ChangeNote;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.sheet.SheetDiff;
import org.kumiki.ontology.sheet.UnreadableSheet;
import org.kumiki.platform.http.FileForm;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.page.Trouble;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;

/** The spreadsheet round trip: terms go out as a sheet, and come back as a draft. */
@Hidden
@Controller("/vocabulary/sheet")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class SheetPages {
  private static final int MOST_SHOWN = 100;

  private final Sheets sheets;
  private final VocabularyStore vocabulary;
  private final FormChoices choices;
  private final RoomPages pages;

  SheetPages(Sheets sheets, VocabularyStore vocabulary, FormChoices choices, Pages pages) {
    this.sheets = sheets;
    this.vocabulary = vocabulary;
    this.choices = choices;
    this.pages = pages.of(SheetPages.class);
  }

  /**
   * The page.
   *
   * @param looked what a sheet that was sent comes to; empty before
   * @param typed what was typed
   */
  public record View(List<Named> schemes, Optional<Looked> looked, Map<String, String> typed) {
    /** What was typed into a field. */
    public String value(String field) {
      return typed.getOrDefault(field, "");
    }
  }

  /**
   * What a sheet comes to; nothing of it is kept.
   *
   * @param lines what it wants, of much the first
   * @param refusals why some of it cannot be made, by place; −1 for the whole
   */
  public record Looked(SheetDiff diff, List<EditLine> lines, Map<Integer, Refusal> refusals) {
    /** Why an edit cannot be made. */
    public Optional<Refusal> refusal(int place) {
      return Optional.ofNullable(refusals.get(place));
    }
  }

  /** What goes out, and where it comes back. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> sheet(HttpRequest<?> request) {
    return pages.show(
        request,
        "sheet",
        pages.words(request).say("sheet.title"),
        view(Optional.empty(), Map.of()));
  }

  private View view(Optional<SheetDiff> diff, Map<String, String> typed) {
    return new View(
        choices.of(Map.of()).schemes(),
        diff.map(
            one ->
                new Looked(
                    one,
                    vocabulary.read(now -> EditLines.of(now, one.edits(), MOST_SHOWN)),
                    one.edits().isEmpty() ? Map.of() : sheets.refusals(one))),
        typed);
  }

  /** Takes a sheet: shows what it comes to, or begins a draft of it. */
  @Post
  @Consumes(MediaType.ALL)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<?> take(HttpRequest<?> request, @Body @Nullable byte[] body) {
    String type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
    FileForm form = FileForm.parse(type == null ? "" : type, body == null ? new byte[0] : body);
    Map<String, String> typed =
        Map.of(
            "title", form.text("title").strip(),
            "noteEn", form.text("noteEn"),
            "noteJa", form.text("noteJa"));
    Wording words = pages.words(request);
    Optional<byte[]> file = form.file("sheet");
    if (file.isEmpty()) {
      return again(
          request,
          Optional.empty(),
          typed,
          new FormRefused("sheet", "sheet.no-file", "", List.of()));
    }
    try {
      return taken(request, form, typed, file.get());
    } catch (UnreadableSheet unreadable) {
      return again(
          request, Optional.empty(), typed, StepRefused.of(Sheets.refusal(unreadable), words));
    }
  }

  private HttpResponse<?> taken(
      HttpRequest<?> request, FileForm form, Map<String, String> typed, byte[] file) {
    SheetDiff diff = sheets.compare(file);
    if (form.text("step").equals("look")) {
      return pages.show(
          request,
          "sheet",
          pages.words(request).say("sheet.title"),
          view(Optional.of(diff), typed));
    }
    if (diff.edits().isEmpty()) {
      return again(
          request,
          Optional.of(diff),
          typed,
          new FormRefused("sheet", "sheet.nothing", "", List.of()));
    }
    if (!diff.problems().isEmpty() && form.text("partly").isEmpty()) {
      return again(
          request,
          Optional.of(diff),
          typed,
          new FormRefused("partly", "sheet.rows-left-out", "", List.of()));
    }
    String title = typed.get("title");
    Step step =
        sheets
            .importSheet(
                Person.of(request),
                title.isEmpty()
                    ? BothWords.en("sheet.draft") + " / " + BothWords.ja("sheet.draft")
                    : title,
                ChangeNote.typed(typed.get("noteEn"), typed.get("noteJa")).text(),
                file)
            .step()
            .orElseThrow();
    Optional<Refusal> refusal = StepRefused.of(step);
    return refusal.isPresent()
        ? again(
            request, Optional.of(diff), typed, StepRefused.of(refusal.get(), pages.words(request)))
        : RoomPages.after(
            ProposalPages.path(((Step.Taken) step).proposal().number()), "sheet-taken");
  }

  private HttpResponse<?> again(
      HttpRequest<?> request,
      Optional<SheetDiff> diff,
      Map<String, String> typed,
      FormRefused refused) {
    return again(request, diff, typed, StepRefused.of(refused, pages.words(request)));
  }

  private HttpResponse<?> again(
      HttpRequest<?> request,
      Optional<SheetDiff> diff,
      Map<String, String> typed,
      Trouble trouble) {
    return pages.again(
        request, "sheet", pages.words(request).say("sheet.title"), view(diff, typed), trouble);
  }
}
