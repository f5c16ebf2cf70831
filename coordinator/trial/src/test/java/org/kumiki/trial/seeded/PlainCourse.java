package org.kumiki.trial.seeded;

import java.util.ArrayList;
import java.util.List;
import org.kumiki.exchange.fixedpoint.FixedPointLayout;
import org.kumiki.exchange.round.Contribution;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Study;

/**
 * What a study comes to if everybody's integers are simply added up in one place, round by round:
 * no message, no mask, no fault. Whatever a run does, it must come to this, to the last bit.
 */
final class PlainCourse {
  private final Study study;
  private final Consortium consortium;
  private final List<Progress> progress = new ArrayList<>(List.of(new Progress.Flags()));
  private final List<long[]> sums = new ArrayList<>();

  PlainCourse(Study study, Consortium consortium) {
    this.study = study;
    this.consortium = consortium;
  }

  /** After so many published rounds. */
  Progress after(int round) {
    while (progress.size() <= round) {
      advance();
    }
    return progress.get(round);
  }

  /** The sum of this round, from 1. */
  long[] sum(int round) {
    after(round);
    return sums.get(round - 1);
  }

  /** One member's integers in this round: zeros if its own rule forbids more. */
  long[] values(String member, int round) {
    Progress before = after(round - 1);
    FixedPointLayout layout = Progress.layout(study, before);
    Contribution own = consortium.contribution(study, member, before);
    return !mayContribute(member)
        ? new long[layout.length()]
        : layout.quantise(own.values()).orElseThrow();
  }

  long contributors() {
    return study.cohort().stream().filter(this::mayContribute).count();
  }

  private boolean mayContribute(String member) {
    return !study.readsRows() || consortium.rows(member).rows() >= study.minimumRows();
  }

  Progress last() {
    while (!progress.get(progress.size() - 1).ended()) {
      advance();
    }
    return progress.get(progress.size() - 1);
  }

  private void advance() {
    int round = progress.size();
    Progress before = progress.get(round - 1);
    long[] sum = new long[Progress.layout(study, before).length()];
    for (String member : study.cohort()) {
      long[] values = values(member, round);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += values[i];
      }
    }
    sums.add(sum);
    progress.add(Progress.advance(study, before, sum));
  }
}
