/**
 * Enrolment over EST (RFC 7030) as bytes: what a node asks for, how bodies are written, and what
 * two people compare. Enter by {@link org.kumiki.certs.enrolment.EnrolmentRequest}.
 */
package org.kumiki.certs.enrolment;
