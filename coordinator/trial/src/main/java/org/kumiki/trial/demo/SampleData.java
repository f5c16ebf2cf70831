package org.kumiki.trial.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.trial.federation.LocalFederation;

/** The demo's own companies. */
final class SampleData {
  private static final String DESCRIPTION =
      "Sample data made by this program from published relations of physical metallurgy"
          + " (hardness of tempered martensite, Maynier et al. 1978; strength from hardness,"
          + " Pavlina and Van Tyne 2008): no real company, no real measurement.";

  private static final String STATISTICS =
      """
      title: "Tensile strength in the consortium / 引張強さの統計"
      purpose: "How strong are the steels that we make together? / 会員全体の強度水準を知る"
      computation: statistics
      features: [kt:tensileStrength, kt:massFraction-C]
      maxRowsPerMember: 10000
      """;

  private static final String MODEL =
      """
      title: "Tensile strength of quenched and tempered steel / 焼入れ焼戻し鋼の引張強さ"
      purpose: "One model from everybody's heats / 全社の溶製データから一つのモデルを作る"
      computation: ridge
      settings: {lambda: 1.0, clip: 4}
      target: kt:tensileStrength
      features:
        - kt:massFraction-C
        - kt:massFraction-Si
        - kt:massFraction-Mn
        - kt:massFraction-Ni
        - kt:massFraction-Cr
        - kt:massFraction-Mo
        - kt:temperingTemperature
        - kt:temperingTime
      maxRowsPerMember: 10000
      """;

  private SampleData() {}

  static DemoData write(Path folder, int members) throws IOException {
    List<LocalFederation.Member> list = new ArrayList<>();
    SortedMap<String, MemberFiles> files = new TreeMap<>();
    for (int i = 0; i < members; i++) {
      SampleCompany company = new SampleCompany(i);
      list.add(new LocalFederation.Member(company.organisation(), company.displayName()));
      files.put(company.organisation(), company.write(folder.resolve(company.organisation())));
    }
    return new DemoData(DESCRIPTION, list, files, "", STATISTICS, MODEL, "tensile strength", "MPa");
  }
}
