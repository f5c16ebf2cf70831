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
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;

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

  /**
   * The cards of all models, the newest first, each with who has left since; to members' people,
   * those of their organisation.
   */
  @Get(uri = "/api/v1/models", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.PEOPLE)
  String cards(HttpRequest<?> request) {
    return "["
        + String.join(
            ",", models.cards(Person.of(request)::sees).stream().map(departures::with).toList())
        + "]";
  }

  /** One model's card, with who has left since. */
  @Get(uri = "/api/v1/models/{hash}", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.PEOPLE)
  String card(HttpRequest<?> request, String hash) {
    return departures.with(
        models
            .findFor(hash, Person.of(request)::sees)
            .orElseThrow(ModelController::unknown)
            .card());
  }

  /** The result's canonical bytes, for a node that compares them with its own. */
  @Hidden
  @Get(uri = "/exchange/v1/models/{hash}/result", produces = MediaType.APPLICATION_OCTET_STREAM)
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<byte[]> result(HttpRequest<?> request, String hash) {
    return HttpResponse.ok(findFor(request, hash).progress());
  }

  /** The card, for a node. */
  @Hidden
  @Get(uri = "/exchange/v1/models/{hash}/card", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.MACHINES)
  String cardForNode(HttpRequest<?> request, String hash) {
    return findFor(request, hash).card();
  }

  /** Who did not take part is answered as if there were no such model. */
  private ModelStore.Registered findFor(HttpRequest<?> request, String hash) {
    return models
        .findFor(hash, cohort -> cohort.contains(Peer.of(request).organisation()))
        .orElseThrow(ModelController::unknown);
  }

  private static ProblemException unknown() {
    return new ProblemException(CommonProblem.NOT_FOUND, "No study has made this model");
  }
}
