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
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.coordinator.editorial.ProposalViews.RefusalView;
import org.kumiki.ontology.sheet.SheetDiff;
import org.kumiki.ontology.sheet.UnreadableSheet;
import org.kumiki.ontology.term.Names;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;

/** The spreadsheet round trip: terms go out as rows, rows come back as a draft. */
@Controller("/api/v1/vocabulary/sheet")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SheetController {
  private final Sheets sheets;

  SheetController(Sheets sheets) {
    this.sheets = sheets;
  }

  /** A row that was left out, as a spreadsheet program counts, and why. */
  @Serdeable
  record RowProblemView(int row, RefusalView problem) {}

  /** An edit, and the row that wants it. */
  @Serdeable
  record RowEditView(int row, EditBody edit) {}

  /**
   * What a sheet came to.
   *
   * @param proposal the draft that was begun; null if there is nothing to propose
   * @param edits what the cells that changed come to
   * @param problems rows that were left out
   * @param unchanged how many rows say what the vocabulary says
   */
  @Serdeable
  record ImportedView(
      @Nullable Long proposal,
      List<RowEditView> edits,
      List<RowProblemView> problems,
      int unchanged) {}

  /**
   * Terms as a sheet.
   *
   * @param scope a scheme, or a term with all below it; by default all of the consortium's terms
   * @param format {@code csv} or {@code xlsx}
   */
  @Get
  @OpenTo(audience = Audience.PEOPLE)
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> export(
      @QueryValue @Nullable String scope, @QueryValue @Nullable String format) {
    Sheets.Format chosen = format(format == null ? "csv" : format);
    byte[] file =
        sheets.export(
            Optional.ofNullable(scope).filter(one -> !one.isBlank()).map(Names::expand), chosen);
    return HttpResponse.ok(file)
        .header("Content-Type", chosen.mediaType())
        .header("Content-Disposition", "attachment; filename=\"terms." + chosen.extension() + "\"");
  }

  private static Sheets.Format format(String extension) {
    for (Sheets.Format format : Sheets.Format.values()) {
      if (format.extension().equals(extension)) {
        return format;
      }
    }
    throw new ProblemException(CommonProblem.BAD_REQUEST, "'format' is csv or xlsx");
  }

  /**
   * Takes a sheet back, CSV or Excel: begins a draft of the cells that changed.
   *
   * @param title of the draft
   * @param reason of the draft, in English, an empty line, in Japanese; may follow later
   * @param preview whether to say what would come of it, and keep nothing
   */
  @Post
  @OpenTo(audience = Audience.PEOPLE)
  @Consumes(MediaType.ALL)
  ImportedView take(
      HttpRequest<?> request,
      @Body byte[] file,
      @QueryValue @Nullable String title,
      @QueryValue @Nullable String reason,
      @QueryValue @Nullable Boolean preview) {
    try {
      if (Boolean.TRUE.equals(preview)) {
        return view(Optional.empty(), sheets.compare(file));
      }
      Sheets.Imported imported =
          sheets.importSheet(
              Person.of(request),
              title == null ? "" : title.strip(),
              reason == null ? "" : reason.strip(),
              file);
      return view(imported.step().map(SheetController::number), imported.diff());
    } catch (UnreadableSheet unreadable) {
      throw StepProblem.of(Sheets.refusal(unreadable));
    }
  }

  private static long number(Step step) {
    return step.fold(
        taken -> taken.proposal().number(),
        not -> {
          throw StepProblem.of(not.refusal());
        });
  }

  private static ImportedView view(Optional<Long> proposal, SheetDiff diff) {
    List<EditBody> bodies = EditWriter.write(diff.edits());
    List<RowEditView> edits = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      edits.add(new RowEditView(diff.lines().get(i), bodies.get(i)));
    }
    return new ImportedView(
        proposal.orElse(null),
        edits,
        diff.problems().stream()
            .map(one -> new RowProblemView(one.line(), RefusalView.of(one.refusal())))
            .toList(),
        diff.unchanged());
  }
}
