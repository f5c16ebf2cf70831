package org.kumiki.trial.keycloak;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.kumiki.platform.cli.LocalApi;

/** Rows of steels that the members of the trial hold, made for it. */
final class MemberRows {
  /** Rows of each member; some without the target, one too hot. */
  static final int ROWS = 40;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MAPPING =
      """
      columns:
        "Sample": {term: kt:sampleIdentifier}
        "Hv": {term: kt:vickersHardness}
        "Test temp": {term: kt:testTemperature, unit: "degC"}
        "UTS": {term: kt:tensileStrength, unit: "MPa"}
      """;

  private MemberRows() {}

  /** Loads them at a member's node; loading them again changes nothing that a study reads. */
  static void load(PeopleTrial.Running trial, String organisation, Path files) throws Exception {
    load(trial, organisation, "main", ROWS, files);
  }

  /** The same as another dataset, of so many rows. */
  static void load(
      PeopleTrial.Running trial, String organisation, String dataset, int rows, Path files)
      throws Exception {
    StringBuilder csv = new StringBuilder("Sample,Hv,Test temp,UTS\n");
    int offset = organisation.length() * 7;
    for (int i = 0; i < rows; i++) {
      int hardness = 180 + offset + 280 * i / rows;
      String strength = i % 10 == 9 ? "" : Integer.toString((int) Math.round(3.2 * hardness - 20));
      csv.append(
          String.format(
              Locale.ROOT, "S-%d,%d,%d,%s%n", i, hardness, i == 0 ? 300 : 20 + i, strength));
    }
    LocalApi node = trial.federation().nodeApi(organisation);
    Path file = Files.writeString(files.resolve(organisation + "-" + dataset + ".csv"), csv);
    String raw = node.putFile("/api/v1/raw", file).path("sha256").asText();
    node.postJson(
        "/api/v1/datasets/" + dataset + "/versions",
        JSON.createObjectNode().put("raw", raw).put("mapping", MAPPING));
  }
}
