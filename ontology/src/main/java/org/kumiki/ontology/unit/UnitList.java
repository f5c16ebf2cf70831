package org.kumiki.ontology.unit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Property;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.ResourceFactory;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.RDF;
import org.apache.jena.vocabulary.RDFS;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.TurtleText;

/** The shipped list of units, their spellings and the quantity kinds, read once. Immutable. */
final class UnitList {
  private static final Property SYMBOL = qudt("symbol");
  private static final Property DIMENSION = qudt("hasDimensionVector");
  private static final Property MULTIPLIER = qudt("conversionMultiplier");
  private static final Property OFFSET = qudt("conversionOffset");
  private static final Property SCALE = term("conventionalScale");
  private static final Property KIND = qudt("hasQuantityKind");
  private static final Resource PLANE_ANGLE =
      ResourceFactory.createResource(Names.QUDT_KIND + "PlaneAngle");
  private static final Property SPELLING = term("spelling");

  /** As a spelling; it says also what is measured, as HV does beside a number without a unit. */
  private static final Property SCALE_SPELLING = term("scaleSpelling");

  private final Map<String, ListedUnit> byIri = new HashMap<>();
  private final Map<String, String> kindDimensions = new HashMap<>();
  private final Map<String, Map<Language, String>> kindNames = new HashMap<>();
  private final Map<String, WrittenUnit> bySpelling = new HashMap<>();
  private final Map<Map<String, Integer>, WrittenUnit> byPowers = new HashMap<>();
  private final Set<String> scaleNames = new HashSet<>();

  private UnitList(Model model) {
    for (Resource unit : model.listSubjectsWithProperty(RDF.type, qudt("Unit")).toList()) {
      byIri.put(unit.getURI(), listed(unit));
    }
    for (Resource kind : model.listSubjectsWithProperty(RDF.type, qudt("QuantityKind")).toList()) {
      kindDimensions.put(kind.getURI(), kind.getProperty(DIMENSION).getResource().getURI());
      kindNames.put(kind.getURI(), names(kind));
    }
    List<Map.Entry<String, WrittenUnit>> spellings = new ArrayList<>();
    for (ListedUnit unit : byIri.values()) {
      spellings.addAll(spellings(model.getResource(unit.iri()), unit));
    }
    // Symbols first: the powers of a compound are looked up by its symbols.
    spellings.forEach(spelling -> addSpelling(spelling.getKey(), spelling.getValue()));
    spellings.forEach(spelling -> addPowers(spelling.getKey(), spelling.getValue()));
  }

  static UnitList shipped() {
    return Shipped.LIST;
  }

  Optional<ListedUnit> unit(String iri) {
    return Optional.ofNullable(byIri.get(iri));
  }

  /** Whether a text names a scale of which the unit says nothing. */
  boolean isScaleName(String written) {
    return scaleNames.contains(written);
  }

  /** The units that a text would mean if capital and small letters were one, by spelling. */
  Map<String, ListedUnit> anyCase(String written) {
    String squeezed = UnitNotation.squeeze(UnitNotation.normalise(written));
    Map<String, ListedUnit> found = new TreeMap<>();
    bySpelling.forEach(
        (spelling, unit) -> {
          if (spelling.equalsIgnoreCase(squeezed)) {
            found.put(spelling, unit.unit());
          }
        });
    return found;
  }

  /** All listed units. */
  Collection<ListedUnit> units() {
    return Collections.unmodifiableCollection(byIri.values());
  }

  /** The dimension vector of a quantity kind. */
  Optional<String> dimensionOfKind(String kind) {
    return Optional.ofNullable(kindDimensions.get(kind));
  }

  /** What a quantity kind is called. */
  Optional<String> kind(String iri, Language language) {
    return Optional.ofNullable(kindNames.get(iri)).map(names -> names.get(language));
  }

