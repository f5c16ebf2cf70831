/** The data folder and settings of this service. */
package org.kumiki.coordinator.platform;
