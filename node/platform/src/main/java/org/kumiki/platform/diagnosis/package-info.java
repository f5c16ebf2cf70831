/**
 * What {@code doctor} looks at on both sides. Each check takes values (a certificate, an instant, a
 * number of bytes) and returns a {@link org.kumiki.platform.diagnosis.CheckResult}; what has to be
 * asked of the world is handed in. Enter by {@link org.kumiki.platform.diagnosis.Diagnosis}.
 */
package org.kumiki.platform.diagnosis;
