/**
 * Figures as vector graphics, made by the service: the page shows them in its own colours, and a
 * file of them stands by itself on a slide. Enter by {@link org.kumiki.node.plot.Figure}.
 */
package org.kumiki.node.plot;
