package org.kumiki.platform.people;

/**
 * A person's session at this service, as a request sees it.
 *
 * @param person who, with the roles that count now
 * @param formToken what state-changing requests carry beside the cookie; a secret of the session
 */
public record Session(Person person, String formToken) {
  /** Under which name a request keeps the session by which it came. */
  public static final String ATTRIBUTE = "kumiki.session";

  /** Compares in a time that does not tell how much is right. */
  public boolean owns(String presented) {
    return Secrets.same(formToken, presented);
  }

  @Override
  public String toString() {
    return "Session[" + person.subject() + "]";
  }
}
