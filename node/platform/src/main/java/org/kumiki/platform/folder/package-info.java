/**
 * A folder and files that only their owner can read. Enter by {@link
 * org.kumiki.platform.folder.DataFolder}.
 */
package org.kumiki.platform.folder;
