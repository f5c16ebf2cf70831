package org.kumiki.platform.people;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares whom a controller's method answers: {@code @OpenTo(Role.STEWARD)} or
 * {@code @OpenTo(audience = Audience.PEOPLE)}. A method without it is denied to all, and a service
 * that has one does not start. Each declaration has its row in docs/roles.md.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OpenTo {
  /** The roles, for {@link Audience#ROLES}; one of them is enough. */
  Role[] value() default {};

  Audience audience() default Audience.ROLES;
}
