/**
 * What a material is made of, as numbers: formula or element columns → {@link
 * org.kumiki.learning.descriptor.Composition} → features.
 *
 * <p>Enter by {@link org.kumiki.learning.descriptor.CompositionParser} for text, {@link
 * org.kumiki.learning.descriptor.ElementPercents} for element columns, and {@link
 * org.kumiki.learning.descriptor.CompositionDescriptor#byId} for features. What cannot be read is
 * an {@link org.kumiki.learning.descriptor.Unreadable} with a reason code, never an exception, and
 * never repeats the formula, which is a member's secret.
 */
package org.kumiki.learning.descriptor;
