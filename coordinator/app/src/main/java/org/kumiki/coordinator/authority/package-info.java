/**
 * Certificates of the consortium and the first roster: what the operator does before anything runs.
 */
package org.kumiki.coordinator.authority;
