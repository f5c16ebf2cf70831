package org.kumiki.trial.seeded;

/** What some seeds did: so that a test of nothing is seen. Not thread-safe. */
final class SeedTally {
  long seeds;
  long studies;
  long completed;
  long waited;
  long epochs;
  long uploads;

  SeedTally add(SeedTally other) {
    seeds += other.seeds;
    studies += other.studies;
    completed += other.completed;
    waited += other.waited;
    epochs += other.epochs;
    uploads += other.uploads;
    return this;
  }

  @Override
  public String toString() {
    return seeds
        + " seeds: "
        + studies
        + " studies, "
        + completed
        + " completed, "
        + waited
        + " waited for a member, "
        + epochs
        + " epochs beyond the first, "
        + uploads
        + " masked vectors seen";
  }
}
