package org.kumiki.node.experiment;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works suggestions out, one batch after the other, beside everything else. A batch outlives the
 * process: what was asked and not finished is begun anew at the next start.
 */
public final class SuggestionWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SuggestionWorker.class);

  private final Campaigns campaigns;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread = new Thread(this::work, "suggestions");

  public SuggestionWorker(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  public void start() {
    thread.start();
  }

  /** A round was asked for. */
  public void wake() {
    wake.release();
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Optional<Round> round = campaigns.store().unfinished();
        if (round.isPresent()) {
          workOut(round.get());
        } else {
          wake.acquire();
          wake.drainPermits();
        }
      }
    } catch (InterruptedException | TableCandidates.Interrupted e) {
      LOG.debug("stopping");
    }
  }

  /** Logs say that, and never what: a campaign is private. */
  private void workOut(Round round) {
    try {
      campaigns.workOut(round);
      LOG.info("suggestions {} of campaign {} are ready", round.number(), round.campaignId());
    } catch (CampaignRefused e) {
      campaigns.store().refuse(round, e.getMessage());
      LOG.info("suggestions {} of campaign {} refused", round.number(), round.campaignId());
    } catch (TableCandidates.Interrupted e) {
      throw e;
    } catch (RuntimeException e) {
      campaigns
          .store()
          .refuse(round, "a defect or a broken environment: the node's log has its place");
      LOG.error("suggestions {} of campaign {}", round.number(), round.campaignId(), e);
    }
  }
}
