package org.kumiki.coordinator.sparql;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.nodevalue.XSDFuncOp;

/** Functions of SPARQL 1.1 that could run or grow without end, and here do not. */
final class WatchedFunctions {
  /** A text of a million characters; no statement has a longer one than 65,536. */
  static final int LONGEST = 1_000_000;

  private WatchedFunctions() {}

  abstract static class Watched extends ExprFunctionN {
    final QueryWatch watch;

    Watched(String name, List<Expr> arguments, QueryWatch watch) {
      super(name, arguments.toArray(Expr[]::new));
      this.watch = watch;
    }

    final void requireShort(long length) {
      if (length > LONGEST) {
        watch.end(QueryWatch.tooLarge());
      }
    }

    abstract Watched with(List<Expr> arguments);

    @Override
    public Expr copy(ExprList arguments) {
      return with(arguments.getList());
    }
  }

  private static String text(NodeValue value) {
    if (value.isString() || value.isLangString()) {
      return value.asNode().getLiteralLexicalForm();
    }
    throw new ExprEvalException("not a text: " + value);
  }

  /** REGEX. */
  static final class Regex extends Watched {
    private final LinearPattern.Last last = new LinearPattern.Last();

    Regex(List<Expr> arguments, QueryWatch watch) {
      super("REGEX", arguments, watch);
    }

    @Override
    Watched with(List<Expr> arguments) {
      return new Regex(arguments, watch);
    }

    @Override
    public NodeValue eval(List<NodeValue> values) {
      watch.look();
      String flags = values.size() == 3 ? text(values.get(2)) : "";
      Pattern pattern = last.compiled(text(values.get(1)), flags, watch);
      return NodeValue.booleanReturn(
          pattern.matcher(new WatchedText(text(values.get(0)), watch)).find());
    }
  }

  /** REPLACE. */
  static final class Replace extends Watched {
    private final LinearPattern.Last last = new LinearPattern.Last();

    Replace(List<Expr> arguments, QueryWatch watch) {
      super("REPLACE", arguments, watch);
    }

    @Override
    Watched with(List<Expr> arguments) {
      return new Replace(arguments, watch);
    }

    @Override
    public NodeValue eval(List<NodeValue> values) {
      watch.look();
      NodeValue subject = values.get(0);
      String flags = values.size() == 4 ? text(values.get(3)) : "";
      Pattern pattern = last.compiled(text(values.get(1)), flags, watch);
      Matcher matcher = pattern.matcher(new WatchedText(text(subject), watch));
      String result = replaced(matcher, replacement(text(values.get(2))));
      String language = subject.asNode().getLiteralLanguage();
      return language.isEmpty()
          ? NodeValue.makeString(result)
          : NodeValue.makeLangString(result, language);
    }

    private String replaced(Matcher matcher, String replacement) {
      StringBuilder result = new StringBuilder();
      try {
        while (matcher.find()) {
          if (matcher.end() == matcher.start()) {
            throw new ExprEvalException("the expression matches the empty text");
          }
          matcher.appendReplacement(result, replacement);
          requireShort(result.length());
        }
      } catch (IndexOutOfBoundsException | IllegalArgumentException wrong) {
        throw new ExprEvalException("the replacement names a group that is not there", wrong);
      }
      matcher.appendTail(result);
      requireShort(result.length());
      return result.toString();
    }

    private static String replacement(String written) {
      return written.replaceAll("\\\\(?![\\\\$])", "\\\\\\\\");
    }
  }

  /** What it is given, and a look at the watch each time: for what piles up elsewhere. */
  static final class Seen extends Watched {
    Seen(Expr argument, QueryWatch watch) {
      super("seen", List.of(argument), watch);
    }

    @Override
    Watched with(List<Expr> arguments) {
      return new Seen(arguments.get(0), watch);
    }

    @Override
    public NodeValue eval(List<NodeValue> values) {
      watch.look();
      return values.get(0);
    }
  }

  /** CONCAT. */
  static final class Concat extends Watched {
    Concat(List<Expr> arguments, QueryWatch watch) {
      super("CONCAT", arguments, watch);
    }

    @Override
    Watched with(List<Expr> arguments) {
      return new Concat(arguments, watch);
    }

    @Override
    public NodeValue eval(List<NodeValue> values) {
      long length = 0;
      for (NodeValue value : values) {
        length += value.asNode().isLiteral() ? value.asNode().getLiteralLexicalForm().length() : 0;
      }
      requireShort(length);
      watch.look();
      return XSDFuncOp.strConcat(values);
    }
  }
}
