package org.kumiki.platform.http;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Session;

/**
 * Who is behind a request and by what.
 *
 * @param person null if nobody has signed in
 * @param session there if a cookie brought the person here: only then can another site have sent
 *     the request in the person's name
 */
record Caller(Person person, Optional<Session> session) {
  static final Caller NOBODY = new Caller(null, Optional.empty());

  static Caller bearer(Person person) {
    return new Caller(person, Optional.empty());
  }

  static Caller cookie(Session session) {
    return new Caller(session.person(), Optional.of(session));
  }

  /** The session by which a request came, if it came by one. */
  static Optional<Session> session(HttpRequest<?> request) {
    return request.getAttribute(Session.ATTRIBUTE, Session.class);
  }

  void attach(HttpRequest<?> request) {
    if (person != null) {
      person.attach(request);
    }
    session.ifPresent(open -> request.setAttribute(Session.ATTRIBUTE, open));
  }
}
