package org.kumiki.platform.page;

/**
 * A problem as a page shows it.
 *
 * @param status the HTTP status
 * @param key where its words begin
 */
public record ProblemView(int status, String key) {}
