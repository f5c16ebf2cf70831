package org.kumiki.node.model;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.kumiki.exchange.study.Study;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.learning.onnx.OnnxModel;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Role;

/** Models for other programs of this house. */
@Controller("/api/v1/models")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OnnxController {
  private final HeldModels models;

  OnnxController(HeldModels models) {
    this.models = models;
  }

  /** A study's model, as this node computed or has fetched it, as an ONNX file. */
  @Get(uri = "/{hash}/onnx", produces = MediaType.APPLICATION_OCTET_STREAM)
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  HttpResponse<byte[]> export(String hash) {
    Entry entry =
        models
            .find(hash)
            .orElseThrow(
                () ->
                    new ProblemException(
                        CommonProblem.NOT_FOUND, "No study with this hash was proposed here"));
    try {
      return HttpResponse.ok(file(entry))
          .header(
              HttpHeaders.CONTENT_DISPOSITION,
              "attachment; filename=\"" + entry.hash() + ".onnx\"");
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonProblem.CONFLICT, e.getMessage());
    }
  }

  private byte[] file(Entry entry) {
    Study study = entry.study();
    RegressionModel model = models.toExport(entry);
    study
        .prior()
        .ifPresent(
            prior -> {
              // Its law reads a formula, which no column of the file's input holds.
              throw new IllegalArgumentException(
                  "this model predicts what the prior "
                      + prior.law().code()
                      + " leaves, and an ONNX file cannot hold the prior: predict here with 'kumiki"
                      + " node predict', or run a study without a prior");
            });
    return OnnxModel.of(
        model, study.title(), OnnxMetadata.of(study, model, Optional.ofNullable(entry.card())));
  }
}
