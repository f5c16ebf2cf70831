/** The command {@code kumiki coordinator}. */
package org.kumiki.coordinator.cli;
