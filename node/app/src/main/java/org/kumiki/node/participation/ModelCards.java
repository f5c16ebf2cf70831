package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.kumiki.exchange.round.Progress;
import org.kumiki.node.participation.StudyStore.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cards of finished studies, fetched from the coordinator's registry and kept here. */
final class ModelCards {
  private static final Logger LOG = LoggerFactory.getLogger(ModelCards.class);

  private final StudyStore store;
  private final CoordinatorChannel channel;

  ModelCards(StudyStore store, CoordinatorChannel channel) {
    this.store = store;
    this.channel = channel;
  }

  /** Fetches cards that could not be fetched when their study ended. */
  void pullMissing() {
    for (Entry entry : store.all()) {
      if (entry.card() == null) {
        pull(entry.hash(), entry.standing().progress());
      }
    }
  }

  /**
   * The registry's card, if the registered result is the one that this node computed itself. What
   * else the card says is the coordinator's word.
   */
  void pull(String hash, Progress progress) {
    if (!(progress instanceof Progress.Done done)) {
      return;
    }
    try (InputStream result = channel.get(Paths.result(hash));
        InputStream card = channel.get(Paths.card(hash))) {
      byte[] own = done.encode();
      if (Arrays.equals(own, result.readNBytes(own.length + 1))) {
        store.keepCard(hash, new String(card.readNBytes(1 << 20), StandardCharsets.UTF_8));
      } else {
        LOG.error("study {}: the registry holds another result than this node computed", hash);
      }
    } catch (IOException e) {
      LOG.warn("study {}: the model card could not be fetched", hash);
    }
  }
}
