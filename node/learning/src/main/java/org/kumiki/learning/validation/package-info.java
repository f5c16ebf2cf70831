/** How good predictions are: {@link org.kumiki.learning.validation.ErrorMeasures}. */
package org.kumiki.learning.validation;
