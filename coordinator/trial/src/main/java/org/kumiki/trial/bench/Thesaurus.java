package org.kumiki.trial.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Random;

/**
 * A made-up multilingual thesaurus of materials, the same for each number of concepts: ten
 * statements a concept, labels in four languages, a tree ten wide. Its labels are put together of
 * words of the field, so that a search has many that are alike.
 */
final class Thesaurus {
  static final String SCHEME = "https://example.org/thesaurus/";

  private static final String SKOS = "http://www.w3.org/2004/02/skos/core#";
  private static final String[][] FIRST = {
    {"tensile", "引張", "Zug", "traction"},
    {"creep", "クリープ", "Kriech", "fluage"},
    {"fatigue", "疲労", "Ermüdungs", "fatigue"},
    {"thermal", "熱", "Wärme", "thermique"},
    {"electrical", "電気", "elektrische", "électrique"},
    {"magnetic", "磁気", "magnetische", "magnétique"},
    {"high-temperature", "高温", "Hochtemperatur", "haute température"},
    {"surface", "表面", "Oberflächen", "surface"},
    {"grain boundary", "粒界", "Korngrenzen", "joint de grains"},
    {"residual", "残留", "Rest", "résiduel"}
  };
  private static final String[][] SECOND = {
    {"strength", "強さ", "festigkeit", "résistance"},
    {"conductivity", "伝導率", "leitfähigkeit", "conductivité"},
    {"hardness", "硬さ", "härte", "dureté"},
    {"stress", "応力", "spannung", "contrainte"},
    {"energy", "エネルギー", "energie", "énergie"},
    {"resistance", "抵抗", "widerstand", "résistivité"},
    {"modulus", "弾性率", "modul", "module"},
    {"temperature", "温度", "temperatur", "température"},
    {"rate", "速度", "geschwindigkeit", "vitesse"},
    {"coefficient", "係数", "koeffizient", "coefficient"}
  };
  private static final String[] LANGUAGES = {"en", "ja", "de", "fr"};

  private final int concepts;

  Thesaurus(int concepts) {
    this.concepts = concepts;
  }

  String iri(int concept) {
    return SCHEME + concept;
  }

  /** The label of a concept in one of four languages. */
  String label(int concept, int language) {
    String[] first = FIRST[Math.floorMod(concept * 7, FIRST.length)];
    String[] second = SECOND[Math.floorMod(concept / 10, SECOND.length)];
    String gap = language == 0 || language == 3 ? " " : "";
    return first[language] + gap + second[language] + " " + concept;
  }

  /** What somebody types: a word and a half, in one of the languages. */
  String typed(Random random) {
    int concept = random.nextInt(concepts);
    String label = label(concept, random.nextInt(LANGUAGES.length));
    return label.substring(0, 1 + random.nextInt(label.length()));
  }

  /** Writes it as N-Triples; how many statements it has. */
  long write(Writer out) {
    try {
      long statements = 2;
      say(
          out,
          SCHEME,
          "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
          "<" + SKOS + "ConceptScheme>");
      say(out, SCHEME, SKOS + "prefLabel", "\"Thesaurus\"@en");
      for (int i = 0; i < concepts; i++) {
        statements += concept(out, i);
      }
      return statements;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long concept(Writer out, int i) throws IOException {
    String iri = iri(i);
    say(out, iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "<" + SKOS + "Concept>");
    say(out, iri, SKOS + "inScheme", "<" + SCHEME + ">");
    for (int language = 0; language < LANGUAGES.length; language++) {
      say(out, iri, SKOS + "prefLabel", text(label(i, language), LANGUAGES[language]));
    }
    say(out, iri, SKOS + "altLabel", text("synonym of " + label(i, 0), "en"));
    say(out, iri, SKOS + "altLabel", text(label(i, 1) + "の別名", "ja"));
    say(
        out,
        iri,
        SKOS + "definition",
        text("What number " + i + " of a made-up thesaurus stands for.", "en"));
    if (i == 0) {
      say(out, iri, SKOS + "topConceptOf", "<" + SCHEME + ">");
    } else {
      say(out, iri, SKOS + "broader", "<" + iri((i - 1) / 10) + ">");
    }
    return 10;
  }

  private static String text(String text, String language) {
    return "\"" + text + "\"@" + language;
  }

  private static void say(Writer out, String subject, String predicate, String object)
      throws IOException {
    out.write("<" + subject + "> <" + predicate + "> " + object + " .\n");
  }
}
