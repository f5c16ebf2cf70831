package org.kumiki.ontology.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;

/**
 * What a change does to the statements: which are there before and gone after it, and the other way
 * round. It holds exactly: a patch that removes what is not there, or adds what is, does not apply,
 * so that each has an inverse. Immutable.
 */
public final class Patch {
  private static final Comparator<Quad> ORDER =
      Comparator.comparing((Quad quad) -> quad.getSubject().getURI())
          .thenComparing(quad -> quad.getGraph().getURI())
          .thenComparing(quad -> quad.getPredicate().getURI())
          .thenComparing(Quad::getObject, Patch::byText);

  private final List<Quad> removed;
  private final List<Quad> added;

  private Patch(Collection<Quad> removed, Collection<Quad> added) {
    this.removed = removed.stream().sorted(ORDER).toList();
    this.added = added.stream().sorted(ORDER).toList();
  }

  /**
   * The net effect: what is removed and added at once stays as it was.
   *
   * @throws UnacceptableChange if a vocabulary does not take one of the statements
   */
  public static Patch of(Collection<Quad> removed, Collection<Quad> added) {
    return between(removed, added);
  }

  /** What makes the second of two sets of statements of the first. */
  public static Patch between(Collection<Quad> before, Collection<Quad> after) {
    before.forEach(Statements::require);
    after.forEach(Statements::require);
    Set<Quad> old = new HashSet<>(before);
    Set<Quad> now = new HashSet<>(after);
    return new Patch(without(old, now), without(now, old));
  }

  /** Patches of different subjects as one. */
  public static Patch joined(Collection<Patch> parts) {
    List<Quad> removed = new ArrayList<>();
    List<Quad> added = new ArrayList<>();
    for (Patch part : parts) {
      removed.addAll(part.removed);
      added.addAll(part.added);
    }
    return new Patch(removed, added);
  }

  private static Set<Quad> without(Set<Quad> quads, Set<Quad> others) {
    Set<Quad> left = new HashSet<>(quads);
    left.removeAll(others);
    return left;
  }

  /** The statements that go, sorted by subject. */
  public List<Quad> removed() {
    return removed;
  }

  /** The statements that come, sorted by subject. */
  public List<Quad> added() {
    return added;
  }

  public boolean isEmpty() {
    return removed.isEmpty() && added.isEmpty();
  }

  /** How many statements it removes and adds. */
  public int size() {
    return removed.size() + added.size();
  }

  /** What takes this patch back. */
  public Patch inverse() {
    return new Patch(added, removed);
  }

  /** One patch that does what this one and the next do, one after the other. */
  public Patch then(Patch next) {
    Set<Quad> gone = without(new HashSet<>(removed), new HashSet<>(next.added));
    gone.addAll(without(new HashSet<>(next.removed), new HashSet<>(added)));
    Set<Quad> come = without(new HashSet<>(added), new HashSet<>(next.removed));
    come.addAll(without(new HashSet<>(next.added), new HashSet<>(removed)));
    return new Patch(gone, come);
  }

  /** The IRIs of all that it says something else about. */
  public Set<String> subjects() {
    Set<String> subjects = new TreeSet<>();
    removed.forEach(quad -> subjects.add(quad.getSubject().getURI()));
    added.forEach(quad -> subjects.add(quad.getSubject().getURI()));
    return subjects;
  }

  /** The part about some subjects. */
  public Patch about(Predicate<String> subject) {
    Predicate<Quad> wanted = quad -> subject.test(quad.getSubject().getURI());
    return new Patch(
        removed.stream().filter(wanted).toList(), added.stream().filter(wanted).toList());
  }

  /** The part about each subject, by IRI. */
  public Map<String, Patch> bySubject() {
    Map<String, Patch> bySubject = new TreeMap<>();
    for (Patch part : parts(1)) {
      bySubject.put(part.next(0, 0), part);
    }
    return bySubject;
  }

  /**
   * The patch in parts of about so many statements, no subject in two of them; applied in any order
   * they do what the whole does.
   */
  public List<Patch> parts(int statements) {
    List<Patch> parts = new ArrayList<>();
    int gone = 0;
    int come = 0;
    while (gone < removed.size() || come < added.size()) {
      int goneTo = gone;
      int comeTo = come;
      do {
        String subject = next(goneTo, comeTo);
        goneTo = past(removed, goneTo, subject);
        comeTo = past(added, comeTo, subject);
      } while (goneTo - gone + comeTo - come < statements
          && (goneTo < removed.size() || comeTo < added.size()));
      parts.add(new Patch(removed.subList(gone, goneTo), added.subList(come, comeTo)));
      gone = goneTo;
      come = comeTo;
    }
    return parts;
  }

  private String next(int gone, int come) {
    String one = gone < removed.size() ? removed.get(gone).getSubject().getURI() : null;
    String other = come < added.size() ? added.get(come).getSubject().getURI() : null;
    return one == null || (other != null && other.compareTo(one) < 0) ? other : one;
  }

  private static int past(List<Quad> quads, int from, String subject) {
    int at = from;
    while (at < quads.size() && quads.get(at).getSubject().getURI().equals(subject)) {
      at++;
    }
    return at;
  }

  private static int byText(Node one, Node other) {
    if (one.isLiteral() != other.isLiteral()) {
      return one.isLiteral() ? 1 : -1;
    }
    if (!one.isLiteral()) {
      return one.getURI().compareTo(other.getURI());
    }
    int byForm = one.getLiteralLexicalForm().compareTo(other.getLiteralLexicalForm());
    if (byForm != 0) {
      return byForm;
    }
    int byTag = one.getLiteralLanguage().compareTo(other.getLiteralLanguage());
    return byTag != 0
        ? byTag
        : one.getLiteralDatatypeURI().compareTo(other.getLiteralDatatypeURI());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Patch patch
        && removed.equals(patch.removed)
        && added.equals(patch.added);
  }

  @Override
  public int hashCode() {
    return 31 * removed.hashCode() + added.hashCode();
  }

  @Override
  public String toString() {
    return "Patch[-" + removed.size() + " +" + added.size() + "]";
  }
}
