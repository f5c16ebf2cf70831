package org.kumiki.node.participation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kumiki.node.vocabulary.VocabularyReleases;
import org.kumiki.ontology.release.SignedRelease;
import org.kumiki.ontology.release.UnreadableRelease;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.process.RestingWorker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches releases of the vocabulary; whether one is used is the steward's to say. */
public final class ReleaseCourier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseCourier.class);
  private static final String RELEASES = "/exchange/v1/vocabulary/releases";

  /** A few bytes each time; a steward who was told of a release finds it here. */
  private static final Duration REST = Duration.ofSeconds(15);

  /** Without a roster nothing can be verified; one comes soon, if at all. */
  private static final Duration REST_WITHOUT_ROSTER = Duration.ofSeconds(1);

  /** As many as the coordinator sends at once. */
  private static final int PAGE = 100;

  /** One a day for some decades. */
  private static final int MOST_RELEASES = 10_000;

  private static final int MAX_LIST_BYTES = 200 * SignedRelease.LONGEST;

  private final VocabularyReleases releases;
  private final CoordinatorChannel channel;
  private final RestingWorker worker = RestingWorker.breakingOff("releases", this::look);
  private String complaint = "";

  public ReleaseCourier(VocabularyReleases releases, CoordinatorChannel channel) {
    this.releases = releases;
    this.channel = channel;
  }

  public void start() {
    worker.start();
  }

  @Override
  public void close() {
    worker.close();
  }

  private Duration look() {
    if (!releases.canVerify()) {
      return REST_WITHOUT_ROSTER;
    }
    try {
      List<SignedRelease> next = next();
      releases.take(next);
      for (SignedRelease one : next) {
        LOG.info("release {} of the vocabulary is signed", one.release().version());
      }
      Optional<SignedRelease> missing = releases.missing();
      if (missing.isPresent()) {
        fetch(missing.get());
      }
    } catch (IOException e) {
      // The inbox says once that the coordinator cannot be reached.
      LOG.debug("releases are asked for again");
    } catch (UnreadableRelease | CommandFailure e) {
      complain(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("a release could not be taken over; it is tried again", e);
    }
    return REST;
  }

  private void fetch(SignedRelease release) throws IOException {
    int version = release.release().version();
    try (InputStream packed = channel.get(RELEASES + "/" + version + "/content")) {
      releases.takeContent(release, packed);
    }
    LOG.info("release {} of the vocabulary is here: 'kumiki node vocabulary show'", version);
  }

  /** All that are not known here: what vouches for one may be much later. */
  private List<SignedRelease> next() throws IOException {
    int known = releases.known().size();
    List<SignedRelease> next = new ArrayList<>();
    List<SignedRelease> page = page(known);
    while (!page.isEmpty() && next.size() < MOST_RELEASES) {
      next.addAll(page);
      page = page.size() < PAGE ? List.of() : page(known + next.size());
    }
    return next;
  }

  private List<SignedRelease> page(int after) throws IOException {
    try (InputStream body = channel.get(RELEASES + "?after=" + after)) {
      String texts = new String(body.readNBytes(MAX_LIST_BYTES), StandardCharsets.UTF_8);
      List<SignedRelease> signed = new ArrayList<>();
      // Each text has one empty line inside, before the signature, and one behind it.
      String[] pieces = texts.split("\n\n", -1);
      for (int i = 0; i + 1 < pieces.length; i += 2) {
        signed.add(SignedRelease.parse(pieces[i] + "\n\n" + pieces[i + 1] + "\n"));
      }
      return signed;
    }
  }

  /** Says what is wrong once, not every few seconds. */
  private void complain(String sentence) {
    if (!sentence.equals(complaint)) {
      complaint = sentence;
      LOG.warn("{}", sentence);
    }
  }
}
