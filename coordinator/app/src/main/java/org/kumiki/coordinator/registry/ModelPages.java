package org.kumiki.coordinator.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kumiki.coordinator.vocabulary.VocabularyLinks;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.Predictors;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.validation.FeatureEffects;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.page.Language;
import org.kumiki.platform.page.Menu;
import org.kumiki.platform.page.Pages;
import org.kumiki.platform.page.RoomPages;
import org.kumiki.platform.page.Wording;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;
import org.kumiki.platform.plot.BarPlot;
import org.kumiki.platform.plot.Figure;
import org.kumiki.platform.plot.Figures;

/** Models as people read about them: what each says, what it rests on, how far it goes. */
@Hidden
@Controller("/models")
@ExecuteOn(TaskExecutors.BLOCKING)
public final class ModelPages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BARS = 15;

  private final ModelStore models;
  private final ModelSheets sheets;
  private final RoomPages pages;

  ModelPages(ModelStore models, ModelSheets sheets, Pages pages) {
    this.models = models;
    this.sheets = sheets;
    this.pages = pages.of(ModelPages.class);
  }

  /**
   * A term that a model reads or predicts.
   *
   * @param path of its page; empty where it has none
   * @param unit its symbol; empty where there is none
   * @param range what a value of it may be, in that unit; empty where nothing says so
   */
  public record Term(String label, String other, String path, String unit, String range) {}

  /**
   * A model in the list.
   *
   * @param rmse over the training rows, with its unit; empty for what is no model
   * @param standing its version, and whether it was withdrawn
   */
  public record Line(
      String hash,
      String title,
      String kind,
      String target,
      long rows,
      String rmse,
      Instant at,
      ModelStanding standing) {}

  /**
   * What the features do.
   *
   * @param across what the numbers are, with their unit
   * @param bars the largest first
   * @param hidden how many smaller ones are not among them
   */
  public record Effects(String across, List<BarPlot.Bar> bars, Figure figure, int hidden) {}

  /**
   * The page of one.
   *
   * @param line what the list says of it
   * @param target empty where nothing is predicted
   * @param explained the share of the target's variance that it explains on its training rows;
   *     empty where that says nothing
   * @param settings by the keys of the words
   * @param limits keys of the words
   * @param rests roster, epochs and who has left since
   * @param vocabulary the sequence and the release of its vocabulary; empty for an old one
   * @param prior code of the law that was taken off the target; empty for none
   * @param directions terms that the prediction never falls or never rises with, by the keys of
   *     words
   * @param study as it was approved: who may use the model, and what protected the members
   * @param withdraws whether the reader may withdraw it
   * @param validations what tests found, the newest first; of a validation itself that one
   */
  public record View(
      Line line,
      String purpose,
      Optional<Term> target,
      List<Term> features,
      Optional<String> explained,
      Map<String, String> settings,
      List<String> limits,
      List<String> members,
      int contributors,
      ModelSheets.ModelSheet rests,
      String vocabulary,
      Optional<Effects> effects,
      String prior,
      Map<String, List<String>> directions,
      Study study,
      boolean withdraws,
      List<ValidationDisplay.Shown> validations) {
    /** Why it was withdrawn, in the reader's language; empty if it was not. */
    public String withdrawn(Language language) {
      ModelStanding.Withdrawal why = line.standing().withdrawal();
      return why == null ? "" : language == Language.JA ? why.reasonJa() : why.reasonEn();
    }
  }

  /** All models; to members' people, those of their organisation. */
  @Get(produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  @Menu(place = 25)
  HttpResponse<String> list(HttpRequest<?> request) {
    Wording words = pages.words(request);
    List<Line> lines =
        models.all(Person.of(request)::sees).stream()
            .map(model -> Map.entry(model, read(model.card())))
            .filter(entry -> !entry.getValue().hasNonNull("validation"))
            .map(entry -> line(entry.getKey(), entry.getValue(), words))
            .toList();
    return pages.show(request, "models", words.say("list.title"), lines);
  }

  /** One model. */
  @Get(uri = "/{hash}", produces = MediaType.TEXT_HTML)
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> model(HttpRequest<?> request, String hash) {
    View view = view(request, hash);
    return pages.show(request, "model", view.line().title(), view);
  }

  /** The plot of what the features do, as a file for a slide. */
  @Get(uri = "/{hash}/effects.svg", produces = "image/svg+xml")
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> effects(HttpRequest<?> request, String hash) {
    Effects effects =
        view(request, hash)
            .effects()
            .orElseThrow(
                () ->
                    new ProblemException(
                        CommonProblem.NOT_FOUND, "This model has no features to tell of"));
    return HttpResponse.ok(effects.figure().file())
        .header("Content-Disposition", "attachment; filename=\"effects.svg\"");
  }

  private View view(HttpRequest<?> request, String hash) {
    ModelStore.Registered registered =
        models
            .findFor(hash, Person.of(request)::sees)
            .orElseThrow(
                () ->
                    new ProblemException(CommonProblem.NOT_FOUND, "No study has made this model"));
    Wording words = pages.words(request);
    JsonNode card = read(registered.card());
    Study study = Study.decode(registered.study());
    Optional<RegressionModel> model = model(registered);
    List<Term> features = new ArrayList<>();
    card.path("features").forEach(feature -> features.add(term(feature, words)));
    Optional<Term> target =
        card.hasNonNull("target")
            ? Optional.of(term(card.path("target"), words))
            : Optional.empty();
    String unit = target.map(Term::unit).orElse("");
    List<FeatureEffects.Effect> effects = model.map(ModelPages::effects).orElse(List.of());
    return new View(
        line(registered, card, words),
        card.path("purpose").asText(),
        target,
        features,
        model.flatMap(ModelPages::explained),
        model.map(ModelSettings::of).orElse(Map.of()),
        limits(card),
        texts(card.path("members")),
        card.path("contributors").asInt(),
        sheets.of(hash).orElseThrow(),
        vocabulary(card, words),
        effects(effects, unit, words, card),
        study.prior().map(prior -> prior.law().code()).orElse(""),
        directions(study, card, words),
        study,
        !registered.standing().withdrawn()
            && Person.of(request).isHome()
            && (Person.of(request).roles().contains(Role.OPERATOR)
                || Person.of(request).roles().contains(Role.CURATOR)),
        validations(request, hash, card, new ValidationDisplay(words, unit)));
  }

  private List<ValidationDisplay.Shown> validations(
      HttpRequest<?> request, String hash, JsonNode card, ValidationDisplay display) {
    if (card.hasNonNull("validation")) {
      return List.of(display.of(card));
    }
    return models.validationsOf(hash).stream()
        .flatMap(of -> models.findFor(of, Person.of(request)::sees).stream())
        .map(found -> display.of(read(found.card())))
        .toList();
  }

  /** A figure of a validation, as a file for a slide. */
  @Get(uri = "/{hash}/figures/{figure}", produces = "image/svg+xml")
  @OpenTo(audience = Audience.PEOPLE)
  HttpResponse<String> figure(HttpRequest<?> request, String hash, String figure) {
    return view(request, hash).validations().stream()
        .filter(shown -> shown.hash().equals(hash))
        .flatMap(shown -> shown.drawings().stream())
        .filter(drawn -> drawn.file().equals(figure))
        .findFirst()
        .map(
            drawn ->
                HttpResponse.ok(drawn.figure().file())
                    .header("Content-Disposition", "attachment; filename=\"" + drawn.file() + "\""))
        .orElseThrow(
            () -> new ProblemException(CommonProblem.NOT_FOUND, "There is no such figure"));
  }

  private static Map<String, List<String>> directions(Study study, JsonNode card, Wording words) {
    Map<String, List<String>> directions = new LinkedHashMap<>();
    if (study.method() instanceof Method.BoostedTrees trees) {
      directions.put("rising", labels(trees.rising(), card, words));
      directions.put("falling", labels(trees.falling(), card, words));
    } else if (study.method() instanceof Method.GaussianProcess gp && gp.folds() > 1) {
      directions.put("material", labels(gp.material(), card, words));
    }
    directions.values().removeIf(List::isEmpty);
    return directions;
  }

  private static List<String> labels(List<String> terms, JsonNode card, Wording words) {
    return terms.stream().map(term -> label(term, card, words)).toList();
  }

  private static Optional<RegressionModel> model(ModelStore.Registered registered) {
    return Progress.decode(registered.progress()) instanceof Progress.Done done
            && done.result() instanceof RegressionModel model
        ? Optional.of(model)
        : Optional.empty();
  }

  /** The largest first; without features that do nothing. */
  private static List<FeatureEffects.Effect> effects(RegressionModel model) {
    return FeatureEffects.of(model, Predictors.of(model)).stream()
        .filter(effect -> effect.change() != 0)
        .sorted(Comparator.comparingDouble(effect -> -Math.abs(effect.change())))
        .toList();
  }

  private static Optional<Effects> effects(
      List<FeatureEffects.Effect> effects, String unit, Wording words, JsonNode card) {
    if (effects.isEmpty()) {
      return Optional.empty();
    }
    List<BarPlot.Bar> bars =
        effects.stream()
            .limit(MOST_BARS)
            .map(
                effect ->
                    new BarPlot.Bar(
                        label(effect.feature(), card, words),
                        effect.change(),
                        Figures.text(effect.change())))
            .toList();
    String across = words.say("effects.axis", unit);
    String says = words.say("effects.says", bars.get(0).name(), bars.get(0).text(), unit);
    return Optional.of(
        new Effects(
            across,
            bars,
            BarPlot.of(bars, new BarPlot.Words(says, across)),
            Math.max(0, effects.size() - MOST_BARS)));
  }

  private static String label(String feature, JsonNode card, Wording words) {
    for (JsonNode term : card.path("features")) {
      if (term.path("iri").asText().equals(feature)) {
        return term(term, words).label();
      }
    }
    return feature;
  }

  private static Optional<String> explained(RegressionModel model) {
    double spread = model.targetStd();
    double share = 1 - model.trainingRmse() * model.trainingRmse() / (spread * spread);
    return spread > 0 && Double.isFinite(share)
        ? Optional.of(Figures.text(share))
        : Optional.empty();
  }

  private static Line line(ModelStore.Registered model, JsonNode card, Wording words) {
    Optional<Term> target =
        card.hasNonNull("target")
            ? Optional.of(term(card.path("target"), words))
            : Optional.empty();
    String rmse =
        card.hasNonNull("trainingRmse")
            ? Figures.text(card.path("trainingRmse").asDouble())
                + target.map(term -> " " + term.unit()).orElse("")
            : "";
    return new Line(
        card.path("studyHash").asText(),
        card.path("title").asText(),
        card.path("kind").asText(),
        target.map(Term::label).orElse(""),
        card.path("rows").asLong(),
        rmse,
        OffsetDateTime.parse(card.path("registeredAt").asText()).toInstant(),
        model.standing());
  }

  private static Term term(JsonNode term, Wording words) {
    boolean japanese = words.language() == Language.JA;
    String english = term.path("labelEn").asText();
    String japaneseLabel = term.path("labelJa").asText();
    String iri = term.path("iri").asText();
    String unit = term.path("unit").asText("");
    String symbol = unit.isEmpty() ? "" : UnitConverter.shipped().symbol(Names.expand(unit));
    String range =
        term.hasNonNull("lower")
            ? Figures.text(term.path("lower").asDouble())
                + " – "
                + Figures.text(term.path("upper").asDouble())
            : term.path("descriptor").asText("");
    return new Term(
        japanese ? japaneseLabel : english,
        japanese ? english : japaneseLabel,
        iri.isEmpty() ? "" : VocabularyLinks.term(iri),
        symbol,
        range);
  }

  private static List<String> limits(JsonNode card) {
    if (card.path("kind").asText().equals("rehearsal")) {
      return List.of("limit.rehearsal");
    }
    List<String> limits = new ArrayList<>();
    if (card.hasNonNull("trainingRmse")) {
      limits.add("limit.training");
    }
    if (card.hasNonNull("validation")) {
      limits.add("limit.validation");
      if (card.hasNonNull("prior")) {
        limits.add("limit.left");
      }
    }
    if (card.path("contributors").asInt() <= 3) {
      limits.add("limit.three");
    }
    return limits;
  }

  private static String vocabulary(JsonNode card, Wording words) {
    JsonNode pin = card.path("vocabulary");
    return pin.isMissingNode() || pin.isNull()
        ? ""
        : words.say("vocabulary.state", pin.path("sequence").asLong());
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static JsonNode read(String card) {
    try {
      return JSON.readTree(card);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a card is always JSON", e);
    }
  }
}
