package org.kumiki.node.dataset;

import org.kumiki.platform.http.Problem;

/** Why a file does not become a dataset. */
public enum DatasetProblem implements Problem {
  IMPORT_REFUSED("import-refused", "The file cannot be loaded as it is"),
  NO_SUCH_DATASET("no-such-dataset", "There is no such dataset");

  private final Kind kind;

  DatasetProblem(String code, String title) {
    this.kind = new Kind(code, 422, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
