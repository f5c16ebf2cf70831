/** Reading {@code kumiki.yml}. Enter by {@link org.kumiki.platform.settings.Settings}. */
package org.kumiki.platform.settings;
