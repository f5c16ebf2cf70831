package org.kumiki.node.release;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.dataset.DatasetVersion;
import org.kumiki.node.dataset.StoredColumn;
import org.kumiki.ontology.mapping.MappingFile;
import org.kumiki.ontology.mapping.UnreadableMapping;
import org.kumiki.ontology.term.Names;
import org.kumiki.ontology.term.Vocabulary;

/**
 * What of this node's columns a steward could release: nothing here leaves by itself. Of the newest
 * version of each dataset, its terms of the shared vocabulary; a draft term stays, because its name
 * is made of a header.
 */
public final class WouldLeave {
  private final DatasetStore datasets;
  private final Supplier<Vocabulary> vocabulary;

  public WouldLeave(DatasetStore datasets, Supplier<Vocabulary> vocabulary) {
    this.datasets = datasets;
    this.vocabulary = vocabulary;
  }

  /** The terms that a usage report would name: exactly these, ascending. */
  public List<String> terms() {
    return mapped().stream().filter(this::isShared).toList();
  }

  /** Terms of columns that no report names. */
  public List<String> keptHere() {
    return mapped().stream().filter(term -> !isShared(term)).toList();
  }

  private boolean isShared(String term) {
    return term.startsWith(Names.TERM) && vocabulary.get().concept(term).isPresent();
  }

  private Set<String> mapped() {
    Set<String> terms = new TreeSet<>();
    for (DatasetVersion version : newest()) {
      version.columns().stream().map(StoredColumn::term).forEach(terms::add);
    }
    return terms;
  }

  private List<DatasetVersion> newest() {
    List<DatasetVersion> newest = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (DatasetVersion version : datasets.versions()) {
      if (seen.add(version.dataset())) {
        newest.add(version);
      }
    }
    return newest;
  }

  /** Headers that are left out of the mappings: each may be released, by hand. */
  public List<String> headersWithoutTerm() {
    Set<String> headers = new TreeSet<>();
    for (DatasetVersion version : newest()) {
      datasets.mapping(version.id()).ifPresent(mapping -> headers.addAll(ignored(mapping)));
    }
    return List.copyOf(headers);
  }

  private static List<String> ignored(String mapping) {
    try {
      return MappingFile.parse(mapping).ignore();
    } catch (UnreadableMapping older) {
      // It was read once; an earlier release may have known more.
      return List.of();
    }
  }
}
