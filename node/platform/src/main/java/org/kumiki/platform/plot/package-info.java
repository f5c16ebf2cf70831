/**
 * Figures of the pages: numbers and words in, SVG out (W3C SVG 2), in the colours of the page or on
 * their own as a file for a slide. Nothing here knows what is plotted.
 */
package org.kumiki.platform.plot;
