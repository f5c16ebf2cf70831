/**
 * {@code kumiki coordinator doctor}, and the echo that nodes' doctors call. Enter by {@link
 * org.kumiki.coordinator.diagnosis.CoordinatorDoctor}.
 */
package org.kumiki.coordinator.diagnosis;
