package org.kumiki.coordinator.sparql;

import java.util.List;
import org.apache.jena.graph.Node;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.expr.E_Call;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprAggregator;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.aggregate.AggCustom;
import org.apache.jena.sparql.syntax.Element;
import org.apache.jena.sparql.syntax.ElementDataset;
import org.apache.jena.sparql.syntax.ElementService;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransform;
import org.apache.jena.sparql.syntax.syntaxtransform.ElementTransformCopyBase;
import org.apache.jena.sparql.syntax.syntaxtransform.ExprTransformApplyElementTransform;
import org.apache.jena.sparql.syntax.syntaxtransform.QueryTransformOps;
import org.apache.jena.vocabulary.XSD;

/**
 * What a query may say. SERVICE would make this server ask another one; a function by IRI may be
 * any class on the class path. Functions that can run for ever or grow without end are replaced by
 * ones that a {@link QueryWatch} can stop.
 */
final class QueryRules extends ExprTransformApplyElementTransform {
  private final QueryWatch watch;

  private QueryRules(ElementTransform elements, QueryWatch watch) {
    super(elements);
    this.watch = watch;
  }

  /**
   * The same query, stoppable.
   *
   * @throws QueryRefused if it says what no query may
   */
  static Query apply(Query query, QueryWatch watch) {
    ElementTransform elements = new Elements();
    return QueryTransformOps.transform(query, elements, new QueryRules(elements, watch));
  }

  private static QueryRefused refused(String sentence) {
    return new QueryRefused(SparqlProblem.QUERY_REFUSED, sentence);
  }

  @Override
  public Expr transform(ExprFunctionN function, ExprList arguments) {
    if (function instanceof E_Function named) {
      requireCast(named.getFunctionIRI());
    }
    if (function instanceof E_Call) {
      throw refused("A function cannot be chosen by a variable here; name it");
    }
    List<Expr> given = arguments.getList();
    if (function instanceof E_Regex) {
      return new WatchedFunctions.Regex(given, watch);
    }
    if (function instanceof E_StrReplace) {
      return new WatchedFunctions.Replace(given, watch);
    }
    if (function instanceof E_StrConcat) {
      return new WatchedFunctions.Concat(given, watch);
    }
    return super.transform(function, arguments);
  }

  @Override
  public Expr transform(ExprAggregator aggregator) {
    if (aggregator.getAggregator() instanceof AggCustom) {
      throw refused("There is no aggregate by IRI here; use those of SPARQL 1.1");
    }
    return super.transform(aggregator);
  }

  private static void requireCast(String iri) {
    if (!iri.startsWith(XSD.NS)) {
      throw refused(
          "There is no function <" + iri + "> here; use those of SPARQL 1.1 and casts of xsd:");
    }
  }

  private static final class Elements extends ElementTransformCopyBase {
    @Override
    public Element transform(ElementService element, Node service, Element inside) {
      throw refused("SERVICE is not followed; ask the other server yourself");
    }

    @Override
    public Element transform(ElementDataset element, Element inside) {
      throw refused("A data set cannot be given inside of a query; name graphs of this server");
    }
  }
}
