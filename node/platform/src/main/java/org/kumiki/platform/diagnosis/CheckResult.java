package org.kumiki.platform.diagnosis;

import java.util.function.Supplier;
import org.kumiki.platform.cli.CommandFailure;

/**
 * What one check found, for the person who can mend it: never a secret, never a value of anybody's
 * table. Texts are clauses without a full stop.
 */
public sealed interface CheckResult {
  /** What was looked at, in a word or two. */
  String check();

  /** Nothing to do. */
  record Good(String check, String finding) implements CheckResult {}

  /** It works, and somebody should look at it. */
  record Warning(String check, String cause, String fix) implements CheckResult {}

  /** It does not work. */
  record Failure(String check, String cause, String fix) implements CheckResult {}

  /** It could not be looked at, because something before it stands in the way. */
  record NotTried(String check, String because) implements CheckResult {}

  /** What {@code work} finds; the failure of a command is a failure of the check. */
  static CheckResult attempt(String check, Supplier<CheckResult> work) {
    try {
      return work.get();
    } catch (CommandFailure e) {
      return new Failure(check, e.getMessage(), e.nextStep());
    }
  }
}
