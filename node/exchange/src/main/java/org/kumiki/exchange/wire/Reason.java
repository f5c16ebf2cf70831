package org.kumiki.exchange.wire;

/**
 * Why a member leaves an epoch, or the coordinator ends one. The code is all that crosses the wire;
 * none of them depends on a row of data.
 */
public enum Reason {
  COMPLETED(0, "the study is complete"),
  RESTARTED(1, "a member's process was restarted and its epoch secrets are gone"),
  DEADLINE(2, "the study's deadline passed while a member was missing"),
  PROTOCOL(3, "a message broke the protocol or did not match the approved study"),
  TOO_FEW_CONTRIBUTORS(4, "fewer organisations can contribute than a payload needs"),
  OUT_OF_RANGE(5, "the opened sum lies outside what the study's bounds allow"),
  DECLINED(6, "a member's steward declined the study"),
  TOO_MANY_EPOCHS(7, "members restarted too often"),
  WITHDRAWN(8, "the study was withdrawn"),
  SINGULAR(9, "the sum does not determine a result"),
  BOUNDS_TOO_WIDE(10, "the study's bounds leave too little precision for its next round"),
  TOO_FEW_CHANGED(
      11, "fewer organisations have new data since an overlapping answer than a payload needs"),
  LEDGER_BEHIND(12, "a member's ledger is behind what others have seen of it"),
  ROSTER_CHANGED(13, "a member of the cohort left the roster, or has another key in it");

  private final int code;
  private final String sentence;

  Reason(int code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  public int code() {
    return code;
  }

  /** For a person, in English. */
  public String sentence() {
    return sentence;
  }

  public static Reason ofCode(int code) {
    for (Reason reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    throw new WireFormatException("reason " + code + " is unknown");
  }
}
