/**
 * TLS between machines, from certificates held in memory. Enter by {@link
 * org.kumiki.platform.tls.MachineTls} (server) and {@link org.kumiki.platform.tls.MutualTls}
 * (client).
 */
package org.kumiki.platform.tls;
