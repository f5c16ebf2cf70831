/** The first page of people at the coordinator. Enter by {@code HomeController}. */
package org.kumiki.coordinator.home;
