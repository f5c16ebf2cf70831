package org.kumiki.platform.page;

/**
 * Where a person is: stands in every page's header.
 *
 * @param service {@code coordinator} or {@code node}
 * @param name the consortium's or the organisation's
 */
public record Place(String service, String name) {}
