package org.kumiki.node.dataset;

import org.kumiki.platform.http.Problem;

/** Why a file does not become a dataset. */
public enum DatasetProblem implements Problem {
  IMPORT_REFUSED("import-refused", "The file cannot be loaded as it is"),
  NO_SUCH_DATASET("no-such-dataset", "There is no such dataset");

  private final String code;
  private final String title;

  DatasetProblem(String code, String title) {
    this.code = code;
    this.title = title;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return 422;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean retryable() {
    return false;
  }
}
