package org.kumiki.node.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** The node's tables against a real PostgreSQL. */
class DatasetStoreTest {
  private static final String RAW = "0".repeat(64);
  private static final List<StoredColumn> COLUMNS =
      List.of(
          new StoredColumn("Rm", "urn:strength", "property", true, 0, "urn:MPa", "urn:MPa", null),
          new StoredColumn("lot", "urn:lot", "sample-identifier", false, 0, null, null, null));

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static DatasetStore store;

  @BeforeAll
  static void startPostgreSql() {
    lock = DataFolder.open(temporary.resolve("node")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/node");
    store = new DatasetStore(database.jdbi());
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
    lock.close();
  }

  @Test
  void awkwardTextsAndNumbersComeBackAsTheyWere() throws IOException {
    List<StoredRow> rows =
        List.of(
            row(0, 512.25, "plain", null),
            row(1, Double.NaN, "tab\tquote\"backslash\\brace{}comma,", "{\"urn:x\":\"<0.1\"}"),
            row(2, -0.0, "改行\nと、\r\n引張強さ", null),
            row(3, Double.MIN_VALUE, "NULL", null),
            row(4, 1.7976931348623157e308, "", null),
            row(5, 0.1 + 0.2, "\\N", null));
    DatasetVersion version = store.commit("awkward", RAW, "columns: {}", COLUMNS, rows::forEach);

    List<StoredRow> read = new ArrayList<>();
    store.forEachRow(version.id(), read::add);
    assertEquals(rows.size(), version.rowCount());
    for (int i = 0; i < rows.size(); i++) {
      assertArrayEquals(rows.get(i).numbers(), read.get(i).numbers());
      assertEquals(rows.get(i).texts(), read.get(i).texts());
      assertEquals(rows.get(i).censored(), read.get(i).censored());
      assertEquals(rows.get(i).line(), read.get(i).line());
    }
    assertEquals(COLUMNS, version.columns());
  }

  @Test
  void aFileThatFailsHalfwayLeavesNoVersionAndNoRow() {
    DatasetStore.RowFeed failing =
        new DatasetStore.RowFeed() {
          private int passes;

          @Override
          public void forEach(Consumer<StoredRow> action) throws IOException {
            for (int i = 0; i < 5000; i++) {
              action.accept(row(i, i, "x", null));
            }
            if (++passes == 2) {
              throw new IOException("the disk failed");
            }
          }
        };
    assertThrows(
        IOException.class, () -> store.commit("half", RAW, "columns: {}", COLUMNS, failing));
    assertTrue(store.newest("half").isEmpty());
  }

  @Test
  void versionsCountWithinTheirDatasetAndTheNewestIsFound() throws IOException {
    store.commit("counted", RAW, "a", COLUMNS, action -> action.accept(row(0, 1, "x", null)));
    store.commit("counted", RAW, "b", COLUMNS, action -> action.accept(row(0, 2, "y", null)));
    assertEquals(2, store.newest("counted").orElseThrow().version());
  }

  @Test
  void aCommittedVersionCannotBeChanged() throws IOException {
    store.commit("fixed", RAW, "a", COLUMNS, action -> action.accept(row(0, 1, "x", null)));
    for (String change :
        List.of("UPDATE dataset_version SET row_count = 7", "UPDATE dataset_row SET line = 7")) {
      assertThrows(
          JdbiException.class,
          () -> database.jdbi().useHandle(handle -> handle.execute(change)),
          change);
    }
  }

  @Test
  void everyColumnOfEveryTableIsCommented() {
    List<String> bare =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT c.table_name || '.' || c.column_name"
                                + " FROM information_schema.columns c"
                                + " WHERE c.table_schema = 'public'"
                                + " AND c.table_name <> 'flyway_schema_history'"
                                + " AND col_description((c.table_schema || '.' ||"
                                + " c.table_name)::regclass, c.ordinal_position) IS NULL")
                        .mapTo(String.class)
                        .list());
    assertEquals(List.of(), bare);
  }

  private static StoredRow row(long index, double number, String text, String censored) {
    return new StoredRow(index, index + 2, new double[] {number}, List.of(text), censored);
  }
}
