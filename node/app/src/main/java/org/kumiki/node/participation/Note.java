package org.kumiki.node.participation;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Something that a steward should know before deciding on a study, or why it cannot be approved.
 *
 * @param topic what it is about
 * @param values what {@link Topic} says, in order
 */
public record Note(Topic topic, List<String> values) {
  /** What a note is about; each with its values in order, and its sentence in English. */
  public enum Topic {
    /** The sum of the flags is a disclosure of its own: part of the question, answered once. */
    FLAGS(
        "the coordinator and all members learn how many organisations can contribute and how many"
            + " have new data, once for a question and cohort"),
    REHEARSAL("a rehearsal reads no row: its numbers are made up by the program"),
    REHEARSAL_WITHOUT_DATASET("a rehearsal reads no dataset: approve it without one"),
    /** Dataset, version, data epoch. */
    BOUND("{0} version {1} takes part: it is bound to data epoch {2}"),
    /** Dataset, version, data epoch. */
    BINDS("{0} version {1} takes part: an approval binds it to data epoch {2}"),
    /** Version, data epoch. */
    NEWER_WAITS(
        "version {0} is newer and waits for a later data epoch than {1}, so that the rows do not"
            + " move under a question that is asked again"),
    /** Hash of the earlier study. */
    SAME_QUESTION("the same question as study {0}: no new charge"),
    NO_DATASET("no dataset is loaded here: load one with ''kumiki node load''"),
    /** Dataset. */
    NO_SUCH_DATASET("there is no dataset {0} here: see ''kumiki node load''"),
    /** Datasets. */
    SEVERAL("several datasets have all terms of the study: name one of {0}"),
    /** Datasets. */
    NOT_THE_MAIN(
        "dataset main may not answer it after what was asked of it before; one of these may: name"
            + " one of {0}"),
    /** Dataset, terms. */
    LACKS("no dataset here has all terms of the study: {0} lacks {1}"),
    /** Dataset, its latest data epoch, the study's data epoch. */
    EPOCH_PASSED(
        "dataset {0} takes part in data epoch {1} already and took no part in {2}: ask for {1}"),
    /** A whole sentence in English, of the rules against differencing or the check of terms. */
    REFUSED("{0}"),
    UNKNOWN("no study with this hash was proposed here: check the hash"),
    DECIDED("this study was decided before, or has ended: see ''kumiki node studies''");

    private final String sentence;

    Topic(String sentence) {
      this.sentence = sentence;
    }
  }

  public Note {
    values = List.copyOf(values);
  }

  static Note of(Topic topic, Object... values) {
    return new Note(topic, Arrays.stream(values).map(String::valueOf).toList());
  }

  /** For people, in English. */
  public String sentence() {
    return new MessageFormat(topic.sentence, Locale.ROOT).format(values.toArray());
  }
}
