/**
 * {@code kumiki node doctor}: whether this node can work, line by line. Enter by {@link
 * org.kumiki.node.diagnosis.NodeDoctor}.
 */
package org.kumiki.node.diagnosis;
