/**
 * Fitted models as files that other runtimes load: {@link org.kumiki.learning.onnx.OnnxModel}. It
 * reads models and no row.
 */
package org.kumiki.learning.onnx;
