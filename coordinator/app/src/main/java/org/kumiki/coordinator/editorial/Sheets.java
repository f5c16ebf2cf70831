package org.kumiki.coordinator.editorial;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.ontology.editorial.Content;
import org.kumiki.ontology.editorial.Refusal;
import org.kumiki.ontology.sheet.SheetDiff;
import org.kumiki.ontology.sheet.SheetFile;
import org.kumiki.ontology.sheet.SheetLine;
import org.kumiki.ontology.sheet.TermSheet;
import org.kumiki.ontology.sheet.UnreadableSheet;
import org.kumiki.platform.people.Person;

/** The spreadsheet round trip: terms go out as a sheet, a sheet comes back as a draft. */
public final class Sheets {
  private final VocabularyStore vocabulary;
  private final Proposals proposals;

  public Sheets(VocabularyStore vocabulary, Proposals proposals) {
    this.vocabulary = vocabulary;
    this.proposals = proposals;
  }

  /** Why edits of a sheet cannot be made, by their place; the draft would say the same. */
  Map<Integer, Refusal> refusals(SheetDiff diff) {
    Map<Integer, Refusal> refusals = new TreeMap<>();
    proposals
        .drafted(diff.edits())
        .refusals()
        .forEach(one -> refusals.putIfAbsent(one.edit(), one.refusal()));
    return refusals;
  }

  /** In which format a sheet goes out. */
  public enum Format {
    CSV("text/csv", "csv"),
    EXCEL("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    private final String mediaType;
    private final String extension;

    Format(String mediaType, String extension) {
      this.mediaType = mediaType;
      this.extension = extension;
    }

    public String mediaType() {
      return mediaType;
    }

    public String extension() {
      return extension;
    }
  }

  /**
   * What a sheet came to.
   *
   * @param step the draft that was begun; empty if the sheet changes nothing
   * @param diff what it wants, and which rows were left out
   */
  public record Imported(Optional<Step> step, SheetDiff diff) {}

  /**
   * The terms of a scheme, or a term and all below it, as a file.
   *
   * @param scope the IRI of a scheme or a term; without one, all of the consortium's terms
   */
  public byte[] export(Optional<String> scope, Format format) {
    List<List<String>> rows = vocabulary.read(now -> TermSheet.rows(Proposals.base(now), scope));
    return format == Format.CSV ? SheetFile.csv(rows) : SheetFile.excel(rows);
  }

  /** What a sheet would change; nothing is kept. */
  public SheetDiff compare(byte[] file) {
    List<SheetLine> lines = SheetFile.read(file);
    return vocabulary.read(now -> TermSheet.compare(lines, Proposals.base(now)));
  }

  /**
   * Begins a draft of the cells that changed. Rows that cannot be read are named and left out.
   *
   * @throws UnreadableSheet if the file is no sheet
   */
  public Imported importSheet(Person person, String title, String reason, byte[] file) {
    vocabulary.catchUp();
    SheetDiff diff = compare(file);
    Optional<Step> step =
        diff.edits().isEmpty()
            ? Optional.empty()
            : Optional.of(
                proposals.begin(person, new Content(title, reason, diff.edits()), diff.seen()));
    return new Imported(step, diff);
  }

  /** Why a file is no sheet. */
  static Refusal refusal(UnreadableSheet unreadable) {
    return new Refusal("unreadable-sheet", unreadable.words());
  }
}
