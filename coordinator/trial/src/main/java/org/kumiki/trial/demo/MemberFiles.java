package org.kumiki.trial.demo;

import java.nio.file.Path;

/**
 * One member's files in the demo's folder.
 *
 * @param training what the member loads
 * @param holdout rows that train nothing, to compare errors on
 * @param mapping for both
 */
record MemberFiles(Path training, Path holdout, Path mapping) {
  static MemberFiles in(Path folder) {
    return new MemberFiles(
        folder.resolve("training.csv"),
        folder.resolve("holdout.csv"),
        folder.resolve("mapping.yml"));
  }
}
