package org.kumiki.coordinator.registry;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.stream.Collectors;
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
  private final ShownCards shown;

  ModelController(ModelStore models, RosterStore rosters) {
    this.models = models;
    this.shown = new ShownCards(rosters);
  }

  /**
   * The cards of all models, the newest first, each with who has left since; to members' people,
   * those of their organisation.
   */
  @Get(uri = "/api/v1/models", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.PEOPLE)
  String cards(HttpRequest<?> request) {
    return "["
        + String.join(",", models.all(Person.of(request)::sees).stream().map(shown::of).toList())
        + "]";
  }

  /** One model's card, with who has left since. */
  @Get(uri = "/api/v1/models/{hash}", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.PEOPLE)
  String card(HttpRequest<?> request, String hash) {
    return shown.of(
        models.findFor(hash, Person.of(request)::sees).orElseThrow(ModelController::unknown));
  }

  /** The models that the calling organisation may use and that are given out, the newest first. */
  @Hidden
  @Get(uri = "/exchange/v1/models", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.MACHINES)
  String cardsForNode(HttpRequest<?> request) {
    String caller = Peer.of(request).organisation();
    return models.all(concerned -> concerned.contains(caller)).stream()
        .filter(model -> !model.standing().withdrawn())
        .map(shown::of)
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The study's canonical bytes, for a node whose organisation took no part and may use it. */
  @Hidden
  @Get(uri = "/exchange/v1/models/{hash}/study", produces = MediaType.APPLICATION_OCTET_STREAM)
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<byte[]> study(HttpRequest<?> request, String hash) {
    return HttpResponse.ok(givenTo(request, hash).study());
  }

  /**
   * The result's canonical bytes: a node that took part compares them with its own. What was
   * withdrawn is given to nobody.
   */
  @Hidden
  @Get(uri = "/exchange/v1/models/{hash}/result", produces = MediaType.APPLICATION_OCTET_STREAM)
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<byte[]> result(HttpRequest<?> request, String hash) {
    return HttpResponse.ok(givenTo(request, hash).progress());
  }

  /** The card as it was registered, for a node. */
  @Hidden
  @Get(uri = "/exchange/v1/models/{hash}/card", produces = MediaType.APPLICATION_JSON)
  @OpenTo(audience = Audience.MACHINES)
  String cardForNode(HttpRequest<?> request, String hash) {
    return givenTo(request, hash).card();
  }

  /** Whom a model does not concern is answered as if there were no such model. */
  private ModelStore.Registered givenTo(HttpRequest<?> request, String hash) {
    String caller = Peer.of(request).organisation();
    ModelStore.Registered model =
        models
            .findFor(hash, concerned -> concerned.contains(caller))
            .orElseThrow(ModelController::unknown);
    if (model.standing().withdrawn()) {
      throw new ProblemException(
          RegistryProblem.WITHDRAWN, model.standing().withdrawal().reasonEn());
    }
    return model;
  }

  private static ProblemException unknown() {
    return new ProblemException(CommonProblem.NOT_FOUND, "No study has made this model");
  }
}
