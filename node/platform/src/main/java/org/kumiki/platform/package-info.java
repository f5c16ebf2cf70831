/**
 * What the node and the coordinator both stand on: a private data folder, a PostgreSQL in it,
 * settings, access to the API, TLS between machines, and the command line's manners.
 *
 * <p>Enter by {@link org.kumiki.platform.service.ServiceRuntime} for a running service, by {@link
 * org.kumiki.platform.database.Database} for its storage. Nothing here knows a study or a row.
 */
package org.kumiki.platform;
