package org.kumiki.coordinator.sparql;

import org.apache.jena.query.ARQ;
import org.apache.jena.query.Query;
import org.apache.jena.sparql.algebra.Op;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.engine.Plan;
import org.apache.jena.sparql.engine.QueryEngineFactory;
import org.apache.jena.sparql.engine.QueryEngineRegistry;
import org.apache.jena.sparql.engine.binding.Binding;
import org.apache.jena.sparql.engine.main.QueryEngineMain;
import org.apache.jena.sparql.function.FunctionFactory;
import org.apache.jena.sparql.function.FunctionRegistry;
import org.apache.jena.sparql.service.ServiceExecutorRegistry;
import org.apache.jena.sparql.util.Context;

/** The engine of ARQ, which runs what {@link QueryRules} allow and nothing else. */
final class WatchedEngine extends QueryEngineMain {
  private final QueryWatch watch;

  private WatchedEngine(
      Query query, DatasetGraph dataset, Binding input, Context context, QueryWatch watch) {
    super(query, dataset, input, context);
    this.watch = watch;
  }

  /**
   * Makes it the one engine of an execution. Should the rules ever overlook something, nothing is
   * there to be called: no function but casts, no other server, no predicate that is one in Java.
   *
   * @param context of one execution; changed
   */
  static void use(Context context, QueryWatch watch) {
    QueryEngineRegistry engines = new QueryEngineRegistry();
    engines.add(new Factory(watch));
    QueryEngineRegistry.set(context, engines);
    FunctionRegistry casts = new FunctionRegistry();
    for (String iri : StandardFunctions.CASTS) {
      FunctionFactory cast = FunctionRegistry.get().get(iri);
      if (cast != null) {
        casts.put(iri, cast);
      }
    }
    FunctionRegistry.set(context, casts);
    ServiceExecutorRegistry.set(context, new ServiceExecutorRegistry());
    context.set(ARQ.httpServiceAllowed, false);
    context.set(ARQ.propertyFunctions, false);
  }

  @Override
  protected Op modifyOp(Op op) {
    return super.modifyOp(QueryRules.apply(op, watch));
  }

  private record Factory(QueryWatch watch) implements QueryEngineFactory {
    @Override
    public boolean accept(Query query, DatasetGraph dataset, Context context) {
      return true;
    }

    @Override
    public Plan create(Query query, DatasetGraph dataset, Binding input, Context context) {
      return new WatchedEngine(query, dataset, input, context, watch).getPlan();
    }

    @Override
    public boolean accept(Op op, DatasetGraph dataset, Context context) {
      return false;
    }

    @Override
    public Plan create(Op op, DatasetGraph dataset, Binding input, Context context) {
      throw new IllegalStateException("algebra is compiled here, from a query");
    }
  }
}
