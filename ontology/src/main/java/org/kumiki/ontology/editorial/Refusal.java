package org.kumiki.ontology.editorial;

/**
 * Why a step is not taken.
 *
 * @param code lower-case words with hyphens; part of the API and stays
 * @param words the cause and the next step
 * @param field what of an edit it is about, named as a term that is made has it ({@code labelJa},
 *     {@code part2.definitionEn}); {@code text} of an edit that has one text, {@code noteJa} of the
 *     change note; empty if it is about no one field
 */
public record Refusal(String code, Words words, String field) {

  public Refusal(String code, Words words) {
    this(code, words, "");
  }

  /** The same, about a field. */
  Refusal at(String name) {
    return new Refusal(code, words, name);
  }

  /** The same, of a field that stands inside of another. */
  Refusal inside(String name) {
    return field.isEmpty() ? this : at(name + "." + field);
  }
}
