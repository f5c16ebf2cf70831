package org.kumiki.coordinator.registry;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import org.kumiki.coordinator.membership.Peer;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;

/** Models for people and for nodes. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelController {
  private final ModelStore models;
  private final Departures departures;

  ModelController(ModelStore models, RosterStore rosters) {
    this.models = models;
    this.departures = new Departures(rosters);
  }

  /** The cards of all models, the newest first, each with who has left since. */
  @Get(uri = "/api/v1/models", produces = MediaType.APPLICATION_JSON)
  String cards() {
    return "[" + String.join(",", models.cards().stream().map(departures::with).toList()) + "]";
  }

  /** One model's card, with who has left since. */
  @Get(uri = "/api/v1/models/{hash}", produces = MediaType.APPLICATION_JSON)
  String card(String hash) {
    return departures.with(find(hash).card());
  }

  /** The result's canonical bytes, for a node that compares them with its own. */
  @Hidden
  @Get(uri = "/exchange/v1/models/{hash}/result", produces = MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<byte[]> result(HttpRequest<?> request, String hash) {
    return HttpResponse.ok(findFor(request, hash).progress());
  }

  /** The card, for a node. */
  @Hidden
  @Get(uri = "/exchange/v1/models/{hash}/card", produces = MediaType.APPLICATION_JSON)
  String cardForNode(HttpRequest<?> request, String hash) {
    return findFor(request, hash).card();
  }

  private ModelStore.Registered find(String hash) {
    return models.find(hash).orElseThrow(ModelController::unknown);
  }

  /** Who did not take part is answered as if there were no such model. */
  private ModelStore.Registered findFor(HttpRequest<?> request, String hash) {
    return models
        .findFor(hash, Peer.of(request).organisation())
        .orElseThrow(ModelController::unknown);
  }

  private static ProblemException unknown() {
    return new ProblemException(CommonProblem.NOT_FOUND, "No study has made this model");
  }
}
