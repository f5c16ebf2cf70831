package org.kumiki.platform.http;

import java.util.Arrays;

/** The problems that every service has, one for each status that the framework answers with. */
public enum CommonProblem implements Problem {
  BAD_REQUEST("bad-request", 400, "The request is not acceptable", false),
  UNAUTHENTICATED("unauthenticated", 401, "Who are you?", false),
  FORBIDDEN("forbidden", 403, "Not allowed", false),
  PAGE_OUT_OF_DATE("page-out-of-date", 403, "The page is out of date", false),
  NOT_FOUND("not-found", 404, "There is nothing here", false),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "Another method is needed", false),
  NOT_ACCEPTABLE("not-acceptable", 406, "Not available in this format", false),
  CONFLICT("conflict", 409, "In conflict with what is stored", false),
  TOO_LARGE("too-large", 413, "The request is too large", false),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "Another content type is needed", false),
  INTERNAL("internal", 500, "A defect or a broken environment", false),
  UNAVAILABLE("unavailable", 503, "Not now", true),
  SIGN_IN_UNREACHABLE("sign-in-unreachable", 503, "Sign-in cannot be reached", true);

  /**
   * What the first line of a request may have, about: a query of thirty lines fits. Longer ones
   * belong into a body.
   */
  public static final int LONGEST_ADDRESS = 16_000;

  private final Kind kind;

  CommonProblem(String code, int status, String title, boolean retryable) {
    this.kind = new Kind(code, status, title, retryable);
  }

  @Override
  public Kind kind() {
    return kind;
  }

  /** The problem for a status that somebody else decided on. */
  static CommonProblem ofStatus(int status) {
    return Arrays.stream(values())
        .filter(problem -> problem.status() == status)
        .findFirst()
        .orElse(status < 500 ? BAD_REQUEST : INTERNAL);
  }

  /** What the client can do when nothing more is known about this occurrence. */
  String nextStep() {
    return switch (this) {
      case BAD_REQUEST -> "Check parameters and body against /openapi.json";
      case NOT_FOUND -> "Check the address against /openapi.json";
      case METHOD_NOT_ALLOWED -> "The Allow header lists the methods";
      case NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE -> "Use application/json";
      case TOO_LARGE ->
          "Send less at once; an address with its query has at most "
              + LONGEST_ADDRESS
              + " characters";
      case UNAVAILABLE, SIGN_IN_UNREACHABLE -> "Try again later";
      case INTERNAL -> "The operator finds the place of this defect in the log";
      case UNAUTHENTICATED, FORBIDDEN, PAGE_OUT_OF_DATE, CONFLICT -> "See /openapi.json";
    };
  }
}
