package org.kumiki.ontology.format;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.kumiki.ontology.term.Names;

/** The prefixes of all files, and names written short with them. */
final class Prefixes {
  static final Map<String, String> ALL = all();

  /** What is written short is read again as the same, so only plain names are. */
  private static final Pattern LOCAL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");

  private Prefixes() {}

  private static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("kt", Names.TERM);
    all.put("ks", Names.SCHEME);
    all.put("ku", Names.UNIT);
    all.put("kq", Names.KIND);
    all.put("kd", Names.DRAFT);
    all.put("skos", Names.SKOS);
    all.put("skosxl", "http://www.w3.org/2008/05/skos-xl#");
    all.put("qudt", Names.QUDT);
    all.put("unit", Names.QUDT_UNIT);
    all.put("qk", Names.QUDT_KIND);
    all.put("dcterms", "http://purl.org/dc/terms/");
    all.put("owl", "http://www.w3.org/2002/07/owl#");
    all.put("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    all.put("rdfs", "http://www.w3.org/2000/01/rdf-schema#");
    all.put("xsd", "http://www.w3.org/2001/XMLSchema#");
    return all;
  }

  static String shorten(String iri) {
    for (Map.Entry<String, String> prefix : ALL.entrySet()) {
      if (iri.startsWith(prefix.getValue())) {
        String local = iri.substring(prefix.getValue().length());
        if (LOCAL.matcher(local).matches()) {
          return prefix.getKey() + ":" + local;
        }
      }
    }
    return iri;
  }

  static String expand(String name) {
    int colon = name.indexOf(':');
    String namespace = colon < 0 ? null : ALL.get(name.substring(0, colon));
    return namespace == null ? name : namespace + name.substring(colon + 1);
  }
}
