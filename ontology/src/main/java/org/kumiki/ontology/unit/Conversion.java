package org.kumiki.ontology.unit;

import java.util.function.Function;

/** How values written in one unit become values of a term, or why they cannot. */
public sealed interface Conversion {

  /**
   * A linear conversion, y = a·x + b.
   *
   * @param multiplier a, in term units per written unit; finite, not zero
   * @param offset b, in term units; zero unless both are points of a temperature scale
   */
  record Factor(double multiplier, double offset) implements Conversion {
    /** The value is already in the term's unit. */
    public static final Factor IDENTITY = new Factor(1, 0);

    public Factor {
      if (!Double.isFinite(multiplier) || multiplier == 0 || !Double.isFinite(offset)) {
        throw new IllegalArgumentException("a conversion has a finite factor that is not zero");
      }
    }

    /** The value in the term's unit; NaN stays NaN. */
    public double apply(double written) {
      return multiplier * written + offset;
    }

    @Override
    public <T> T fold(Function<Factor, T> factor, Function<Refused, T> refused) {
      return factor.apply(this);
    }
  }

  /**
   * No conversion.
   *
   * @param reason the code, which may leave the house; the message may not
   * @param message the cause and the next step, for the person who maps the column
   */
  record Refused(Reason reason, String message) implements Conversion {
    @Override
    public <T> T fold(Function<Factor, T> factor, Function<Refused, T> refused) {
      return refused.apply(this);
    }
  }

  /** Why values cannot be converted. */
  enum Reason {
    /** The unit is not in the list. */
    UNKNOWN_UNIT,
    /** The unit measures another kind of thing. */
    OTHER_DIMENSION,
    /** A percentage of mass for a fraction of atoms, or the like. */
    OTHER_BASIS,
    /** Two conventional scales, such as HRC and HV, between which there is no factor. */
    OTHER_SCALE
  }

  /** Either answer, handled. */
  <T> T fold(Function<Factor, T> factor, Function<Refused, T> refused);
}
