package org.kumiki.learning.computation;

/**
 * A fold of rows into the vector of one round: zero, add, combine. It is private to the node until
 * the disclosure gate has looked at it.
 *
 * <p>Entry 0 of every vector is the number of rows that entered it. Each entry obeys the bound that
 * the round's {@link Encoding} declares, <em>provided that</em> {@link #rowsUsed} does not exceed
 * the computation's cap: who releases the vector must check that first.
 *
 * <p>Not thread-safe: one partial a thread, combined at the end.
 */
public abstract class Partial {
  private final State state;
  private final RowScreen screen;
  private final CompensatedSums sums;
  private long rowsUsed;
  private long rowsWithoutTarget;
  private long rowsOutsideDomain;

  protected Partial(State state, int length) {
    this(state, new CompensatedSums(length));
  }

  /** A partial of whole numbers only, whose sums stay below 2⁵³ over all members. */
  protected Partial(State state, int length, WholeNumbers marker) {
    this(state, CompensatedSums.ofWholeNumbers(length));
  }

  private Partial(State state, CompensatedSums sums) {
    this.state = state;
    this.screen = new RowScreen(state.computation());
    this.sums = sums;
  }

  /** Says that no sum of a partial is ever rounded. */
  protected enum WholeNumbers {
    ONLY
  }

  /**
   * Adds rows. Those without target, and those with a value outside its declared domain, are
   * counted and left out.
   *
   * @return the indexes of the batch's rows that entered, ascending
   * @throws IllegalArgumentException if the batch's columns are not the computation's variables
   */
  public final int[] add(Batch batch) {
    RowScreen.Screened screened = screen.screen(batch);
    rowsUsed += screened.used().length;
    rowsWithoutTarget += screened.withoutTarget();
    rowsOutsideDomain += screened.outsideDomain();
    addTo(0, screened.used().length);
    accumulate(batch, screened.used());
    return screened.used();
  }

  /**
   * Adds what another partial of the same round has added; the other is not changed.
   *
   * @throws IllegalArgumentException if the other is of another round or computation
   */
  public final void combine(Partial other) {
    if (other == this || other.getClass() != getClass() || !other.state.equals(state)) {
      throw new IllegalArgumentException("only two partials of the same round combine");
    }
    sums.addAll(other.sums);
    combineRows(other);
    rowsUsed += other.rowsUsed;
    rowsWithoutTarget += other.rowsWithoutTarget;
    rowsOutsideDomain += other.rowsOutsideDomain;
  }

  /** A copy of the vector as it stands. */
  public final double[] vector() {
    complete();
    return sums.toArray();
  }

  /** The rows in the vector. Above {@link Computation#maxRowsPerMember} it must not be released. */
  public final long rowsUsed() {
    return rowsUsed;
  }

  public final long rowsWithoutTarget() {
    return rowsWithoutTarget;
  }

  public final long rowsOutsideDomain() {
    return rowsOutsideDomain;
  }

  /** Adds the given rows of the batch to all entries but 0, by {@link #addTo}. */
  protected abstract void accumulate(Batch batch, int[] usedRows);

  /** The entries of a partial of whole numbers, to add to in place. */
  protected final double[] wholeNumbers() {
    return sums.wholeNumbers();
  }

  /** Called before a vector is made: for a fold that goes over its rows more than once. */
  protected void complete() {}

  /** Called when another partial's sums are added, for what a fold keeps beside sums. */
  protected void combineRows(Partial other) {}

  protected final void addTo(int index, double value) {
    sums.add(index, value);
  }
}
