package org.kumiki.coordinator.sparql;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.sparql.expr.E_Add;
import org.apache.jena.sparql.expr.E_BNode;
import org.apache.jena.sparql.expr.E_Bound;
import org.apache.jena.sparql.expr.E_Coalesce;
import org.apache.jena.sparql.expr.E_Conditional;
import org.apache.jena.sparql.expr.E_Datatype;
import org.apache.jena.sparql.expr.E_DateTimeDay;
import org.apache.jena.sparql.expr.E_DateTimeHours;
import org.apache.jena.sparql.expr.E_DateTimeMinutes;
import org.apache.jena.sparql.expr.E_DateTimeMonth;
import org.apache.jena.sparql.expr.E_DateTimeSeconds;
import org.apache.jena.sparql.expr.E_DateTimeTZ;
import org.apache.jena.sparql.expr.E_DateTimeTimezone;
import org.apache.jena.sparql.expr.E_DateTimeYear;
import org.apache.jena.sparql.expr.E_Divide;
import org.apache.jena.sparql.expr.E_Equals;
import org.apache.jena.sparql.expr.E_Exists;
import org.apache.jena.sparql.expr.E_Function;
import org.apache.jena.sparql.expr.E_GreaterThan;
import org.apache.jena.sparql.expr.E_GreaterThanOrEqual;
import org.apache.jena.sparql.expr.E_IRI;
import org.apache.jena.sparql.expr.E_IsBlank;
import org.apache.jena.sparql.expr.E_IsIRI;
import org.apache.jena.sparql.expr.E_IsLiteral;
import org.apache.jena.sparql.expr.E_IsNumeric;
import org.apache.jena.sparql.expr.E_IsURI;
import org.apache.jena.sparql.expr.E_Lang;
import org.apache.jena.sparql.expr.E_LangMatches;
import org.apache.jena.sparql.expr.E_LessThan;
import org.apache.jena.sparql.expr.E_LessThanOrEqual;
import org.apache.jena.sparql.expr.E_LogicalAnd;
import org.apache.jena.sparql.expr.E_LogicalNot;
import org.apache.jena.sparql.expr.E_LogicalOr;
import org.apache.jena.sparql.expr.E_MD5;
import org.apache.jena.sparql.expr.E_Multiply;
import org.apache.jena.sparql.expr.E_NotEquals;
import org.apache.jena.sparql.expr.E_NotExists;
import org.apache.jena.sparql.expr.E_NotOneOf;
import org.apache.jena.sparql.expr.E_Now;
import org.apache.jena.sparql.expr.E_NumAbs;
import org.apache.jena.sparql.expr.E_NumCeiling;
import org.apache.jena.sparql.expr.E_NumFloor;
import org.apache.jena.sparql.expr.E_NumRound;
import org.apache.jena.sparql.expr.E_OneOf;
import org.apache.jena.sparql.expr.E_Random;
import org.apache.jena.sparql.expr.E_Regex;
import org.apache.jena.sparql.expr.E_SHA1;
import org.apache.jena.sparql.expr.E_SHA256;
import org.apache.jena.sparql.expr.E_SHA384;
import org.apache.jena.sparql.expr.E_SHA512;
import org.apache.jena.sparql.expr.E_SameTerm;
import org.apache.jena.sparql.expr.E_Str;
import org.apache.jena.sparql.expr.E_StrAfter;
import org.apache.jena.sparql.expr.E_StrBefore;
import org.apache.jena.sparql.expr.E_StrConcat;
import org.apache.jena.sparql.expr.E_StrContains;
import org.apache.jena.sparql.expr.E_StrDatatype;
import org.apache.jena.sparql.expr.E_StrEncodeForURI;
import org.apache.jena.sparql.expr.E_StrEndsWith;
import org.apache.jena.sparql.expr.E_StrLang;
import org.apache.jena.sparql.expr.E_StrLength;
import org.apache.jena.sparql.expr.E_StrLowerCase;
import org.apache.jena.sparql.expr.E_StrReplace;
import org.apache.jena.sparql.expr.E_StrStartsWith;
import org.apache.jena.sparql.expr.E_StrSubstring;
import org.apache.jena.sparql.expr.E_StrUUID;
import org.apache.jena.sparql.expr.E_StrUpperCase;
import org.apache.jena.sparql.expr.E_Subtract;
import org.apache.jena.sparql.expr.E_URI;
import org.apache.jena.sparql.expr.E_UUID;
import org.apache.jena.sparql.expr.E_UnaryMinus;
import org.apache.jena.sparql.expr.E_UnaryPlus;
import org.apache.jena.sparql.expr.Expr;
import org.apache.jena.sparql.expr.ExprVar;
import org.apache.jena.sparql.expr.aggregate.AggAvg;
import org.apache.jena.sparql.expr.aggregate.AggAvgDistinct;
import org.apache.jena.sparql.expr.aggregate.AggCount;
import org.apache.jena.sparql.expr.aggregate.AggCountDistinct;
import org.apache.jena.sparql.expr.aggregate.AggCountVar;
import org.apache.jena.sparql.expr.aggregate.AggCountVarDistinct;
import org.apache.jena.sparql.expr.aggregate.AggGroupConcat;
import org.apache.jena.sparql.expr.aggregate.AggGroupConcatDistinct;
import org.apache.jena.sparql.expr.aggregate.AggMax;
import org.apache.jena.sparql.expr.aggregate.AggMaxDistinct;
import org.apache.jena.sparql.expr.aggregate.AggMin;
import org.apache.jena.sparql.expr.aggregate.AggMinDistinct;
import org.apache.jena.sparql.expr.aggregate.AggSample;
import org.apache.jena.sparql.expr.aggregate.AggSampleDistinct;
import org.apache.jena.sparql.expr.aggregate.AggSum;
import org.apache.jena.sparql.expr.aggregate.AggSumDistinct;
import org.apache.jena.sparql.expr.aggregate.Aggregator;
import org.apache.jena.vocabulary.XSD;

