package org.kumiki.trial.demo;

import java.util.random.RandomGenerator;

/**
 * Quenched and tempered low-alloy steels as published relations describe them: what the demo's
 * companies have "measured". Made data, fit to show the system and for nothing else.
 *
 * <p>Hardness of tempered martensite: Maynier, Jungmann and Dollet, "Creusot-Loire system for the
 * prediction of the mechanical properties of low alloy steel products" (1978). Strength from
 * hardness: Pavlina and Van Tyne, J. Mater. Eng. Perform. 17:888 (2008). A scatter of 25 MPa stands
 * for heats, test pieces and laboratories.
 *
 * @param carbon and the other elements in mass percent
 * @param temperingKelvin tempering temperature
 * @param temperingHours time at temperature
 * @param tensileMegapascal tensile strength
 */
record QuenchedSteel(
    double carbon,
    double silicon,
    double manganese,
    double nickel,
    double chromium,
    double molybdenum,
    double temperingKelvin,
    double temperingHours,
    double tensileMegapascal) {
  /** Activation energy of tempering in J/mol, and the gas constant in J/(mol K). */
  private static final double ACTIVATION = 240_000;

  private static final double GAS = 8.314;
  private static final double SCATTER_MEGAPASCAL = 25;

  /** A range of steels and heat treatments that one company makes; each pair is low, high. */
  record Range(
      double[] carbon,
      double[] silicon,
      double[] manganese,
      double[] nickel,
      double[] chromium,
      double[] molybdenum,
      double[] celsius,
      double[] hours) {}

  /** One heat, drawn evenly from a range. */
  static QuenchedSteel draw(Range range, RandomGenerator random) {
    double c = within(range.carbon(), random);
    double si = within(range.silicon(), random);
    double mn = within(range.manganese(), random);
    double ni = within(range.nickel(), random);
    double cr = within(range.chromium(), random);
    double mo = within(range.molybdenum(), random);
    double kelvin = Math.rint(within(range.celsius(), random) / 5) * 5 + 273.15;
    double hours = Math.rint(within(range.hours(), random) * 4) / 4;
    double hardness = temperedHardness(c, si, mn, ni, cr, mo, kelvin, hours);
    double strength = -99.8 + 3.734 * hardness + SCATTER_MEGAPASCAL * random.nextGaussian();
    return new QuenchedSteel(c, si, mn, ni, cr, mo, kelvin, hours, strength);
  }

  /** Vickers hardness after tempering; the parameter combines temperature and time. */
  private static double temperedHardness(
      double c, double si, double mn, double ni, double cr, double mo, double kelvin, double h) {
    double parameter = 1 / (1 / kelvin - GAS * Math.log(10) / ACTIVATION * Math.log10(h));
    return -74
        - 434 * c
        - 368 * si
        - 25 * mn
        + 37 * ni
        - 335 * mo
        + 1000 / parameter * (260 + 617 * c + 321 * si - 21 * mn - 35 * ni - 11 * cr + 352 * mo);
  }

  private static double within(double[] range, RandomGenerator random) {
    return range[0] + (range[1] - range[0]) * random.nextDouble();
  }
}
