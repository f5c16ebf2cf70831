package org.kumiki.trial.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A small table of several companies: {@code id,company,formula,temp,time,constant,grade,strength}.
 * Strength follows temp, time and composition with noise; some cells of {@code time} are empty and
 * {@code constant} never varies; one {@code grade} is a word.
 */
public final class SyntheticFile {
  public static final String HEADER = "id,company,formula,temp,time,constant,grade,strength";

  private static final String[] FORMULAS = {
    "Fe2O3", "Al0.5CoCrFeNi", "SiO2", "MgO", "NaCl", "GaAs"
  };

  private final List<String> rows = new ArrayList<>();

  private SyntheticFile() {}

  /**
   * Random rows.
   *
   * @param rowsOfCompanies how many rows the companies A, B, C, … have
   */
  public static SyntheticFile of(long seed, int... rowsOfCompanies) {
    SyntheticFile file = new SyntheticFile();
    Random random = new Random(seed);
    for (int company = 0; company < rowsOfCompanies.length; company++) {
      for (int i = 0; i < rowsOfCompanies[company]; i++) {
        file.rows.add(row(random, file.rows.size(), (char) ('A' + company)));
      }
    }
    return file;
  }

  public SyntheticFile add(String row) {
    rows.add(row);
    return this;
  }

  /** The same rows in another order. */
  public SyntheticFile shuffled(long seed) {
    SyntheticFile other = new SyntheticFile();
    other.rows.addAll(rows);
    Collections.shuffle(other.rows, new Random(seed));
    return other;
  }

  public List<String> rows() {
    return rows;
  }

  public Path write(Path file) throws IOException {
    return Files.writeString(file, HEADER + "\n" + String.join("\n", rows) + "\n");
  }

  private static String row(Random random, int id, char company) {
    int formula = random.nextInt(FORMULAS.length);
    double temp = 800 + 30 * (company - 'A') + 40 * random.nextGaussian();
    double time = 10 * random.nextDouble();
    double strength = 200 + 0.4 * temp - 6 * time + 25 * formula + 3 * random.nextGaussian();
    String reported = random.nextInt(7) == 0 ? "" : Double.toString(time);
    String grade = id == 0 ? "high" : Integer.toString(random.nextInt(4));
    return "s"
        + id
        + ","
        + company
        + ","
        + FORMULAS[formula]
        + ","
        + temp
        + ","
        + reported
        + ",5,"
        + grade
        + ","
        + strength;
  }
}
