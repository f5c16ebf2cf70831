package org.kumiki.exchange.study;

import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/** Which computation of the closed catalogue a study asks for, with its settings. */
public sealed interface Method {
  /** Count, mean and population variance of each feature. */
  record Statistics() implements Method {}

  /**
   * Ridge regression of the target on the standardised features.
   *
   * @param lambda penalty on standardised features, divided by nothing
   * @param clip standardised features are cut at ± this; infinity leaves them
   */
  record RidgeRegression(double lambda, double clip) implements Method {
    public RidgeRegression {
      if (!(lambda > 0) || !Double.isFinite(lambda)) {
        throw new WireFormatException("lambda must be a positive number");
      }
      if (!(clip > 0)) {
        throw new WireFormatException("clip must be positive");
      }
    }
  }

  static void write(WireWriter out, Method method) {
    if (method instanceof Statistics) {
      out.u8(1);
    } else if (method instanceof RidgeRegression ridge) {
      out.u8(2).f64(ridge.lambda()).f64(ridge.clip());
    } else {
      throw new IllegalStateException("no encoding for " + method.getClass());
    }
  }

  static Method read(WireReader in) {
    int kind = in.u8("method");
    return switch (kind) {
      case 1 -> new Statistics();
      case 2 -> new RidgeRegression(in.f64("lambda"), in.f64("clip"));
      default -> throw new WireFormatException("method " + kind + " is unknown");
    };
  }
}
