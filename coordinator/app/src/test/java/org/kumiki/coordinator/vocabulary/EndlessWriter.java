package org.kumiki.coordinator.vocabulary;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.ontology.change.ChangeSet;

/**
 * A process that edits until it is killed, and says of each change that it was accepted. Arguments:
 * JDBC URL, user, seed; the password comes on standard input.
 */
final class EndlessWriter {
  private EndlessWriter() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Jdbi jdbi = Jdbi.create(arguments[0], arguments[1], in.readLine());
    Random random = new Random(Long.parseLong(arguments[2]));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (VocabularyStore store = VocabularyStore.open(jdbi)) {
      out.println("ready");
      while (true) {
        ChangeSet change =
            random.nextBoolean()
                ? Edits.concept(store, "k" + Long.toHexString(random.nextLong()))
                : Edits.synonym(store, Edits.TENSILE, "k" + Long.toHexString(random.nextLong()));
        if (store.publish(change, VocabularyStore.Findings.ACCEPTED)
            instanceof Publication.Published) {
          out.println(change.id());
        }
      }
    }
  }
}
