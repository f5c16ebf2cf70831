package org.kumiki.trial.demo;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A company of the demo: its part of composition and processing space, and how its laboratory
 * writes files. Four companies; a fifth and further repeat their habits in another range.
 */
final class SampleCompany {
  private static final int TRAINING_ROWS = 22;
  private static final int HOLDOUT_ROWS = 40;
  private static final double KGF_PER_MM2 = 9.80665;
  private static final double KSI = 6.894757293168;

  private final int number;
  private final Habit habit;

  /** Language, encoding, separators and units of one laboratory. */
  private enum Habit {
    AOBA("aoba", "Aoba Seikō 青葉製鋼", "windows-31j", ',', '.') {
      @Override
      List<String> header() {
        return List.of(
            "チャージNo.",
            "C[mass%]",
            "Si[mass%]",
            "Mn[mass%]",
            "Ni[mass%]",
            "Cr[mass%]",
            "Mo[mass%]",
            "焼戻し温度[℃]",
            "焼戻し時間[min]",
            "引張強さ[kgf/mm2]");
      }

      @Override
      double[] values(QuenchedSteel s) {
        return values(s, s.temperingKelvin() - 273.15, 60, KGF_PER_MM2);
      }
    },
    BIRCH("birch", "Birch Forge", "UTF-8", ',', '.') {
      @Override
      List<String> header() {
        return List.of(
            "heat",
            "C (wt%)",
            "Si (wt%)",
            "Mn (wt%)",
            "Ni (wt%)",
            "Cr (wt%)",
            "Mo (wt%)",
            "tempering temperature (°C)",
            "tempering time (h)",
            "UTS (MPa)");
      }

      @Override
      double[] values(QuenchedSteel s) {
        return values(s, s.temperingKelvin() - 273.15, 1, 1);
      }
    },
    CEDAR("cedar", "Cedar Alloys", "UTF-8", ';', ',') {
      @Override
      List<String> header() {
        return List.of(
            "Charge",
            "C [%]",
            "Si [%]",
            "Mn [%]",
            "Ni [%]",
            "Cr [%]",
            "Mo [%]",
            "tempering temperature [K]",
            "tempering time [h]",
            "Rm [N/mm²]");
      }

      @Override
      double[] values(QuenchedSteel s) {
        return values(s, s.temperingKelvin(), 1, 1);
      }
    },
    DAIGO("daigo", "Daigo Netsushori 醍醐熱処理", "UTF-16LE", '\t', '.') {
      @Override
      List<String> header() {
        return List.of(
            "ロット番号",
            "C(質量%)",
            "Si(質量%)",
            "Mn(質量%)",
            "Ni(質量%)",
            "Cr(質量%)",
            "Mo(質量%)",
            "焼戻し温度(°F)",
            "焼戻し時間(分)",
            "抗張力(ksi)");
      }

      @Override
      double[] values(QuenchedSteel s) {
        return values(s, s.temperingKelvin() * 1.8 - 459.67, 60, KSI);
      }
    };

    private final String organisation;
    private final String displayName;
    private final String charset;
    private final char delimiter;
    private final char decimal;

    Habit(String organisation, String displayName, String charset, char delimiter, char decimal) {
      this.organisation = organisation;
      this.displayName = displayName;
      this.charset = charset;
      this.delimiter = delimiter;
      this.decimal = decimal;
    }

    abstract List<String> header();

    abstract double[] values(QuenchedSteel steel);

    static double[] values(
        QuenchedSteel s, double temperature, double perHour, double megapascalPerUnit) {
      return new double[] {
        s.carbon(),
        s.silicon(),
        s.manganese(),
        s.nickel(),
        s.chromium(),
        s.molybdenum(),
        temperature,
        s.temperingHours() * perHour,
        s.tensileMegapascal() / megapascalPerUnit
      };
    }
  }

  /** The terms of the nine numbers, in order; the first column is a lot number. */
  private static final List<String> TERMS =
      List.of(
          "kt:lotNumber",
          "kt:massFraction-C",
          "kt:massFraction-Si",
          "kt:massFraction-Mn",
          "kt:massFraction-Ni",
          "kt:massFraction-Cr",
          "kt:massFraction-Mo",
          "kt:temperingTemperature",
          "kt:temperingTime",
          "kt:tensileStrength");

