package org.kumiki.coordinator.vocabulary;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kumiki.ontology.browse.Reference;
import org.kumiki.ontology.browse.TermTree;
import org.kumiki.ontology.change.TermDiff;
import org.kumiki.ontology.shape.Check;
import org.kumiki.ontology.shape.Finding;
import org.kumiki.ontology.shape.IntegrityCheck;
import org.kumiki.ontology.term.Language;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** What is wrong in the vocabulary, check by check, with the way to mend it. */
@Hidden
@Controller("/vocabulary/checks")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class CheckPages {
  private static final int MOST = 200;

  private final VocabularyStore store;
  private final WholeCheck check;
  private final ShippedVocabulary shipped;
  private final RoomPages pages;

  CheckPages(VocabularyStore store, WholeCheck check, ShippedVocabulary shipped, Pages pages) {
    this.store = store;
    this.check = check;
    this.shipped = shipped;
    this.pages = pages.of(CheckPages.class);
  }

  /**
   * The page.
   *
   * @param checked whether any state has been checked since the start
   * @param current whether that is the newest one
   * @param rows the checks, those that found something first
   * @param held what this version of the program would change of terms that the consortium has
   *     changed itself
   */
  public record View(
      boolean checked, boolean current, int total, List<Row> rows, List<TermChange> held) {}

  /**
   * A check.
   *
   * @param broken what is wrong where it is not kept
   * @param count how many findings there are; those shown may be fewer
   */
  public record Row(String id, String broken, int count, List<Fault> shown) {}

  /**
   * A finding.
   *
   * @param term what is at fault; empty for a whole file
   */
  public record Fault(Optional<Reference> term, String message, String step) {}

  /** All checks; with {@code rule} the findings of one alone. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> checks(HttpRequest<?> request, @QueryValue @Nullable String rule) {
    Language language = Language.valueOf(pages.words(request).language().name());
    Optional<WholeCheck.Result> result = check.latest();
    List<Finding> findings = result.map(WholeCheck.Result::findings).orElse(List.of());
    List<TermDiff> held =
        shipped.open().stream().flatMap(one -> TermDiff.of(one.wanted()).stream()).toList();
    String other = pages.words(request).say("check.shape");
    View view =
        store.read(
            now ->
                new View(
                    result.isPresent(),
                    result.filter(one -> one.sequence() == now.sequence()).isPresent(),
                    findings.size(),
                    rows(now, findings, rule, language, other),
                    TermChange.of(now, held, language.tag())));
    return pages.show(request, "checks", pages.words(request).say("checks.title"), view);
  }

  private static List<Row> rows(
      Snapshot now,
      List<Finding> findings,
      @Nullable String rule,
      Language language,
      String other) {
    Map<String, List<Finding>> byRule =
        findings.stream()
            .collect(Collectors.groupingBy(Finding::rule, TreeMap::new, Collectors.toList()));
    Map<String, String> titles = new LinkedHashMap<>();
    for (Check check : IntegrityCheck.checks()) {
      titles.put(check.id(), check.broken().get(language));
    }
    titles.put("shape", other);
    byRule.keySet().forEach(id -> titles.putIfAbsent(id, id));
    List<Row> rows = new ArrayList<>();
    titles.forEach(
        (id, title) -> {
          if (rule == null || rule.equals(id)) {
            rows.add(row(now, id, title, byRule.getOrDefault(id, List.of()), language));
          }
        });
    rows.sort(Comparator.comparing(row -> row.count() == 0));
    return rows;
  }

  private static Row row(
      Snapshot now, String id, String title, List<Finding> findings, Language language) {
    TermTree tree = new TermTree(now.graph());
    List<Fault> shown =
        findings.stream()
            .limit(MOST)
            .map(
                finding ->
                    new Fault(
                        finding.subject().isEmpty()
                            ? Optional.empty()
                            : Optional.of(tree.reference(finding.subject())),
                        finding.message().get(language),
                        finding.suggestion().get(language)))
            .toList();
    return new Row(id, title, findings.size(), shown);
  }
}
