package org.kumiki.coordinator.studies;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.kumiki.coordinator.membership.Peer;
import org.kumiki.coordinator.rounds.RoundStore;
import org.kumiki.exchange.study.Study;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** What a steward lets out about a study, from the node on the machines' listener. */
@Hidden
@Controller("/exchange/v1/studies/{hash}/reason")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReasonExchangeController {
  private static final int MAX_CHARS = 500;
  private static final int MAX_BYTES = 4 * MAX_CHARS;

  private final ReasonStore reasons;
  private final RoundStore studies;

  ReasonExchangeController(ReasonStore reasons, RoundStore studies) {
    this.reasons = reasons;
    this.studies = studies;
  }

  /** The caller's reason: UTF-8, at most 500 characters. The first one stays. */
  @Post
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<?> state(HttpRequest<?> request, String hash, @Body byte[] bytes) {
    String organisation = Peer.of(request).organisation();
    boolean takesPart =
        studies
            .summary(hash)
            .filter(study -> Study.decode(study.bytes()).cohort().contains(organisation))
            .isPresent();
    if (!takesPart) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "There is no such study");
    }
    reasons.keep(hash, organisation, text(bytes));
    return HttpResponse.noContent();
  }

  private static String text(byte[] bytes) {
    try {
      String text =
          bytes.length > MAX_BYTES
              ? ""
              : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean readable = text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n');
      if (!text.isBlank() && text.length() <= MAX_CHARS && readable) {
        return text;
      }
    } catch (CharacterCodingException e) {
      throw unfit();
    }
    throw unfit();
  }

  private static ProblemException unfit() {
    return new ProblemException(
        CommonProblem.BAD_REQUEST, "A reason is text of at most " + MAX_CHARS + " characters");
  }
}
