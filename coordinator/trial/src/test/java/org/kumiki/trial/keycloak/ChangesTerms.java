package org.kumiki.trial.keycloak;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Of a test class that leaves another vocabulary behind. It shares its federation with its like
 * alone: nodes that have not taken up a change of a term decline studies of it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ChangesTerms {}
