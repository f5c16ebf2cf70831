package org.kumiki.node.dataset;

/** A file or mapping that cannot become a dataset; one sentence with cause and next step. */
public final class ImportRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  ImportRefused(String code, String sentence) {
    super(sentence);
    this.code = code;
  }

  /** What is wrong, without any content of the file; may be logged. */
  public String code() {
    return code;
  }
}
