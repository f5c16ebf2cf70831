package org.kumiki.coordinator.sparql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprFunction;
import org.apache.jena.sparql.expr.ExprFunction0;
import org.apache.jena.sparql.expr.ExprFunction1;
import org.apache.jena.sparql.expr.ExprFunction2;
import org.apache.jena.sparql.expr.ExprFunction3;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprFunctionOp;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.aggregate.AggGroupConcat;
import org.apache.jena.sparql.expr.aggregate.AggGroupConcatDistinct;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.vocabulary.XSD;

/**
 * What an expression may say: the functions, operators and aggregates of SPARQL 1.1 and its casts,
 * by name; no other. Those that can run for ever or grow without end are replaced by ones that a
 * {@link QueryWatch} stops.
 */
final class ExpressionRules {
  /** Comparing or adding durations counts months one after the other, up to 2^31 days. */
  private static final Set<String> DURATIONS =
      Set.of(XSD.duration.getURI(), XSD.dayTimeDuration.getURI(), XSD.yearMonthDuration.getURI());

  private final QueryWatch watch;
  private final UnaryOperator<Op> patterns;

  /**
   * @param patterns what becomes of a pattern inside of an expression (EXISTS)
   */
  ExpressionRules(QueryWatch watch, UnaryOperator<Op> patterns) {
    this.watch = watch;
    this.patterns = patterns;
  }

  /** A value that a query itself brings. */
  static void requireAllowed(Node value) {
    if (value.isLiteral() && isDuration(value)) {
      throw QueryRules.refused("Durations are not computed with here; compare dates");
    }
  }

  static boolean isDuration(Node literal) {
    return DURATIONS.contains(literal.getLiteralDatatypeURI());
  }

  ExprList allowed(ExprList given) {
    return ExprList.create(given.getList().stream().map(this::allowed).toList());
  }

  Aggregator allowed(Aggregator aggregator) {
    if (!StandardFunctions.AGGREGATES.contains(aggregator.getClass())) {
      throw QueryRules.refused(
          "There is no aggregate " + aggregator.getName() + " here; use those of SPARQL 1.1");
    }
    ExprList given = aggregator.getExprList();
    if (given == null || given.isEmpty()) {
      return aggregator;
    }
    ExprList allowed = allowed(given);
    boolean grows =
        aggregator instanceof AggGroupConcat || aggregator instanceof AggGroupConcatDistinct;
    return aggregator.copy(
        grows ? new ExprList(new WatchedFunctions.Seen(allowed.get(0), watch)) : allowed);
  }

  Expr allowed(Expr expression) {
    if (expression instanceof ExprVar) {
      return expression;
    }
    if (expression instanceof NodeValue value) {
      requireAllowed(value.asNode());
      return value;
    }
    if (!StandardFunctions.ALL.contains(expression.getClass())) {
      throw QueryRules.refused(
          "There is no " + nameOf(expression) + " here; use those of SPARQL 1.1 and casts of xsd:");
    }
    if (expression instanceof ExprFunctionOp exists) {
      return exists.copy(new ExprList(), patterns.apply(exists.getGraphPattern()));
    }
    return function((ExprFunction) expression);
  }

  private static String nameOf(Expr expression) {
    if (expression instanceof E_Function named) {
      return "function <" + named.getFunctionIRI() + ">";
    }
    if (expression instanceof ExprFunction function) {
      return "function " + function.getFunctionSymbol().getSymbol();
    }
    return "such expression";
  }

  private Expr function(ExprFunction function) {
    List<Expr> arguments = new ArrayList<>();
    for (int i = 1; i <= function.numArgs(); i++) {
      Expr argument = function.getArg(i);
      arguments.add(argument == null ? null : allowed(argument));
    }
    if (function instanceof E_Function named) {
      return cast(named, arguments);
    }
    if (function instanceof E_Regex) {
      return new WatchedFunctions.Regex(arguments, watch);
    }
    if (function instanceof E_StrReplace) {
      return new WatchedFunctions.Replace(arguments, watch);
    }
    if (function instanceof E_StrConcat) {
      return new WatchedFunctions.Concat(arguments, watch);
    }
    if (StandardFunctions.OF_NUMBERS.contains(function.getClass())) {
      return new BoundedFunctions.Numeric(function, arguments, watch);
    }
    if (StandardFunctions.OF_TEXTS.contains(function.getClass())) {
      return new BoundedFunctions.Textual(function, arguments, watch);
    }
    return copy(function, arguments);
  }

  private Expr cast(E_Function named, List<Expr> arguments) {
    if (!StandardFunctions.CASTS.contains(named.getFunctionIRI())) {
      throw QueryRules.refused(
          "There is no " + nameOf(named) + " here; use those of SPARQL 1.1 and casts of xsd:");
    }
    List<Expr> bounded = new ArrayList<>();
    for (Expr argument : arguments) {
      bounded.add(
          named.getFunctionIRI().equals(XSD.xstring.getURI())
              ? argument
              : new BoundedFunctions.Castable(argument, watch));
    }
    return new E_Function(named.getFunctionIRI(), ExprList.create(bounded));
  }

  private static Expr copy(ExprFunction function, List<Expr> arguments) {
    if (function instanceof ExprFunction0 none) {
      return none.copy();
    }
    if (function instanceof ExprFunction1 one) {
      return one.copy(arguments.get(0));
    }
    if (function instanceof ExprFunction2 two) {
      return two.copy(arguments.get(0), arguments.get(1));
    }
    if (function instanceof ExprFunction3 three) {
      return three.copy(arguments.get(0), arguments.get(1), arguments.get(2));
    }
    return ((ExprFunctionN) function).copy(ExprList.create(arguments));
  }
}