  SampleCompany(int number) {
    this.number = number;
    this.habit = Habit.values()[number % Habit.values().length];
  }

  String organisation() {
    int generation = number / Habit.values().length;
    return generation == 0 ? habit.organisation : habit.organisation + "-" + (generation + 1);
  }

  String displayName() {
    return habit.displayName;
  }

  /** Writes training rows, hold-out rows and the mapping; the same bytes on every machine. */
  MemberFiles write(Path folder) throws IOException {
    Files.createDirectories(folder);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1000 + number);
    MemberFiles files = MemberFiles.in(folder);
    writeRows(files.training(), range(), TRAINING_ROWS, random);
    writeRows(files.holdout(), range(), HOLDOUT_ROWS, random);
    StringBuilder mapping = new StringBuilder("encoding: auto\ncolumns:\n");
    for (int i = 0; i < TERMS.size(); i++) {
      mapping.append("  \"").append(habit.header().get(i)).append("\": {term: \"");
      mapping.append(TERMS.get(i)).append("\"}\n");
    }
    Files.writeString(files.mapping(), mapping);
    return files;
  }

  private void writeRows(Path file, QuenchedSteel.Range range, int rows, RandomGenerator random)
      throws IOException {
    List<String> lines = new ArrayList<>();
    String separator = String.valueOf(habit.delimiter);
    lines.add(String.join(separator, habit.header()));
    for (int i = 0; i < rows; i++) {
      StringBuilder line = new StringBuilder();
      line.append(String.format(Locale.ROOT, "%s%04d", organisation().charAt(0), i));
      for (double value : habit.values(QuenchedSteel.draw(range, random))) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        line.append(separator).append(text.replace('.', habit.decimal));
      }
      lines.add(line.toString());
    }
    byte[] text = (String.join("\r\n", lines) + "\r\n").getBytes(charset());
    byte[] mark = habit == Habit.DAIGO ? new byte[] {(byte) 0xff, (byte) 0xfe} : new byte[0];
    byte[] bytes = new byte[mark.length + text.length];
    System.arraycopy(mark, 0, bytes, 0, mark.length);
    System.arraycopy(text, 0, bytes, mark.length, text.length);
    Files.write(file, bytes);
  }

  private Charset charset() {
    return habit.charset.equals("UTF-8") ? StandardCharsets.UTF_8 : Charset.forName(habit.charset);
  }

  /** Neighbouring but different: plain carbon, manganese, chromium–molybdenum, nickel steels. */
  private QuenchedSteel.Range range() {
    double shift = 0.02 * (number / Habit.values().length);
    return switch (habit) {
      case AOBA ->
          new QuenchedSteel.Range(
              pair(0.30 + shift, 0.55),
              pair(0.15, 0.35),
              pair(0.6, 0.9),
              pair(0, 0.1),
              pair(0, 0.2),
              pair(0, 0.02),
              pair(400, 650),
              pair(0.5, 2));
      case BIRCH ->
          new QuenchedSteel.Range(
              pair(0.20, 0.40 + shift),
              pair(0.15, 0.40),
              pair(1.0, 1.6),
              pair(0, 0.3),
              pair(0.1, 0.5),
              pair(0, 0.10),
              pair(450, 680),
              pair(1, 4));
      case CEDAR ->
          new QuenchedSteel.Range(
              pair(0.25, 0.45),
              pair(0.20, 0.50),
              pair(0.5, 0.9),
              pair(0, 0.4),
              pair(0.8 + shift, 1.2),
              pair(0.15, 0.35),
              pair(500, 700),
              pair(1, 6));
      case DAIGO ->
          new QuenchedSteel.Range(
              pair(0.28, 0.42),
              pair(0.15, 0.35),
              pair(0.5, 1.0),
              pair(1.2 + shift, 2.0),
              pair(0.5, 1.0),
              pair(0.15, 0.30),
              pair(450, 650),
              pair(1, 3));
    };
  }

  private static double[] pair(double low, double high) {
    return new double[] {low, high};
  }
}
