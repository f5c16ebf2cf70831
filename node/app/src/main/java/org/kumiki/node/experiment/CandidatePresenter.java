package org.kumiki.node.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kumiki.node.dataset.ImportReport;
import org.kumiki.ontology.term.Concept;
import org.kumiki.ontology.term.Language;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.ontology.unit.UnitConverter;
import org.kumiki.platform.page.Wording;

/** Makes what the pages show of tables, in the reader's words. Stateless but for those. */
final class CandidatePresenter {
  private static final double KIBIBYTE = 1 << 10;
  private static final double MEBIBYTE = 1 << 20;

  private final Wording words;
  private final Vocabulary vocabulary;
  private final boolean japanese;

  CandidatePresenter(Wording words, Vocabulary vocabulary) {
    this.words = words;
    this.vocabulary = vocabulary;
    this.japanese = words.language() == org.kumiki.platform.page.Language.JA;
  }

  static String size(long bytes) {
    return bytes < MEBIBYTE
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / KIBIBYTE)
        : String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE);
  }

  CandidateView.Read read(ImportReport report) {
    List<CandidateView.Column> columns = new ArrayList<>();
    for (ImportReport.ColumnReport column : report.columns()) {
      columns.add(
          new CandidateView.Column(
              column.header(),
              japanese ? column.labelJa() : column.labelEn(),
              plain(column.unit()),
              plain(column.termUnit()),
              column.values(),
              column.missing(),
              column.findings().stream().map(this::finding).toList()));
    }
    return new CandidateView.Read(
        report.rows(),
        report.encoding(),
        delimiter(report.delimiter()),
        columns,
        report.ignored(),
        report.unmapped());
  }

  CandidateView.Model model(CandidateModels.Choice choice) {
    String key = "model." + choice.kind().name().toLowerCase(Locale.ROOT);
    return new CandidateView.Model(
        choice.code(), words.say(key, label(choice.property()), choice.name()));
  }

  CandidateView.Check check(CandidateModels.Choice choice, TableCheck check) {
    List<CandidateView.Refused> refused = new ArrayList<>();
    for (TableCheck.Reason reason : TableCheck.Reason.values()) {
      TableCheck.Refused rows = check.refused().get(reason);
      if (rows != null) {
        refused.add(
            new CandidateView.Refused(
                words.say("refused." + reason.name()),
                rows.count(),
                lines(rows.firstLines(), rows.count())));
      }
    }
    return new CandidateView.Check(
        label(choice.property()), unit(choice.property()), check.candidates(), refused);
  }

  private CandidateView.Finding finding(ImportReport.Finding finding) {
    String key = "finding." + finding.code();
    boolean translated = words.has(key);
    return new CandidateView.Finding(
        translated ? words.say(key) : finding.sentence(),
        translated,
        finding.count(),
        lines(finding.firstLines(), finding.count()));
  }

  /** The first of them. */
  private static String lines(List<Long> first, long count) {
    String lines = first.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return count > first.size() ? lines + " …" : lines;
  }

  private String delimiter(String sign) {
    Map<String, String> names = Map.of(",", "comma", ";", "semicolon", "\t", "tab");
    return names.containsKey(sign) ? words.say("delimiter." + names.get(sign)) : sign;
  }

  private String label(String term) {
    return vocabulary
        .concept(term)
        .map(concept -> concept.label(japanese ? Language.JA : Language.EN))
        .orElse(term);
  }

  private String unit(String term) {
    return vocabulary
        .concept(term)
        .flatMap(Concept::quantity)
        .map(quantity -> plain(UnitConverter.shipped().symbol(quantity.unit())))
        .orElse("");
  }

  private static String plain(String symbol) {
    return symbol.equals("-") ? "" : symbol;
  }
}
