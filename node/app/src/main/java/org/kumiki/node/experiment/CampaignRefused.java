package org.kumiki.node.experiment;

/** What a campaign cannot do as it is asked; one sentence with cause and next step. */
public final class CampaignRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CampaignRefused(String sentence) {
    super(sentence);
  }
}