/**
 * The functions, operators, casts and aggregates of SPARQL 1.1 (section 17.4 and 18.5.1), as ARQ
 * names them. What does not stand here is not answered.
 */
final class StandardFunctions {
  /** They compute a number of others. */
  static final Set<Class<? extends Expr>> OF_NUMBERS =
      Set.of(
          E_Add.class,
          E_Subtract.class,
          E_Multiply.class,
          E_Divide.class,
          E_UnaryMinus.class,
          E_UnaryPlus.class,
          E_NumAbs.class,
          E_NumCeiling.class,
          E_NumFloor.class,
          E_NumRound.class);

  /** They make a text, or search in one. */
  static final Set<Class<? extends Expr>> OF_TEXTS =
      Set.of(
          E_StrEncodeForURI.class,
          E_StrUpperCase.class,
          E_StrLowerCase.class,
          E_StrContains.class,
          E_StrBefore.class,
          E_StrAfter.class,
          E_StrSubstring.class,
          E_StrDatatype.class,
          E_StrLang.class,
          E_IRI.class,
          E_URI.class);

  /** They compare each character of one text with each of another, at worst. */
  static final Set<Class<? extends Expr>> SEARCHES =
      Set.of(E_StrContains.class, E_StrBefore.class, E_StrAfter.class);

  /** They cost no more than reading what they are given once. */
  private static final Set<Class<? extends Expr>> CHEAP =
      Set.of(
          E_Bound.class,
          E_Coalesce.class,
          E_Conditional.class,
          E_Datatype.class,
          E_DateTimeDay.class,
          E_DateTimeHours.class,
          E_DateTimeMinutes.class,
          E_DateTimeMonth.class,
          E_DateTimeSeconds.class,
          E_DateTimeTZ.class,
          E_DateTimeTimezone.class,
          E_DateTimeYear.class,
          E_Equals.class,
          E_Exists.class,
          E_GreaterThan.class,
          E_GreaterThanOrEqual.class,
          E_IsBlank.class,
          E_IsIRI.class,
          E_IsLiteral.class,
          E_IsNumeric.class,
          E_IsURI.class,
          E_Lang.class,
          E_LangMatches.class,
          E_LessThan.class,
          E_LessThanOrEqual.class,
          E_LogicalAnd.class,
          E_LogicalNot.class,
          E_LogicalOr.class,
          E_MD5.class,
          E_NotEquals.class,
          E_NotExists.class,
          E_NotOneOf.class,
          E_Now.class,
          E_OneOf.class,
          E_Random.class,
          E_SHA1.class,
          E_SHA256.class,
          E_SHA384.class,
          E_SHA512.class,
          E_SameTerm.class,
          E_Str.class,
          E_StrEndsWith.class,
          E_StrLength.class,
          E_StrStartsWith.class,
          E_StrUUID.class,
          E_UUID.class,
          E_BNode.create().getClass(),
          E_BNode.create(new ExprVar("any")).getClass());

  /** Watched in ways of their own. */
  private static final Set<Class<? extends Expr>> OTHERS =
      Set.of(E_Regex.class, E_StrReplace.class, E_StrConcat.class, E_Function.class);

  static final Set<Class<? extends Expr>> ALL =
      Stream.of(OF_NUMBERS, OF_TEXTS, CHEAP, OTHERS)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /** Section 17.5, dates, and the kinds of whole numbers; durations are none of them. */
  static final Set<String> CASTS =
      Stream.of(
              XSD.xboolean,
              XSD.xdouble,
              XSD.xfloat,
              XSD.decimal,
              XSD.integer,
              XSD.dateTime,
              XSD.xstring,
              XSD.date,
              XSD.time,
              XSD.xint,
              XSD.xlong,
              XSD.xshort,
              XSD.xbyte,
              XSD.nonNegativeInteger,
              XSD.nonPositiveInteger,
              XSD.positiveInteger,
              XSD.negativeInteger,
              XSD.unsignedInt,
              XSD.unsignedLong,
              XSD.unsignedShort,
              XSD.unsignedByte)
          .map(Resource::getURI)
          .collect(Collectors.toUnmodifiableSet());

  static final Set<Class<? extends Aggregator>> AGGREGATES =
      Set.of(
          AggCount.class,
          AggCountDistinct.class,
          AggCountVar.class,
          AggCountVarDistinct.class,
          AggSum.class,
          AggSumDistinct.class,
          AggAvg.class,
          AggAvgDistinct.class,
          AggMin.class,
          AggMinDistinct.class,
          AggMax.class,
          AggMaxDistinct.class,
          AggSample.class,
          AggSampleDistinct.class,
          AggGroupConcat.class,
          AggGroupConcatDistinct.class);

  private StandardFunctions() {}
}
