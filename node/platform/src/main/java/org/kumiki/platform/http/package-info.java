/**
 * Who may ask what on which listener, and what every answer and every error looks like. Enter by
 * {@link org.kumiki.platform.http.AccessFilter} and {@link org.kumiki.platform.http.Problem}.
 */
package org.kumiki.platform.http;
