/** Private rows: raw file and mapping in, versioned datasets out. */
package org.kumiki.node.dataset;
