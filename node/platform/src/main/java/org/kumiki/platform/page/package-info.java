/**
 * Pages as both services show them: one frame, one style sheet, two languages. Enter by {@link
 * org.kumiki.platform.page.Pages}.
 */
package org.kumiki.platform.page;
