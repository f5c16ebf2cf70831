package org.kumiki.coordinator.sparql;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprEvalException;
import org.apache.jena.sparql.expr.ExprFunctionN;
import org.apache.jena.sparql.expr.ExprList;
import org.apache.jena.sparql.expr.NodeValue;
import org.apache.jena.sparql.expr.RegexEngine;
import org.apache.jena.sparql.expr.nodevalue.XSDFuncOp;

/** Functions of SPARQL 1.1 that could run or grow without end, and here do not. */
final class WatchedFunctions {
  /** A text of a million characters; no statement has a longer one than 65,536. */
  static final int LONGEST = 1_000_000;

  private WatchedFunctions() {}

  private abstract static class Watched extends ExprFunctionN {
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

    final Pattern pattern(NodeValue pattern, NodeValue flags) {
      String written = text(pattern);
      return RegexEngine.makePattern(
          getFunctionName(null), written, flags == null ? null : text(flags));
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
    Regex(List<Expr> arguments, QueryWatch watch) {
      super("REGEX", arguments, watch);
    }

    @Override
    Watched with(List<Expr> arguments) {
      return new Regex(arguments, watch);
    }

    @Override
    public NodeValue eval(List<NodeValue> values) {
      Pattern pattern = pattern(values.get(1), values.size() == 3 ? values.get(2) : null);
      return NodeValue.booleanReturn(
          pattern.matcher(new WatchedText(text(values.get(0)), watch)).find());
    }
  }

  /** REPLACE. */
  static final class Replace extends Watched {
    Replace(List<Expr> arguments, QueryWatch watch) {
      super("REPLACE", arguments, watch);
    }

    @Override
    Watched with(List<Expr> arguments) {
      return new Replace(arguments, watch);
    }

    @Override
    public NodeValue eval(List<NodeValue> values) {
      NodeValue subject = values.get(0);
      Pattern pattern = pattern(values.get(1), values.size() == 4 ? values.get(3) : null);
      Matcher matcher = pattern.matcher(new WatchedText(text(subject), watch));
      StringBuilder result = new StringBuilder();
      while (matcher.find()) {
        if (matcher.end() == matcher.start()) {
          throw new ExprEvalException("the expression matches the empty text");
        }
        matcher.appendReplacement(result, replacement(text(values.get(2))));
        requireShort(result.length());
      }
      matcher.appendTail(result);
      requireShort(result.length());
      String language = subject.asNode().getLiteralLanguage();
      return language.isEmpty()
          ? NodeValue.makeString(result.toString())
          : NodeValue.makeLangString(result.toString(), language);
    }

    private static String replacement(String written) {
      return written.replaceAll("\\\\(?![\\\\$])", "\\\\\\\\");
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
