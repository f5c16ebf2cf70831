/**
 * The first page of an organisation's people at their own node. Enter by {@code HomeController}.
 */
package org.kumiki.node.home;
