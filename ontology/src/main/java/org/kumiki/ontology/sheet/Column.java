package org.kumiki.ontology.sheet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.kumiki.ontology.term.Language;

/** What a column of the sheet holds. Of those with several values each stands on its own line. */
enum Column {
  IRI("iri"),
  /** The version of the term when it went out; tells whether others have changed it since. */
  VERSION("version"),
  SCHEME("scheme"),
  ROLE("role"),
  BROADER("broader"),
  LABEL_EN("label@en"),
  LABEL_JA("label@ja"),
  READING("reading"),
  OTHER_EN("other labels@en"),
  OTHER_JA("other labels@ja"),
  HIDDEN_EN("hidden labels@en"),
  HIDDEN_JA("hidden labels@ja"),
  DEFINITION_EN("definition@en"),
  DEFINITION_JA("definition@ja"),
  NOTE_EN("scope note@en"),
  NOTE_JA("scope note@ja"),
  KIND("quantity kind"),
  UNIT("unit"),
  LOWER("lower"),
  UPPER("upper"),
  DEPRECATED("deprecated"),
  REPLACED_BY("replaced by");

  private final String header;

  Column(String header) {
    this.header = header;
  }

  /** What stands in the first row. */
  String header() {
    return header;
  }

  static Optional<Column> of(String header) {
    String written = header.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(column -> column.header.equals(written)).findFirst();
  }

  static Column label(Language language) {
    return language == Language.EN ? LABEL_EN : LABEL_JA;
  }

  static Column other(Language language) {
    return language == Language.EN ? OTHER_EN : OTHER_JA;
  }

  static Column hidden(Language language) {
    return language == Language.EN ? HIDDEN_EN : HIDDEN_JA;
  }

  static Column definition(Language language) {
    return language == Language.EN ? DEFINITION_EN : DEFINITION_JA;
  }

  static Column note(Language language) {
    return language == Language.EN ? NOTE_EN : NOTE_JA;
  }
}
