package org.kumiki.ontology.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.jena.graph.Node;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.SKOS;
import org.apache.jena.vocabulary.SKOSXL;
import org.kumiki.ontology.term.Names;

/**
 * What a newer program ships, brought under what the consortium has changed itself: for each term,
 * what the program changed since its last version is taken over where the consortium has left those
 * properties as they were shipped, and held back as a whole where both have changed the same one.
 * Nothing that the consortium wrote is lost.
 *
 * @param patch what can be taken over now
 * @param heldBack by term, what the program wanted and the consortium has to decide
 */
public record ShippedUpgrade(Patch patch, Map<String, Patch> heldBack) {
  private static final Set<String> SEVERAL =
      Set.of(
          SKOS.altLabel.getURI(),
          SKOS.hiddenLabel.getURI(),
          SKOS.related.getURI(),
          SKOS.exactMatch.getURI(),
          SKOS.closeMatch.getURI(),
          SKOS.broadMatch.getURI(),
          SKOS.narrowMatch.getURI(),
          SKOS.relatedMatch.getURI(),
          SKOSXL.altLabel.getURI(),
          Names.TERM + "keepApartFrom");

  public ShippedUpgrade {
    heldBack = Collections.unmodifiableMap(new TreeMap<>(heldBack));
  }

  /**
   * Compares three states.
   *
   * @param before what the last version of the program shipped
   * @param after what this one ships
   * @param now what the consortium says about a subject today
   */
  public static ShippedUpgrade of(
      Collection<Quad> before, Collection<Quad> after, Function<String, Set<Quad>> now) {
    Patch wanted = Patch.between(before, after);
    Map<String, Set<Quad>> shipped = new TreeMap<>();
    for (Quad quad : before) {
      shipped.computeIfAbsent(quad.getSubject().getURI(), any -> new HashSet<>()).add(quad);
    }
    List<Quad> removed = new ArrayList<>();
    List<Quad> added = new ArrayList<>();
    Map<String, Patch> heldBack = new TreeMap<>();
    for (Map.Entry<String, Patch> entry : wanted.bySubject().entrySet()) {
      String subject = entry.getKey();
      Patch mine = entry.getValue();
      Set<Quad> today = now.apply(subject);
      Patch theirs = Patch.between(shipped.getOrDefault(subject, Set.of()), today);
      if (overlap(mine, theirs)) {
        heldBack.put(subject, mine);
      } else {
        mine.removed().stream().filter(today::contains).forEach(removed::add);
        mine.added().stream().filter(quad -> !today.contains(quad)).forEach(added::add);
      }
    }
    return new ShippedUpgrade(Patch.of(removed, added), heldBack);
  }

  /**
   * One text or relation of a kind: a preferred label in Japanese, or a unit. Of what there may be
   * several of, such as alternative labels, each is a slot of its own.
   */
  private record Slot(Node predicate, String language, Node value) {
    static Slot of(Quad quad) {
      Node object = quad.getObject();
      return new Slot(
          quad.getPredicate(),
          object.isLiteral() ? object.getLiteralLanguage() : "",
          SEVERAL.contains(quad.getPredicate().getURI()) ? object : Node.ANY);
    }
  }

  /** Both have come to the same is no overlap. */
  private static boolean overlap(Patch mine, Patch theirs) {
    if (mine.equals(theirs)) {
      return false;
    }
    Set<Slot> slots = slots(mine);
    slots.retainAll(slots(theirs));
    return !slots.isEmpty();
  }

  private static Set<Slot> slots(Patch patch) {
    Set<Slot> slots = new HashSet<>();
    patch.removed().forEach(quad -> slots.add(Slot.of(quad)));
    patch.added().forEach(quad -> slots.add(Slot.of(quad)));
    return slots;
  }
}
