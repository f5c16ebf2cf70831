package org.kumiki.coordinator.authority;

import org.kumiki.platform.http.Problem;

/** What can go wrong with authorities and their certificates. */
enum AuthorityProblem implements Problem {
  NOT_ACCEPTABLE("authorities-not-acceptable", 400, "These authorities are not acceptable"),
  NOT_A_HASH("not-a-hash", 400, "A hash has 32 bytes"),
  UNFINISHED("rotation-unfinished", 409, "An earlier rotation is not finished"),
  NOTHING_WAITS("nothing-waits", 409, "No rotation waits for this step"),
  NODES_MISSING("nodes-missing", 409, "Not every node that may connect is ready"),
  NO_KEY("authority-without-key", 409, "This coordinator does not hold the new authority's key");

  private final Kind kind;

  AuthorityProblem(String code, int status, String title) {
    this.kind = new Kind(code, status, title);
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
