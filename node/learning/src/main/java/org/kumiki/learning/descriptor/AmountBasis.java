package org.kumiki.learning.descriptor;

/** What the amounts in a formula or in element columns count. */
public enum AmountBasis {
  /** Atoms, or moles of atoms: {@code Fe2O3} has two atoms of iron to three of oxygen. */
  ATOMIC,
  /** Mass: {@code Fe74Cr18Ni8} has 18 g of chromium in 100 g. */
  MASS
}
