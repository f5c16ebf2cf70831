package org.kumiki.node.participation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.MessageCodec;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.learning.computation.RegressionModel;
import org.kumiki.node.participation.StudyStore.Decision;
import org.kumiki.node.participation.StudyStore.Entry;

/**
 * Fetches models that this organisation may use without having taken part. The node did not compute
 * them, and no participant's signature comes with them: that the participants' sums gave these
 * models is the coordinator's word alone. Checked is that each is of the study with the asked hash,
 * which stands under a roster of the chain that this node follows, with a cohort that is listed
 * there. Nothing about rows is sent. Thread-safe.
 */
public final class ModelFetch {
  /** The largest canonical form of a model is some eight megabytes. */
  private static final int MAX_RESULT_BYTES = 64 << 20;

  private static final int MAX_CARD_BYTES = 1 << 20;

  /** Some thousand cards. */
  private static final int MAX_LIST_BYTES = 64 << 20;

  private static final ObjectReader JSON =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final StudyStore store;
  private final Published published;
  private final Supplier<List<RosterSnapshot>> chain;
  private final TermCheck terms;
  private final String organisation;

  /**
   * @param chain all rosters that this node has taken over, whether or not this organisation was
   *     listed then
   */
  ModelFetch(
      StudyStore store,
      Published published,
      Supplier<List<RosterSnapshot>> chain,
      TermCheck terms,
      String organisation) {
    this.store = store;
    this.published = published;
    this.chain = chain;
    this.terms = terms;
    this.organisation = organisation;
  }

  /** What the coordinator has published, by its path. */
  interface Published {
    InputStream get(String path) throws IOException;
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
   * Fetches one and keeps it.
   *
   * @return false if it was here before
   * @throws Refused if it is not given, is not what it says, or this organisation was itself asked
   *     for the study and has no model of it
   */
  public boolean fetch(String hash) throws IOException {
    Optional<Entry> here = store.find(hash);
    if (here.isPresent()) {
      requireModel(here.get());
      return false;
    }
    try {
      Study study = Study.decode(bytes(Paths.study(hash), MessageCodec.MAX_STUDY_BYTES));
      Progress progress = Progress.decode(bytes(Paths.result(hash), MAX_RESULT_BYTES));
      require(study, hash, progress);
      String card = text(Paths.card(hash), MAX_CARD_BYTES);
      requireCard(card, hash);
      store.keepFetched(study, progress, card);
      return true;
    } catch (ChannelRefusal.NotThere e) {
      throw new Refused(
          "the coordinator gives no such model to this organisation: 'kumiki node model offered'"
              + " lists what it gives");
    } catch (ChannelRefusal.NoLonger e) {
      throw new Refused(
          "this model was withdrawn, and the coordinator gives it to nobody any more: 'kumiki node"
              + " model offered' lists what it gives");
    } catch (WireFormatException | IllegalArgumentException e) {
      throw new Refused("what the coordinator sent is no model: " + e.getMessage());
    }
  }

  private void require(Study study, String hash, Progress progress) {
    boolean right =
        study.hash().hex().equals(hash)
            && progress instanceof Progress.Done done
            && done.result() instanceof RegressionModel model
            && model.computation().equals(study.computation());
    if (!right) {
      throw new Refused("what the coordinator sent is not the model of this study");
    }
    requireRoster(study);
    if (!study.rights().use().includes(organisation, study.cohort())) {
      throw new Refused("the study's rights do not let this organisation use its model");
    }
    Optional<String> otherTerms = terms.refuse(study);
    if (otherTerms.isPresent()) {
      throw new Refused(otherTerms.get());
    }
  }

  /** A coordinator must not pass off as members' work what stands under no roster of theirs. */
  private void requireRoster(Study study) {
    RosterSnapshot roster =
        chain.get().stream()
            .filter(of -> of.hash().equals(study.rosterHash()))
            .filter(of -> of.consortium().equals(study.consortium()))
            .findFirst()
            .orElseThrow(
                () ->
                    new Refused(
                        "the study stands under a roster that this node does not know: 'kumiki node"
                            + " roster show' says which one it follows"));
    for (String name : study.cohort()) {
      if (roster.member(name).isEmpty()) {
        throw new Refused("the study names " + name + ", and its roster does not list that");
      }
    }
  }

  private static void requireModel(Entry here) {
    if (isModel(here.standing().progress())) {
      return;
    }
    throw new Refused(
        here.ended() || here.decision() == Decision.DECLINED
            ? "this organisation was asked for this study, which was declined or ended here without"
                + " a model: it cannot be fetched"
            : "this organisation is asked for this study itself, and has its model when the study"
                + " is complete: see 'kumiki node studies'");
  }

  private static boolean isModel(Progress progress) {
    return progress instanceof Progress.Done done && done.result() instanceof RegressionModel;
  }

  /** What else it says is the coordinator's word. */
  private static void requireCard(String card, String hash) {
    try {
      JsonNode read = JSON.readTree(card);
      if (!read.isObject() || !read.path("studyHash").asText().equals(hash)) {
        throw new Refused("the card that the coordinator sent is of another model");
      }
    } catch (JsonProcessingException e) {
      throw new Refused("the card that the coordinator sent is not JSON");
    }
  }

  private byte[] bytes(String path, int most) throws IOException {
    try (InputStream body = published.get(path)) {
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
