package org.kumiki.learning.suggest;

/** What decides between candidates while a batch is chosen. Not thread-safe. */
interface Criterion {
  /** Before the candidates are looked at once more: a function is drawn anew. */
  void look();

  /**
   * @param features of a candidate
   * @return its worth, and what is expected of it to decide between equals
   */
  Worth of(double[] features);

  /** Goes on as if the experiment were made. */
  void believe(double[] features);

  /** Whether no worth can rise by {@link #believe}, so that what was left out stays out. */
  boolean fallsWithKnowledge();

  /** A worth and what decides between equal ones. */
  record Worth(double worth, double tie) {}
}
