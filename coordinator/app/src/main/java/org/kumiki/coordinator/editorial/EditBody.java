package org.kumiki.coordinator.editorial;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * An edit as programs write it and as it is kept. Which fields it has follows from its kind; terms
 * are IRIs, full or short such as {@code kt:density}.
 *
 * @param kind what is wanted
 * @param term the existing term that it is about
 * @param other the term to merge into, the replacement of a deprecated one, or the one to keep
 *     apart from or compare with again
 * @param from where a moved term stands; null for a place more
 * @param to where it shall stand; null for a place less
 * @param language {@code en} or {@code ja}
 * @param text a label, a definition or a scope note; an empty scope note takes it away
 * @param hidden whether a synonym is a misspelling: found, and never shown
 * @param scope to whom a synonym belongs; null if everybody uses it
 * @param reading of a Japanese label, in hiragana
 * @param keepOld whether the old label stays as a synonym; by default it does
 * @param quantity what a term measures
 * @param newTerm a term that is not there yet
 * @param parts what a term is split into
 */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EditBody(
    @Schema(
            allowableValues = {
              "new-term",
              "add-synonym",
              "drop-synonym",
              "change-label",
              "change-definition",
              "change-scope-note",
              "move",
              "merge",
              "split",
              "deprecate",
              "change-quantity",
              "keep-apart",
              "compare-again"
            })
        String kind,
    @Nullable String term,
    @Nullable String other,
    @Nullable String from,
    @Nullable String to,
    @Nullable String language,
    @Nullable String text,
    @Nullable Boolean hidden,
    @Nullable ScopeBody scope,
    @Nullable String reading,
    @Nullable Boolean keepOld,
    @Nullable QuantityBody quantity,
    @Nullable NewTermBody newTerm,
    @Nullable List<PartBody> parts) {

  /**
   * To whom a name belongs.
   *
   * @param kind {@code standard}, {@code vendor} or {@code field}
   * @param name such as {@code ISO 6892-1}
   */
  @Serdeable
  public record ScopeBody(
      @Schema(allowableValues = {"standard", "vendor", "field"}) String kind, String name) {}

  /**
   * Another name.
   *
   * @param hidden whether it is a misspelling
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SynonymBody(
      String text, String language, @Nullable Boolean hidden, @Nullable ScopeBody scope) {}

  /**
   * What a term measures.
   *
   * @param kind the quantity kind, an IRI or short such as {@code qk:Stress}
   * @param unit an IRI, short such as {@code unit:MegaPA}, or as people write it, such as {@code
   *     MPa}; capital and small letters differ
   * @param lower the least value that makes sense, in the unit
   * @param upper the largest one
   */
  @Serdeable
  public record QuantityBody(String kind, String unit, double lower, double upper) {}

  /**
   * A term that is not there yet.
   *
   * @param name the end of its IRI; null to make one of the English label
   * @param role {@code property}, {@code composition}, {@code condition}, {@code process}, {@code
   *     sample-identifier}, {@code outcome} or {@code category}
   * @param scheme an IRI, or short such as {@code ks:properties}
   * @param broader the terms directly above it; null or empty for one at the top
   * @param quantity null for words and categories
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record NewTermBody(
      @Nullable String name,
      String role,
      String scheme,
      @Nullable List<String> broader,
      String labelEn,
      String labelJa,
      @Nullable String reading,
      String definitionEn,
      String definitionJa,
      @Nullable List<SynonymBody> synonyms,
      @Nullable QuantityBody quantity) {}

  /**
   * A part of a term that is split.
   *
   * @param labels other labels of the old term that become its own
   * @param narrower terms under the old one that come under it
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PartBody(
      NewTermBody newTerm, @Nullable List<SynonymBody> labels, @Nullable List<String> narrower) {}

  /** An edit of this kind and nothing else yet. */
  static EditBody of(String kind, @Nullable String term) {
    return new EditBody(
        kind, term, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  EditBody withOther(@Nullable String iri) {
    return new EditBody(
        kind, term, iri, from, to, language, text, hidden, scope, reading, keepOld, quantity,
        newTerm, parts);
  }

  EditBody withText(String tag, String written) {
    return new EditBody(
        kind, term, other, from, to, tag, written, hidden, scope, reading, keepOld, quantity,
        newTerm, parts);
  }

  EditBody withSynonym(SynonymBody synonym) {
    return new EditBody(
        kind,
        term,
        other,
        from,
        to,
        synonym.language(),
        synonym.text(),
        synonym.hidden(),
        synonym.scope(),
        reading,
        keepOld,
        quantity,
        newTerm,
        parts);
  }

  EditBody withLabel(@Nullable String read, boolean keep) {
    return new EditBody(
        kind, term, other, from, to, language, text, hidden, scope, read, keep, quantity, newTerm,
        parts);
  }

  EditBody withPlaces(@Nullable String before, @Nullable String after) {
    return new EditBody(
        kind, term, other, before, after, language, text, hidden, scope, reading, keepOld, quantity,
        newTerm, parts);
  }

  EditBody withQuantity(QuantityBody measures) {
    return new EditBody(
        kind, term, other, from, to, language, text, hidden, scope, reading, keepOld, measures,
        newTerm, parts);
  }

  EditBody withNewTerm(NewTermBody made) {
    return new EditBody(
        kind, term, other, from, to, language, text, hidden, scope, reading, keepOld, quantity,
        made, parts);
  }

  EditBody withParts(List<PartBody> made) {
    return new EditBody(
        kind, term, other, from, to, language, text, hidden, scope, reading, keepOld, quantity,
        newTerm, made);
  }
}