  private static Map<Language, String> names(Resource kind) {
    Map<Language, String> names = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      names.put(language, kind.getProperty(RDFS.label, language.tag()).getString());
    }
    return names;
  }

  /**
   * The unit that a text means. A product of known symbols that is no listed unit is unknown, and
   * not tried again without its blanks: "m s" is no millisecond.
   */
  Optional<WrittenUnit> read(String written) {
    String normalised = UnitNotation.normalise(written);
    Optional<Map<String, Integer>> powers =
        UnitNotation.parse(normalised).filter(UnitList::compound).flatMap(this::key);
    if (powers.isPresent()) {
      WrittenUnit found = byPowers.get(powers.get());
      return Optional.ofNullable(found == null ? byPowers.get(inKelvin(powers.get())) : found);
    }
    return Optional.ofNullable(bySpelling.get(UnitNotation.squeeze(normalised)));
  }

  private static boolean compound(List<UnitNotation.Power> powers) {
    return powers.size() > 1 || powers.get(0).exponent() != 1;
  }

  /** In a compound a degree Celsius is a difference, which is a kelvin. */
  private static Map<String, Integer> inKelvin(Map<String, Integer> key) {
    Map<String, Integer> kelvin = new TreeMap<>(key);
    Integer exponent = kelvin.remove(Names.QUDT_UNIT + "DEG_C");
    if (exponent != null) {
      kelvin.merge(Names.QUDT_UNIT + "K", exponent, Integer::sum);
    }
    return kelvin;
  }

  private Optional<Map<String, Integer>> key(List<UnitNotation.Power> powers) {
    Map<String, Integer> key = new TreeMap<>();
    for (UnitNotation.Power power : powers) {
      WrittenUnit symbol = bySpelling.get(power.symbol());
      if (symbol == null || symbol.basis().isPresent()) {
        return Optional.empty();
      }
      key.merge(symbol.unit().iri(), power.exponent(), Integer::sum);
    }
    return Optional.of(key);
  }

  private List<Map.Entry<String, WrittenUnit>> spellings(Resource unit, ListedUnit listed) {
    WrittenUnit plain = new WrittenUnit(listed, Optional.empty());
    List<Map.Entry<String, WrittenUnit>> spellings = new ArrayList<>();
    spellings.add(Map.entry(listed.symbol(), plain));
    for (Statement spelling : unit.listProperties(SPELLING).toList()) {
      spellings.add(Map.entry(spelling.getString(), plain));
    }
    for (Statement spelling : unit.listProperties(SCALE_SPELLING).toList()) {
      spellings.add(Map.entry(spelling.getString(), plain));
      scaleNames.add(spelling.getString());
    }
    for (FractionBasis basis : FractionBasis.values()) {
      Property property = term(basis.word() + "Spelling");
      for (Statement spelling : unit.listProperties(property).toList()) {
        WrittenUnit qualified = new WrittenUnit(listed, Optional.of(basis));
        spellings.add(Map.entry(spelling.getString(), qualified));
      }
    }
    return spellings;
  }

  private void addSpelling(String spelling, WrittenUnit unit) {
    String key = UnitNotation.squeeze(UnitNotation.normalise(spelling));
    requireSame(spelling, bySpelling.put(key, unit), unit);
  }

  private void addPowers(String spelling, WrittenUnit unit) {
    UnitNotation.parse(UnitNotation.normalise(spelling))
        .filter(UnitList::compound)
        .flatMap(this::key)
        .ifPresent(key -> requireSame(spelling, byPowers.put(key, unit), unit));
  }

  private static void requireSame(String spelling, WrittenUnit before, WrittenUnit now) {
    if (before != null && !before.equals(now)) {
      throw new IllegalStateException(
          "units.ttl spells two units " + spelling + "; take one of them out");
    }
  }

  private static ListedUnit listed(Resource unit) {
    Statement offset = unit.getProperty(OFFSET);
    return new ListedUnit(
        unit.getURI(),
        unit.getProperty(SYMBOL).getString(),
        unit.getProperty(DIMENSION).getResource().getURI(),
        new BigDecimal(unit.getProperty(MULTIPLIER).getLiteral().getLexicalForm()),
        offset == null ? BigDecimal.ZERO : new BigDecimal(offset.getLiteral().getLexicalForm()),
        unit.hasProperty(SCALE),
        unit.hasProperty(KIND, PLANE_ANGLE));
  }

  private static Property qudt(String localName) {
    return ResourceFactory.createProperty(Names.QUDT, localName);
  }

  private static Property term(String localName) {
    return ResourceFactory.createProperty(Names.TERM, localName);
  }

  /** Reads the list at first use. */
  private static final class Shipped {
    static final UnitList LIST = new UnitList(TurtleText.shipped("units.ttl"));
  }
}
