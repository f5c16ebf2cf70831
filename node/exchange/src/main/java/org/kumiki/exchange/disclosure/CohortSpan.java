package org.kumiki.exchange.disclosure;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Everything that sums over several cohorts say together. Who knows the sums knows each of their
 * linear combinations, that is, the real row space of the cohorts' 0/1 indicator vectors. The
 * cohorts are safe for a minimum if in every vector of that space the organisations with a positive
 * coefficient are none or at least the minimum, and those with a negative one likewise.
 *
 * <p>Only the elementary vectors (those of minimal support) need a look: every vector of a subspace
 * is a sum of elementary ones that agree with it in sign (R. T. Rockafellar, <i>The elementary
 * vectors of a subspace of R^N</i>, 1969), so each of its sides holds a whole side of one of them.
 * They are found exactly: with rank r, one for each r − 1 independent columns on which it vanishes.
 * Organisations in the same cohorts have the same column and count as one with a weight.
 *
 * <p>Immutable.
 */
public final class CohortSpan {
  /**
   * Column subsets that are worth looking at one by one. Above, each group of organisations with
   * the same column must have the minimum for itself: every side of every vector is a union of such
   * groups, so this refuses too much and never too little.
   */
  private static final int MAX_SUBSETS = 20_000;

  private final List<SortedSet<String>> groups;
  private final BigInteger[][] basis;

  private CohortSpan(List<SortedSet<String>> groups, BigInteger[][] basis) {
    this.groups = groups;
    this.basis = basis;
  }

  /** The span of these cohorts; a cohort that occurs twice counts once. */
  public static CohortSpan of(Collection<? extends Collection<String>> cohorts) {
    List<Set<String>> distinct = new ArrayList<>();
    Set<Set<String>> seen = new HashSet<>();
    for (Collection<String> cohort : cohorts) {
      Set<String> members = Set.copyOf(cohort);
      if (seen.add(members)) {
        distinct.add(members);
      }
    }
    Map<List<Boolean>, SortedSet<String>> byColumn = new LinkedHashMap<>();
    TreeMap<String, List<Boolean>> columns = new TreeMap<>();
    distinct.forEach(cohort -> cohort.forEach(name -> columns.put(name, column(name, distinct))));
    columns.forEach(
        (name, column) -> byColumn.computeIfAbsent(column, c -> new TreeSet<>()).add(name));

    BigInteger[][] rows = new BigInteger[distinct.size()][byColumn.size()];
    List<List<Boolean>> patterns = List.copyOf(byColumn.keySet());
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < patterns.size(); j++) {
        rows[i][j] = patterns.get(j).get(i) ? BigInteger.ONE : BigInteger.ZERO;
      }
    }
    return new CohortSpan(List.copyOf(byColumn.values()), IntegerRows.basis(rows));
  }

  private static List<Boolean> column(String name, List<Set<String>> cohorts) {
    return cohorts.stream().map(cohort -> cohort.contains(name)).toList();
  }

  /**
   * Fewer organisations than the minimum, but at least one, that some combination of the sums
   * singles out on one side; empty if there are none.
   */
  public Optional<SortedSet<String>> exposed(int minimum) {
    return exposed(minimum, MAX_SUBSETS);
  }

  Optional<SortedSet<String>> exposed(int minimum, int maxSubsets) {
    Optional<SortedSet<String>> small = groups.stream().filter(g -> g.size() < minimum).findFirst();
    if (small.isEmpty() || !fewSubsets(maxSubsets)) {
      return small;
    }
    return exposed(minimum, new int[basis.length - 1], 0, 0);
  }

  /** Tries each choice of columns, in ascending order, that the vector is to vanish on. */
  private Optional<SortedSet<String>> exposed(int minimum, int[] chosen, int count, int from) {
    if (count == chosen.length) {
      return IntegerRows.vanishingOn(basis, chosen).flatMap(vector -> smallSide(vector, minimum));
    }
    for (int column = from; column < groups.size(); column++) {
      chosen[count] = column;
      Optional<SortedSet<String>> found = exposed(minimum, chosen, count + 1, column + 1);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<SortedSet<String>> smallSide(BigInteger[] vector, int minimum) {
    SortedSet<String> positive = side(vector, sign -> sign > 0);
    SortedSet<String> negative = side(vector, sign -> sign < 0);
    return List.of(positive, negative).stream()
        .filter(side -> !side.isEmpty() && side.size() < minimum)
        .findFirst();
  }

  private SortedSet<String> side(BigInteger[] vector, Predicate<Integer> wanted) {
    SortedSet<String> side = new TreeSet<>();
    for (int j = 0; j < vector.length; j++) {
      if (wanted.test(vector[j].signum())) {
        side.addAll(groups.get(j));
      }
    }
    return side;
  }

  private boolean fewSubsets(int maxSubsets) {
    BigInteger subsets = BigInteger.ONE;
    for (int i = 0; i < basis.length - 1; i++) {
      subsets =
          subsets
              .multiply(BigInteger.valueOf(groups.size() - i))
              .divide(BigInteger.valueOf(i + 1L));
    }
    return subsets.compareTo(BigInteger.valueOf(maxSubsets)) <= 0;
  }
}
