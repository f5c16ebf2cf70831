package org.kumiki.ontology.shape;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.SKOS;
import org.kumiki.ontology.term.Names;

/** S27, S46 and loops: relations that exclude one another. */
final class RelationRules {
  private RelationRules() {}

  static List<Defect> defects(Model stated, Model known) {
    List<Defect> defects = new ArrayList<>();
    Map<String, TreeSet<String>> above = new TreeMap<>();
    edges(known, SKOS.broader, false, above);
    edges(known, SKOS.narrower, true, above);
    edges(known, SKOS.broaderTransitive, false, above);
    edges(known, SKOS.narrowerTransitive, true, above);
    Set<String> looped = loops(stated, above, defects);
    relatedInLine(stated, above, looped, defects);
    matches(stated, defects);
    return defects;
  }

  private static void edges(
      Model model, Property property, boolean turned, Map<String, TreeSet<String>> into) {
    model
        .listStatements(null, property, (RDFNode) null)
        .forEachRemaining(statement -> add(statement, turned, into));
  }

  private static void add(Statement statement, boolean turned, Map<String, TreeSet<String>> into) {
    if (statement.getSubject().isURIResource() && statement.getObject().isURIResource()) {
      String from = statement.getSubject().getURI();
      String to = statement.getResource().getURI();
      into.computeIfAbsent(turned ? to : from, any -> new TreeSet<>()).add(turned ? from : to);
    }
  }

  /** One finding a loop, at its first member that the files describe. */
  private static Set<String> loops(
      Model stated, Map<String, TreeSet<String>> above, List<Defect> defects) {
    Set<String> told = new HashSet<>();
    for (String start : above.keySet()) {
      if (told.contains(start) || !stated.contains(stated.createResource(start), null)) {
        continue;
      }
      Map<String, String> came = ancestors(start, above);
      if (came.containsKey(start)) {
        List<String> loop = way(start, came);
        Set<String> members = new TreeSet<>(loop);
        for (String member : came.keySet()) {
          if (ancestors(member, above).containsKey(start)) {
            members.add(member);
          }
        }
        told.addAll(members);
        List<String> shown = loop.stream().map(Names::shorten).toList();
        defects.add(Rule.CYCLE.of(start, String.join(" → ", shown)));
      }
    }
    return told;
  }

  /** Everything above a concept, and from which child it was reached. */
  private static Map<String, String> ancestors(String start, Map<String, TreeSet<String>> above) {
    Map<String, String> came = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String here = open.remove();
      for (String next : above.getOrDefault(here, new TreeSet<>())) {
        if (came.putIfAbsent(next, here) == null) {
          open.add(next);
        }
      }
    }
    return came;
  }

  private static List<String> way(String start, Map<String, String> came) {
    List<String> way = new ArrayList<>(List.of(start));
    String at = came.get(start);
    while (!at.equals(start)) {
      way.add(1, at);
      at = came.get(at);
    }
    way.add(start);
    return way;
  }

  /** In a loop everything stands above everything; that is the loop's defect and not another. */
  private static void relatedInLine(
      Model stated, Map<String, TreeSet<String>> above, Set<String> looped, List<Defect> defects) {
    Set<String> told = new HashSet<>();
    Map<String, TreeSet<String>> related = new TreeMap<>();
    edges(stated, SKOS.related, false, related);
    related.forEach(
        (one, others) -> {
          for (String other : others) {
            boolean inLine =
                ancestors(one, above).containsKey(other)
                    || ancestors(other, above).containsKey(one);
            String pair = one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
            boolean loop = looped.contains(one) || looped.contains(other);
            if (inLine && !loop && told.add(pair)) {
              defects.add(Rule.S27.of(one, Names.shorten(other)));
            }
          }
        });
  }

  /** exactMatch is symmetric and transitive, so that whole groups match. */
  private static void matches(Model stated, List<Defect> defects) {
    Map<String, TreeSet<String>> exact = new TreeMap<>();
    edges(stated, SKOS.exactMatch, false, exact);
    edges(stated, SKOS.exactMatch, true, exact);
    Map<String, TreeSet<String>> other = new TreeMap<>();
    List.of(SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
        .forEach(property -> edges(stated, property, false, other));
    Set<String> told = new HashSet<>();
    other.forEach(
        (one, matched) -> {
          Set<String> same = ancestors(one, exact).keySet();
          for (String another : matched) {
            String pair = one.compareTo(another) < 0 ? one + another : another + one;
            if (same.contains(another) && told.add(pair)) {
              defects.add(Rule.S46.of(one, Names.shorten(another)));
            }
          }
        });
  }
}
