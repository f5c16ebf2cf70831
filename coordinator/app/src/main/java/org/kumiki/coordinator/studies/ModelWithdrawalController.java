package org.kumiki.coordinator.studies;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.kumiki.coordinator.registry.ModelStore;
import org.kumiki.coordinator.registry.RegistryProblem;
import org.kumiki.coordinator.rounds.ModelWithdrawals;
import org.kumiki.exchange.wire.Message.ModelWithdrawal;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.FormText;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Withdrawal of a model that should not be used any more. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelWithdrawalController {
  private final ModelWithdrawals withdrawals;

  ModelWithdrawalController(ModelWithdrawals withdrawals) {
    this.withdrawals = withdrawals;
  }

  /**
   * Why.
   *
   * @param by who asks, where the caller is the machine's owner
   */
  @Serdeable
  record WithdrawalRequest(String reasonEn, String reasonJa, @Nullable String by) {}

  /** Whether it was withdrawn just now; else it was before, and the first reason stays. */
  @Serdeable
  record Withdrawn(boolean now) {}

  /**
   * Withdraws a model for good: it is given out no more, and every node that may hold it is told
   * and warns. Its card, and what was learned from it, stay readable.
   */
  @Post("/api/v1/models/{hash}/withdrawal")
  @OpenTo({Role.OPERATOR, Role.CURATOR})
  Withdrawn withdraw(HttpRequest<?> http, String hash, @Body WithdrawalRequest request) {
    ModelStore.Registered model =
        withdrawals
            .find(hash)
            .orElseThrow(
                () ->
                    new ProblemException(CommonProblem.NOT_FOUND, "No study has made this model"));
    if (!Person.of(http).isHome()) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "Only the coordinator's own people withdraw a model");
    }
    String by = Person.of(http).signature(request.by());
    if (by == null || by.isBlank()) {
      throw new ProblemException(CommonProblem.BAD_REQUEST, "Say who withdraws it, in 'by'");
    }
    try {
      ModelWithdrawal why = new ModelWithdrawal(text(request.reasonEn()), text(request.reasonJa()));
      return new Withdrawn(withdrawals.withdraw(model, why, by));
    } catch (WireFormatException e) {
      throw new ProblemException(RegistryProblem.REASON_MISSING, e.getMessage());
    }
  }

  /** The same from the model's page. */
  @Hidden
  @Post("/models/{hash}/withdrawal")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.TEXT_HTML)
  @OpenTo({Role.OPERATOR, Role.CURATOR})
  HttpResponse<?> withdraw(HttpRequest<?> http, String hash, @Body String form) {
    Map<String, String> fields = FormText.parse(form);
    withdraw(
        http,
        hash,
        new WithdrawalRequest(
            fields.getOrDefault("reason-en", ""), fields.getOrDefault("reason-ja", ""), "owner"));
    return RoomPages.after("/models/" + hash, "withdrawn");
  }

  private static String text(String reason) {
    return reason == null ? "" : reason.strip();
  }
}
