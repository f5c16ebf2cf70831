package org.kumiki.coordinator.sparql;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.jena.query.SortCondition;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.algebra.op.Op0;
import org.apache.jena.sparql.algebra.op.Op1;
import org.apache.jena.sparql.algebra.op.Op2;
import org.apache.jena.sparql.algebra.op.OpBGP;
import org.apache.jena.sparql.algebra.op.OpDistinct;
import org.apache.jena.sparql.algebra.op.OpExtend;
import org.apache.jena.sparql.algebra.op.OpFilter;
import org.apache.jena.sparql.algebra.op.OpGraph;
import org.apache.jena.sparql.algebra.op.OpGroup;
import org.apache.jena.sparql.algebra.op.OpJoin;
import org.apache.jena.sparql.algebra.op.OpLeftJoin;
import org.apache.jena.sparql.algebra.op.OpMinus;
import org.apache.jena.sparql.algebra.op.OpN;
import org.apache.jena.sparql.algebra.op.OpNull;
import org.apache.jena.sparql.algebra.op.OpOrder;
import org.apache.jena.sparql.algebra.op.OpPath;
import org.apache.jena.sparql.algebra.op.OpProject;
import org.apache.jena.sparql.algebra.op.OpReduced;
import org.apache.jena.sparql.algebra.op.OpSequence;
import org.apache.jena.sparql.algebra.op.OpService;
import org.apache.jena.sparql.algebra.op.OpSlice;
import org.apache.jena.sparql.algebra.op.OpTable;
import org.apache.jena.sparql.algebra.op.OpTriple;
import org.apache.jena.sparql.algebra.op.OpUnion;
import org.apache.jena.sparql.core.Var;
import org.apache.jena.sparql.core.VarExprList;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprList;

/**
 * What a query may do, asked of its algebra: there is one kind of node for each thing that can
 * happen, and every expression of a query, those inside of aggregates and of each HAVING condition
 * too, hangs from one of them. The walk is our own and knows what is allowed (SPARQL 1.1 without
 * SERVICE); whatever it does not know is refused. The expressions are left to {@link
 * ExpressionRules}.
 */
final class QueryRules {
  private static final Set<Class<? extends Op>> WITHOUT_EXPRESSIONS =
      Set.of(
          OpBGP.class,
          OpTriple.class,
          OpPath.class,
          OpNull.class,
          OpSequence.class,
          OpJoin.class,
          OpUnion.class,
          OpMinus.class,
          OpGraph.class,
          OpProject.class,
          OpDistinct.class,
          OpReduced.class,
          OpSlice.class);

  private final ExpressionRules expressions;

  private QueryRules(QueryWatch watch) {
    this.expressions = new ExpressionRules(watch, this::allowed);
  }

  /**
   * The same, stoppable.
   *
   * @param op as compiled from a query, before anything was optimised
   * @throws QueryRefused if it does what no query may
   */
  static Op apply(Op op, QueryWatch watch) {
    return new QueryRules(watch).allowed(op);
  }

  static QueryRefused refused(String sentence) {
    return new QueryRefused(SparqlProblem.QUERY_REFUSED, sentence);
  }

  private Op allowed(Op op) {
    if (op instanceof OpService) {
      throw refused("SERVICE is not followed; ask the other server yourself");
    }
    if (op instanceof OpTable table) {
      return values(table);
    }
    if (op.getClass() == OpFilter.class) {
      OpFilter filter = (OpFilter) op;
      return OpFilter.filterAlways(
          expressions.allowed(filter.getExprs()), allowed(filter.getSubOp()));
    }
    if (op.getClass() == OpLeftJoin.class) {
      OpLeftJoin join = (OpLeftJoin) op;
      ExprList conditions = join.getExprs();
      return OpLeftJoin.createLeftJoin(
          allowed(join.getLeft()),
          allowed(join.getRight()),
          conditions == null ? null : expressions.allowed(conditions));
    }
    if (op.getClass() == OpExtend.class) {
      OpExtend extend = (OpExtend) op;
      return OpExtend.create(allowed(extend.getSubOp()), allowed(extend.getVarExprList()));
    }
    if (op.getClass() == OpGroup.class) {
      return group((OpGroup) op);
    }
    if (op.getClass() == OpOrder.class) {
      return order((OpOrder) op);
    }
    return withoutExpressions(op);
  }

  private Op withoutExpressions(Op op) {
    if (!WITHOUT_EXPRESSIONS.contains(op.getClass())) {
      throw refused(
          "'"
              + op.getName()
              + "' is no part of SPARQL 1.1 that is answered here; say it otherwise");
    }
    if (op instanceof Op1 one) {
      return one.copy(allowed(one.getSubOp()));
    }
    if (op instanceof Op2 two) {
      return two.copy(allowed(two.getLeft()), allowed(two.getRight()));
    }
    if (op instanceof OpN many) {
      return many.copy(many.getElements().stream().map(this::allowed).toList());
    }
    return ((Op0) op).copy();
  }

  private static Op values(OpTable table) {
    for (Iterator<Binding> rows = table.getTable().rows(); rows.hasNext(); ) {
      rows.next().forEach((variable, value) -> ExpressionRules.requireAllowed(value));
    }
    return table;
  }

  private Op group(OpGroup group) {
    List<ExprAggregator> aggregates = new ArrayList<>();
    for (ExprAggregator one : group.getAggregators()) {
      aggregates.add(new ExprAggregator(one.getVar(), expressions.allowed(one.getAggregator())));
    }
    return OpGroup.create(allowed(group.getSubOp()), allowed(group.getGroupVars()), aggregates);
  }

  private Op order(OpOrder order) {
    List<SortCondition> conditions = new ArrayList<>();
    for (SortCondition one : order.getConditions()) {
      conditions.add(
          new SortCondition(expressions.allowed(one.getExpression()), one.getDirection()));
    }
    return new OpOrder(allowed(order.getSubOp()), conditions);
  }

  private VarExprList allowed(VarExprList given) {
    VarExprList copy = new VarExprList();
    for (Var variable : given.getVars()) {
      if (given.hasExpr(variable)) {
        copy.add(variable, expressions.allowed(given.getExpr(variable)));
      } else {
        copy.add(variable);
      }
    }
    return copy;
  }
}
