package org.kumiki.node.participation;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kumiki.exchange.disclosure.Question;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** The query ledger for the steward: what was asked of this node, and how often. */
@Controller("/api/v1/questions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class QuestionController {
  private final QuestionStore questions;

  QuestionController(QuestionStore questions) {
    this.questions = questions;
  }

  /**
   * One statistic, asked of one cohort.
   *
   * @param key the same for every job that asks the same
   * @param terms what was summed
   * @param times how often it was asked; after the first time nothing new was told
   * @param studies their hashes, oldest first
   */
  @Serdeable
  record QuestionView(
      String key,
      String dataset,
      int dataEpoch,
      List<String> terms,
      List<String> conditions,
      List<String> cohort,
      int times,
      List<String> studies,
      OffsetDateTime firstAt) {}

  /** All questions that this node has started to answer, oldest first. */
  @Get
  @OpenTo({Role.STEWARD, Role.AUDITOR})
  List<QuestionView> list() {
    return questions.all().stream()
        .collect(
            Collectors.groupingBy(
                row -> Map.entry(row.question().key(), row.question().cohort()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .map(QuestionController::view)
        .toList();
  }

  private static QuestionView view(List<QuestionStore.Row> same) {
    Question question = same.get(0).question();
    return new QuestionView(
        question.key().hash().hex(),
        question.dataset(),
        question.dataEpoch(),
        question.terms(),
        same.get(0).conditions(),
        question.cohort(),
        same.size(),
        same.stream().map(row -> row.question().studyHash().hex()).toList(),
        same.get(0).at());
  }
}
