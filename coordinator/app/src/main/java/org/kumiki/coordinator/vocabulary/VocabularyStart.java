package org.kumiki.coordinator.vocabulary;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.platform.CoordinatorFolder;

/** The vocabulary of a coordinator as it starts. */
public final class VocabularyStart {
  private VocabularyStart() {}

  /** Reads the log, and takes up what this program ships and what lies in the folder. */
  public static VocabularyStore open(Jdbi jdbi, CoordinatorFolder folder, Clock clock) {
    VocabularyStore store = VocabularyStore.open(jdbi);
    try {
      new ShippedVocabulary(store, clock).bring();
      new FolderImport(store, clock).bring(folder.vocabularyFiles());
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }
}
