package org.kumiki.coordinator.vocabulary;

import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.exchange.wire.Signer;
import org.kumiki.platform.http.PublicPaths;

/** The parts of this room, wired: what controllers ask for, and what is started and stopped. */
public final class VocabularyRoom implements AutoCloseable {
  /** Term IRIs and where they lead with what the pages need, and releases. */
  private static final PublicPaths PUBLIC =
      new PublicPaths(
          List.of(
              Pattern.compile("/(term|draft|scheme|vocabulary/terms)/[^/]+"),
              Pattern.compile("/vocabulary/(data|terms|style/[a-z]+\\.[a-z]+)"),
              Pattern.compile("/ontology/releases(/[0-9]+(/(signed|content|diff/[0-9]+))?)?")));

  private final VocabularyStore store;
  private final WholeCheck check;
  private final VocabularyWorker worker;
  private final List<Object> beans;

  private VocabularyRoom(VocabularyStore store, WholeCheck check, List<Object> beans) {
    this.store = store;
    this.check = check;
    this.worker = new VocabularyWorker(store);
    this.beans = beans;
  }

  /**
   * Reads the log, and takes up what this program ships and what lies in the folder.
   *
   * @param signer the coordinator, for releases
   */
  public static VocabularyRoom open(
      Jdbi jdbi, CoordinatorFolder folder, Signer signer, Clock clock) {
    VocabularyStore store = VocabularyStore.open(jdbi);
    try {
      ShippedVocabulary shipped = new ShippedVocabulary(store, clock);
      shipped.bring();
      new FolderImport(store, clock).bring(folder.vocabularyFiles());
      WholeCheck check = new WholeCheck(store);
      List<Object> beans =
          List.of(
              store,
              shipped,
              check,
              new TermBrowser(),
              new VocabularyPins(jdbi),
              new FileImport(store, folder.importsFolder(), clock),
              new ReleaseStore(store, folder.settings().consortium(), signer, clock),
              folder.settings().vocabularyIsPublic() ? PUBLIC : PublicPaths.NONE);
      return new VocabularyRoom(store, check, beans);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  public VocabularyStore store() {
    return store;
  }

  /** What this room's controllers are made of. */
  public List<Object> beans() {
    return beans;
  }

  /** Starts to look for what other coordinators publish. */
  public void start() {
    worker.start();
  }

  /** Before the database is closed. */
  @Override
  public void close() {
    worker.close();
    check.close();
    store.close();
  }
}
