package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.MessageCodec;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.node.identity.RosterPins;

/**
 * Fetches models that this organisation may use without having taken part. The node did not compute
 * them: that the sums were right is their participants' word, and that these are the models the
 * coordinator's. Nothing about rows is sent. Thread-safe.
 */
public final class ModelFetch {
  /** The largest canonical form of a model is some eight megabytes. */
  private static final int MAX_RESULT_BYTES = 64 << 20;

  private static final int MAX_CARD_BYTES = 1 << 20;

  /** Some thousand cards. */
  private static final int MAX_LIST_BYTES = 64 << 20;

  private final StudyStore store;
  private final CoordinatorChannel channel;
  private final RosterPins pins;
  private final TermCheck terms;
  private final String organisation;

  ModelFetch(
      StudyStore store,
      CoordinatorChannel channel,
      RosterPins pins,
      TermCheck terms,
      String organisation) {
    this.store = store;
    this.channel = channel;
    this.pins = pins;
    this.terms = terms;
    this.organisation = organisation;
  }

  /** A refusal, in one sentence for the person who asked. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String sentence) {
      super(sentence);
    }
  }

  /** The cards of all models that this organisation may use: a JSON list. */
  public String offered() throws IOException {
    return text(Paths.MODELS, MAX_LIST_BYTES);
  }

  /**
   * Fetches one and keeps it; nothing happens if it is here.
   *
   * @throws Refused if it is not given, or is not what it says
   */
  public void fetch(String hash) throws IOException {
    if (store.find(hash).isPresent()) {
      return;
    }
    try {
      Study study = Study.decode(bytes(Paths.study(hash), MessageCodec.MAX_STUDY_BYTES));
      Progress progress = Progress.decode(bytes(Paths.result(hash), MAX_RESULT_BYTES));
      require(study, hash, progress);
      store.keepFetched(study, progress, text(Paths.card(hash), MAX_CARD_BYTES));
    } catch (ChannelRefusal.NotThere e) {
      throw new Refused(
          "the coordinator gives no such model to this organisation: 'kumiki node model offered'"
              + " lists what it gives");
    } catch (WireFormatException | IllegalArgumentException e) {
      throw new Refused("what the coordinator sent is no model: " + e.getMessage());
    }
  }

  private void require(Study study, String hash, Progress progress) {
    boolean right =
        study.hash().hex().equals(hash)
            && pins.inForce().filter(r -> r.consortium().equals(study.consortium())).isPresent()
            && progress instanceof Progress.Done done
            && done.result() instanceof RegressionModel model
            && model.computation().equals(study.computation());
    if (!right) {
      throw new Refused("what the coordinator sent is not the model of this study");
    }
    if (!study.rights().use().includes(organisation, study.cohort())) {
      throw new Refused("the study's rights do not let this organisation use its model");
    }
    Optional<String> otherTerms = terms.refuse(study);
    if (otherTerms.isPresent()) {
      throw new Refused(otherTerms.get());
    }
  }

  private byte[] bytes(String path, int most) throws IOException {
    try (InputStream body = channel.get(path)) {
      byte[] bytes = body.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new Refused("what the coordinator sent is too large");
      }
      return bytes;
    }
  }

  private String text(String path, int most) throws IOException {
    return new String(bytes(path, most), StandardCharsets.UTF_8);
  }
}
