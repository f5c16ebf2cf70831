package org.kumiki.ontology.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.rdf.model.Model;
import org.kumiki.ontology.term.TurtleText;

/** Reads Turtle files from disk. */
final class TurtleFiles {
  private TurtleFiles() {}

  static Model read(Path file) {
    try (InputStream turtle = Files.newInputStream(file)) {
      return TurtleText.read(turtle, file.toString());
    } catch (IOException e) {
      throw new Refusal("cannot read " + file + "; check that the file exists and is readable", e);
    }
  }
}
