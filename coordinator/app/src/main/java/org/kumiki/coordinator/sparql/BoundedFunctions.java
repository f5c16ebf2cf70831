package org.kumiki.coordinator.sparql;

import java.math.BigDecimal;
import java.util.List;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.function.FunctionEnv;

/**
 * Functions of ARQ that do what they always did, on values of bounded size: one call of them looks
 * at no clock, so that it must be short by what it is given.
 */
final class BoundedFunctions {
  /** No measurement has so many, and a product of two such numbers takes microseconds. */
  static final int MOST_DIGITS = 1_000;

  /** As many bits as the digits have, log2(10) a digit, and a few more. */
  private static final int MOST_BITS = MOST_DIGITS * 10 / 3;

  /**
   * A search compares so many pairs of characters in less than a second, and the clock is asked.
   */
  static final long MOST_COMPARED = 500_000_000L;

  private BoundedFunctions() {}

  private abstract static class Bounded extends WatchedFunctions.Watched {
    final ExprFunction function;

    Bounded(ExprFunction function, List<Expr> arguments, QueryWatch watch) {
      super(function.getFunctionSymbol().getSymbol(), arguments, watch);
      this.function = function;
    }

    abstract void require(List<NodeValue> values);

    @Override
    public NodeValue eval(List<NodeValue> values, FunctionEnv environment) {
      watch.look();
      require(values);
      if (function instanceof ExprFunction1 one) {
        return one.eval(values.get(0), environment);
      }
      if (function instanceof ExprFunction2 two) {
        return two.eval(values.get(0), values.get(1), environment);
      }
      return ((ExprFunctionN) function).eval(values, environment);
    }

    @Override
    public NodeValue eval(List<NodeValue> values) {
      throw new IllegalStateException("asked with its environment");
    }
  }

  /** Arithmetic, of numbers alone: SPARQL 1.1 has none of dates. */
  static final class Numeric extends Bounded {
    Numeric(ExprFunction function, List<Expr> arguments, QueryWatch watch) {
      super(function, arguments, watch);
    }

    @Override
    Numeric with(List<Expr> arguments) {
      return new Numeric(function, arguments, watch);
    }

    @Override
    void require(List<NodeValue> values) {
      for (NodeValue value : values) {
        if (!value.isNumber()) {
          throw new ExprEvalException("not a number: " + value);
        }
        if (!isShort(value)) {
          watch.end(tooManyDigits());
        }
      }
    }

    private static boolean isShort(NodeValue value) {
      if (value.isInteger()) {
        return value.getInteger().bitLength() <= MOST_BITS;
      }
      if (value.isDecimal()) {
        BigDecimal decimal = value.getDecimal();
        return decimal.unscaledValue().bitLength() <= MOST_BITS
            && Math.abs((long) decimal.scale()) <= MOST_DIGITS;
      }
      return true;
    }
  }

  /** A function that makes a text or searches one. */
  static final class Textual extends Bounded {
    Textual(ExprFunction function, List<Expr> arguments, QueryWatch watch) {
      super(function, arguments, watch);
    }

    @Override
    Textual with(List<Expr> arguments) {
      return new Textual(function, arguments, watch);
    }

    @Override
    void require(List<NodeValue> values) {
      long compared = 1;
      for (NodeValue value : values) {
        long length = length(value);
        requireShort(length);
        compared *= Math.max(1, length);
      }
      if (searches() && compared > MOST_COMPARED) {
        watch.end(QueryWatch.tooLarge());
      }
    }

    private boolean searches() {
      return StandardFunctions.SEARCHES.contains(function.getClass());
    }

    @Override
    public NodeValue eval(List<NodeValue> values, FunctionEnv environment) {
      NodeValue made = super.eval(values, environment);
      requireShort(length(made));
      if (made.asNode().isLiteral() && ExpressionRules.isDuration(made.asNode())) {
        throw new ExprEvalException("durations are not computed with");
      }
      return made;
    }

    private static long length(NodeValue value) {
      if (value.asNode().isLiteral()) {
        return value.asNode().getLiteralLexicalForm().length();
      }
      return value.asNode().isURI() ? value.asNode().getURI().length() : 0;
    }
  }

  /** What is cast to anything but a text: no number and no date is longer. */
  static final class Castable extends WatchedFunctions.Watched {
    Castable(Expr argument, QueryWatch watch) {
      super("castable", List.of(argument), watch);
    }

    @Override
    Castable with(List<Expr> arguments) {
      return new Castable(arguments.get(0), watch);
    }

    @Override
    public NodeValue eval(List<NodeValue> values) {
      NodeValue value = values.get(0);
      watch.look();
      if (value.isLiteral() && value.asNode().getLiteralLexicalForm().length() > MOST_DIGITS) {
        throw new ExprEvalException("too long to be cast");
      }
      return value;
    }
  }

  private static QueryRefused tooManyDigits() {
    return new QueryRefused(
        SparqlProblem.QUERY_TOO_LARGE,
        "A number has more than " + MOST_DIGITS + " digits; compute with shorter ones, or doubles");
  }
}
