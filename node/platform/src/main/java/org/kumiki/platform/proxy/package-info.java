/**
 * The company's HTTP proxy, for all connections that a service opens itself. Enter by {@link
 * org.kumiki.platform.proxy.WayOut}; {@link org.kumiki.platform.proxy.ProxyAccess} says when a
 * refused password is tried again.
 */
package org.kumiki.platform.proxy;
