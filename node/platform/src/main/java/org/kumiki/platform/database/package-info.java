/**
 * The connection pool and the schema, wherever the server is. Enter by {@link
 * org.kumiki.platform.database.Database}.
 */
package org.kumiki.platform.database;
