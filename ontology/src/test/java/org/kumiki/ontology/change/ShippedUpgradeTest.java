package org.kumiki.ontology.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.vocabulary.SKOS;
import org.junit.jupiter.api.Test;
import org.kumiki.ontology.term.Names;

class ShippedUpgradeTest {
  private static final Quad NAME = Quads.label("a", "density", "en");
  private static final Quad BETTER_NAME = Quads.label("a", "mass density", "en");
  private static final Quad OWN_NAME = Quads.label("a", "bulk density", "en");
  private static final Quad JAPANESE = Quads.label("a", "密度", "ja");
  private static final Quad BETTER_JAPANESE = Quads.label("a", "質量密度", "ja");
  private static final List<Quad> SHIPPED = List.of(Quads.concept("a"), NAME, JAPANESE);

  @Test
  void whatNobodyTouchedIsTakenOver() {
    List<Quad> next = List.of(Quads.concept("a"), BETTER_NAME, JAPANESE, Quads.concept("new"));
    ShippedUpgrade upgrade = upgrade(SHIPPED, next, new HashSet<>(SHIPPED));
    assertEquals(Patch.between(SHIPPED, next), upgrade.patch());
    assertTrue(upgrade.heldBack().isEmpty());
  }

  @Test
  void whatTheConsortiumWroteStaysAndTheProgramsWishIsHeldBack() {
    Set<Quad> today = Set.of(Quads.concept("a"), OWN_NAME, JAPANESE);
    List<Quad> next = List.of(Quads.concept("a"), BETTER_NAME, JAPANESE);
    ShippedUpgrade upgrade = upgrade(SHIPPED, next, today);
    assertTrue(upgrade.patch().isEmpty());
    assertEquals(
        Map.of(Names.TERM + "a", Patch.of(List.of(NAME), List.of(BETTER_NAME))),
        upgrade.heldBack());
  }

  @Test
  void changesOfOtherPropertiesGoTogether() {
    Set<Quad> today = Set.of(Quads.concept("a"), OWN_NAME, JAPANESE);
    List<Quad> next = List.of(Quads.concept("a"), NAME, BETTER_JAPANESE);
    ShippedUpgrade upgrade = upgrade(SHIPPED, next, today);
    assertEquals(
        Set.of(Quads.concept("a"), OWN_NAME, BETTER_JAPANESE), Quads.apply(upgrade.patch(), today));
    assertTrue(upgrade.heldBack().isEmpty());
  }

  @Test
  void synonymsOfBothSidesGoTogether() {
    Set<Quad> today = new HashSet<>(SHIPPED);
    today.add(Quads.other("a", "our synonym", "en"));
    List<Quad> next =
        List.of(Quads.concept("a"), NAME, JAPANESE, Quads.other("a", "their synonym", "en"));
    ShippedUpgrade upgrade = upgrade(SHIPPED, next, today);
    assertEquals(Quads.adding(Quads.other("a", "their synonym", "en")), upgrade.patch());
    assertTrue(upgrade.heldBack().isEmpty());
  }

  @Test
  void aDefinitionThatBothAddedIsHeldBack() {
    Quad ours = Quads.quad("a", SKOS.definition.asNode(), text("ours"));
    Quad theirs = Quads.quad("a", SKOS.definition.asNode(), text("theirs"));
    Set<Quad> today = new HashSet<>(SHIPPED);
    today.add(ours);
    List<Quad> next = List.of(Quads.concept("a"), NAME, JAPANESE, theirs);
    assertEquals(Set.of(Names.TERM + "a"), upgrade(SHIPPED, next, today).heldBack().keySet());
  }

  @Test
  void whatBothHaveChangedAlikeNeedsNothing() {
    Set<Quad> today = Set.of(Quads.concept("a"), BETTER_NAME, JAPANESE);
    List<Quad> next = List.of(Quads.concept("a"), BETTER_NAME, JAPANESE);
    ShippedUpgrade upgrade = upgrade(SHIPPED, next, today);
    assertTrue(upgrade.patch().isEmpty());
    assertTrue(upgrade.heldBack().isEmpty());
  }

  private static org.apache.jena.graph.Node text(String text) {
    return org.apache.jena.graph.NodeFactory.createLiteralLang(text, "en");
  }

  private static ShippedUpgrade upgrade(List<Quad> before, List<Quad> after, Set<Quad> today) {
    return ShippedUpgrade.of(
        before,
        after,
        subject ->
            today.stream()
                .filter(quad -> quad.getSubject().hasURI(subject))
                .collect(Collectors.toSet()));
  }
}
