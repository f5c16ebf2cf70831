/**
 * Real numbers as integers of the ring and back: {@link
 * org.kumiki.exchange.fixedpoint.FixedPointLayout}.
 */
package org.kumiki.exchange.fixedpoint;
