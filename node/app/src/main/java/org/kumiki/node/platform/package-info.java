/** The data folder, settings and vocabulary of this service. */
package org.kumiki.node.platform;
