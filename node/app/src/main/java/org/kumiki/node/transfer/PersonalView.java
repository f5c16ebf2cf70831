package org.kumiki.node.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kumiki.platform.plot.Drawn;

/**
 * A personal model as its page shows it; numbers are texts already, in the target's unit.
 *
 * @param dataset whose rows it learned from, in {@code version}
 * @param newer the newest version of that; 0 if it is the one above
 * @param sources whose models were tried
 * @param ways what each was worth on withheld rows, direct training first
 * @param chosen the way that is used
 * @param drawn the errors as a figure
 * @param command that makes it anew of the newest rows
 */
public record PersonalView(
    String name,
    String target,
    String unit,
    String dataset,
    int version,
    int newer,
    long rows,
    List<String> features,
    List<SourceLine> sources,
    List<WayLine> ways,
    WayLine chosen,
    Optional<Drawn> drawn,
    String madeBy,
    Instant madeAt,
    String command) {
  /** A study's model that was tried; {@code withdrawn} says why in the reader's language. */
  public record SourceLine(String hash, String title, String withdrawn, boolean fetched) {}

  /**
   * A way.
   *
   * @param kind {@code direct}, {@code warm} or {@code frozen}
   * @param source the study whose model it uses; empty for direct training
   * @param gain over direct training, with its standard error; empty for direct training
   * @param sure whether the gain is more than twice its standard error
   */
  public record WayLine(
      String kind,
      String source,
      String mae,
      String rmse,
      String gain,
      String gainError,
      boolean chosen,
      boolean better,
      boolean sure) {}

  /** A model in the list of all. */
  public record Line(
      String name,
      String target,
      String dataset,
      long rows,
      WayLine chosen,
      String unit,
      Instant at) {}
}
