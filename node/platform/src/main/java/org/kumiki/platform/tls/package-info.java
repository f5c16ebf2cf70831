/**
 * TLS between machines, from certificates held in memory. Enter by {@link
 * org.kumiki.platform.tls.MachineTls} (server) and {@link org.kumiki.platform.tls.MutualTls}
 * (client); {@link org.kumiki.platform.tls.MachineIdentity} is what a client is at a time, and
 * {@link org.kumiki.platform.tls.OpenConnections} which of a server's connections are whose.
 */
package org.kumiki.platform.tls;
