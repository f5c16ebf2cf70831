/** Results back at home: predictions and comparisons on rows that never leave. */
package org.kumiki.node.model;
