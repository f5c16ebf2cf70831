package org.kumiki.trial.leak;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Sha256;

/**
 * Says whether the coordinator, with any members that leave two honest ones, can compute more than
 * it may from all masked vectors that it ever got.
 *
 * <p>Each vector is a linear form: the numbers of its member, one unknown for each different vector
 * of numbers that a member ever contributed, plus and minus its masks, one unknown for each AES
 * key. What the adversary's own members contributed, and the masks that they share, it knows. The
 * combinations of forms in which no unknown mask is left must lie in the span of the sums over the
 * honest members of a cohort, one for each round for which all of these have sent a vector: its own
 * members' vectors are all that then stands between the adversary and the published sum.
 *
 * <p>Only forms that share masks can be combined into one without them, so a new vector is looked
 * at together with those that it is linked to. Each {@link Upload} is also held against the
 * arithmetic, by {@link MaskArithmetic}: the oracle must not believe in masks that are not there.
 */
public final class LeakOracle {
  private final List<Set<String>> adversaries;
  private final List<Upload> uploads = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private final Map<ByteString, List<Integer>> byKey = new HashMap<>();
  private final Map<String, Integer> unknowns = new HashMap<>();

  private final Map<String, Round> rounds = new LinkedHashMap<>();

  /**
   * A round of a study, over all its epochs.
   *
   * @param first the unknown of each member's first vector
   */
  private record Round(List<String> cohort, Map<String, Integer> first) {
    /** True if all that stands between this adversary and the sum is its own vectors. */
    boolean isOpenTo(Set<String> adversary) {
      return cohort.stream().allMatch(m -> adversary.contains(m) || first.containsKey(m));
    }
  }

  /**
   * @param members all of the consortium
   * @param lost members that are the adversary's in any case
   */
  public LeakOracle(List<String> members, Set<String> lost) {
    this.adversaries = new ArrayList<>();
    for (int chosen = 0; chosen < 1 << members.size(); chosen++) {
      Set<String> set = new TreeSet<>();
      for (int i = 0; i < members.size(); i++) {
        if ((chosen >> i & 1) == 1) {
          set.add(members.get(i));
        }
      }
      if (members.size() - set.size() >= 2 && set.containsAll(lost)) {
        adversaries.add(set);
      }
    }
  }

  /**
   * The adversary got one more vector.
   *
   * @throws AssertionError if it can now compute what it must not
   */
  public void add(Upload upload) {
    MaskArithmetic.check(upload);
    int index = uploads.size();
    uploads.add(upload);
    numbers.add(unknown(upload));
    upload
        .masks()
        .values()
        .forEach(mask -> byKey.computeIfAbsent(mask.key(), k -> new ArrayList<>()).add(index));
    note(upload, numbers.get(index));
    List<Integer> linked = linked(index);
    for (Set<String> adversary : adversaries) {
      check(linked, adversary);
    }
  }

  private int unknown(Upload upload) {
    ByteBuffer bytes = ByteBuffer.allocate(upload.values().length * Long.BYTES);
    bytes.asLongBuffer().put(upload.values());
    String name = upload.member() + Sha256.hash("values", bytes.array()).hex();
    return unknowns.computeIfAbsent(name, n -> unknowns.size());
  }

  /** What a member gave first in a round counts; another vector for the same round is more. */
  private void note(Upload upload, int number) {
    String round = upload.place().study().hex() + upload.place().round();
    rounds
        .computeIfAbsent(round, r -> new Round(upload.place().cohort(), new TreeMap<>()))
        .first()
        .putIfAbsent(upload.member(), number);
  }

  private List<Integer> linked(int index) {
    Set<Integer> found = new TreeSet<>(List.of(index));
    Deque<Integer> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      for (Upload.Mask mask : uploads.get(open.remove()).masks().values()) {
        for (int other : byKey.get(mask.key())) {
          if (found.add(other)) {
            open.add(other);
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private void check(List<Integer> linked, Set<String> adversary) {
    List<Integer> rows =
        linked.stream().filter(i -> !adversary.contains(uploads.get(i).member())).toList();
    Map<ByteString, Integer> columns = new HashMap<>();
    for (int row : rows) {
      for (Upload.Mask mask : uploads.get(row).masks().values()) {
        if (isHidden(mask, adversary)) {
          columns.putIfAbsent(mask.key(), columns.size());
        }
      }
    }
    long[][] masks = new long[rows.size()][columns.size()];
    long[][] values = new long[rows.size()][unknowns.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (Upload.Mask mask : uploads.get(rows.get(i)).masks().values()) {
        Integer column = columns.get(mask.key());
        if (column != null) {
          masks[i][column] = Elimination.reduced(masks[i][column] + (mask.adds() ? 1 : -1));
        }
      }
      values[i][numbers.get(rows.get(i))] = 1;
    }
    for (long[] learned : Elimination.withoutLeft(masks, values)) {
      if (!isAllowed(learned, adversary)) {
        throw new AssertionError(sentence(learned, adversary, rows));
      }
    }
  }

  /** A key that was ever used with one of the adversary's ends is known wherever it stands. */
  private boolean isHidden(Upload.Mask mask, Set<String> adversary) {
    for (int index : byKey.get(mask.key())) {
      Upload upload = uploads.get(index);
      for (Upload.Mask same : upload.masks().values()) {
        if (same.key().equals(mask.key()) && !same.isHiddenFrom(adversary)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isAllowed(long[] learned, Set<String> adversary) {
    List<long[]> sums = new ArrayList<>();
    for (Round round : rounds.values()) {
      if (!round.isOpenTo(adversary)) {
        continue;
      }
      long[] sum = new long[learned.length];
      round
          .first()
          .forEach(
              (member, number) -> {
                if (!adversary.contains(member)) {
                  sum[number] = 1;
                }
              });
      if (isMultiple(learned, sum)) {
        return true;
      }
      sums.add(sum);
    }
    return Elimination.spans(sums, learned);
  }

  /** The common case, without elimination. */
  private static boolean isMultiple(long[] learned, long[] sum) {
    long factor = 0;
    for (int i = 0; i < learned.length; i++) {
      if ((learned[i] == 0) != (sum[i] == 0)) {
        return false;
      }
      if (learned[i] != 0) {
        factor = factor == 0 ? learned[i] : factor;
        if (learned[i] != factor) {
          return false;
        }
      }
    }
    return true;
  }

  private String sentence(long[] learned, Set<String> adversary, List<Integer> rows) {
    Set<String> about = new TreeSet<>();
    for (int row : rows) {
      if (learned[numbers.get(row)] != 0) {
        Upload upload = uploads.get(row);
        about.add(
            upload.member()
                + " in epoch "
                + upload.place().epoch()
                + " round "
                + upload.place().round());
      }
    }
    return "a leak: the coordinator with " + adversary + " computes a combination of " + about;
  }
}
