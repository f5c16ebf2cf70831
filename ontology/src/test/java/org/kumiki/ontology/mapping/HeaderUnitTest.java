package org.kumiki.ontology.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderUnitTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "引張強さ[MPa] | 引張強さ | MPa",
        "引張強さ ［ＭＰａ］ | 引張強さ | ＭＰａ",
        "引張強さ〔kgf/mm²〕 | 引張強さ | kgf/mm²",
        "熱処理温度(℃) | 熱処理温度 | ℃",
        "伸び（％） | 伸び | ％",
        "C(wt%) | C | wt%",
        "引張強さ/MPa | 引張強さ | MPa",
        "密度/g/cm3 | 密度 | g/cm3",
        "T / K | T | K",
        "Rp0.2, MPa | Rp0.2 | MPa",
        "UTS_MPa | UTS | MPa",
        "衝撃値 J/cm2 | 衝撃値 | J/cm2",
        "PROPERTY: Heat Capacity (J/mol K) | PROPERTY: Heat Capacity | J/mol K",
        "熱容量(J/(mol·K)) | 熱容量 | J/(mol·K)",
        "耐力(0.2%)[MPa] | 耐力(0.2%) | MPa",
        "引張強さ[furlong] | 引張強さ | furlong",
        "tensile_strength_mpa | tensile_strength | MPa",
        "C_wt_pct | C | wt pct",
        "cooling_rate_c_per_s | cooling_rate | °C/s",
        "density_g_cm3 | density | g/cm³",
        "viscosity_mpa_s | viscosity | mPa·s"
      })
  void theUnitIsTakenOffTheHeader(String header, String name, String unit) {
    assertEquals(new HeaderUnit(name, Optional.of(unit)), HeaderUnit.split(header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "引張強さ",
        "耐力(0.2%)",
        "pass/fail",
        "W15/50",
        "Rockwell C",
        "sample_no",
        "[MPa]",
        "(℃)",
        "tensile strength Mpa",
        "[]",
        "a[]",
        "試料 - 1",
        "dA_60"
      })
  void aHeaderWithoutAUnitStaysWhole(String header) {
    assertEquals(new HeaderUnit(header, Optional.empty()), HeaderUnit.split(header));
  }

  @Property(tries = 1000)
  void aNameIsNeverLost(@ForAll @StringLength(min = 1, max = 40) String header) {
    HeaderUnit split = HeaderUnit.split(header);
    assertFalse(split.name().isEmpty() && !header.isBlank(), header);
  }
}
