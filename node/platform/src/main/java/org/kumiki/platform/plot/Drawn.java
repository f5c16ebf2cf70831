package org.kumiki.platform.plot;

/**
 * A figure on a page.
 *
 * @param file the name of the file that it can be fetched as
 * @param title for people
 */
public record Drawn(String file, Figure figure, String title) {}
