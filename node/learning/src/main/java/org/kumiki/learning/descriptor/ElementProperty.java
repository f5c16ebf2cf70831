package org.kumiki.learning.descriptor;

/**
 * The 22 elemental properties of the Magpie preset, in matminer's order, which is also the order of
 * the columns of {@code elements.csv}; the header of that file gives the origin of each.
 */
public enum ElementProperty {
  NUMBER("Number", "1"),
  MENDELEEV_NUMBER("MendeleevNumber", "1"),
  ATOMIC_WEIGHT("AtomicWeight", "u"),
  MELTING_TEMPERATURE("MeltingT", "K"),
  COLUMN("Column", "1"),
  ROW("Row", "1"),
  COVALENT_RADIUS("CovalentRadius", "pm"),
  ELECTRONEGATIVITY("Electronegativity", "1"),
  S_VALENCE("NsValence", "1"),
  P_VALENCE("NpValence", "1"),
  D_VALENCE("NdValence", "1"),
  F_VALENCE("NfValence", "1"),
  VALENCE("NValence", "1"),
  S_UNFILLED("NsUnfilled", "1"),
  P_UNFILLED("NpUnfilled", "1"),
  D_UNFILLED("NdUnfilled", "1"),
  F_UNFILLED("NfUnfilled", "1"),
  UNFILLED("NUnfilled", "1"),
  GROUND_STATE_VOLUME("GSvolume_pa", "Å³/atom"),
  GROUND_STATE_BAND_GAP("GSbandgap", "eV"),
  GROUND_STATE_MAGNETIC_MOMENT("GSmagmom", "µB/atom"),
  SPACE_GROUP_NUMBER("SpaceGroupNumber", "1");

  private final String magpieName;
  private final String unit;

  ElementProperty(String magpieName, String unit) {
    this.magpieName = magpieName;
    this.unit = unit;
  }

  /** The name that matminer uses in its feature labels. */
  public String magpieName() {
    return magpieName;
  }

  /** The unit, {@code 1} for counts and for numbers without dimension. */
  public String unit() {
    return unit;
  }
}
