package org.kumiki.coordinator.vocabulary;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import org.kumiki.ontology.change.TermDiff;

/**
 * What became of one term, or would by a proposal.
 *
 * @param fate {@code added}, {@code removed} or {@code changed}
 */
@Serdeable
public record TermDiffView(String iri, String fate, List<DifferenceView> differences) {

  /**
   * What changed in one property and language.
   *
   * @param aspect {@code type}, {@code label}, {@code definition}, {@code unit}, {@code relation},
   *     {@code mapping}, {@code status} or {@code other}
   * @param language of the texts; empty for anything else
   */
  @Serdeable
  public record DifferenceView(
      String aspect, String property, String language, List<String> removed, List<String> added) {}

  public static TermDiffView of(TermDiff diff) {
    return new TermDiffView(
        diff.iri(),
        diff.fate().name().toLowerCase(Locale.ROOT),
        diff.differences().stream()
            .map(
                one ->
                    new DifferenceView(
                        one.aspect().name().toLowerCase(Locale.ROOT),
                        one.property(),
                        one.language(),
                        one.removed(),
                        one.added()))
            .toList());
  }
}
