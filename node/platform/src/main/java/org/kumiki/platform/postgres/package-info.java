/**
 * A real PostgreSQL in the data folder. Enter by {@link
 * org.kumiki.platform.postgres.EmbeddedPostgres}.
 */
package org.kumiki.platform.postgres;
