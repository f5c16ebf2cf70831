package org.kumiki.platform.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts the page of a controller's method into the navigation of every page, for the people to whom
 * the method's {@link org.kumiki.platform.people.OpenTo} opens it. Nothing else has to be done.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Menu {
  /** Where it stands: the smallest first. Leave gaps. */
  int place();

  /** Beginnings of other addresses that belong to this page: there it counts as where one is. */
  String[] covers() default {};

  /** The key of its label in the words beside the controller. */
  String words() default "menu";
}
