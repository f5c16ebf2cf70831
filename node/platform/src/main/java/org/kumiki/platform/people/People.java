package org.kumiki.platform.people;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kumiki.platform.folder.PrivateFile;
import org.kumiki.platform.people.TokenRefused.Reason;
import org.kumiki.platform.proxy.WayOut;

/**
 * The people of one service: sign-in and sessions for pages, tokens for programs. Without settings
 * nobody can sign in, and only the folder's own token is known. Thread-safe.
 */
public final class People {
  private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

  private final Optional<Connected> connected;
  private volatile URI address;

  /** Everything that needs an issuer. */
  private record Connected(
      PeopleSettings settings,
      Admission admission,
      TokenCheck tokens,
      SignIn signIn,
      Sealed sealed,
      Sessions sessions) {}

  /** What a browser gets to begin with: where to go, and what to keep until it comes back. */
  public record Beginning(URI question, String kept) {}

  /** What a browser gets in the end: the secret of its session, and the path it wanted. */
  public record Opened(String session, String returnTo) {}

  private People(
      Optional<PeopleSettings> settings,
      Admission admission,
      Path folder,
      WayOut way,
      Clock clock) {
    this.address = settings.map(PeopleSettings::address).orElse(null);
    this.connected = settings.map(given -> connect(given, admission, folder, way, clock));
  }

  /** Nobody but the owner of the folder's token. */
  public static People ownerOnly() {
    return new People(Optional.empty(), null, null, WayOut.direct(), Clock.systemUTC());
  }

  /**
   * People who sign in as the settings say. Nothing is asked of the issuer before somebody comes.
   *
   * @param folder the service's data folder, for paths in the settings
   * @param way to the issuer
   */
  public static People of(
      Optional<PeopleSettings> settings,
      Admission admission,
      Path folder,
      WayOut way,
      Clock clock) {
    return new People(settings, admission, folder, way, clock);
  }

  private Connected connect(
      PeopleSettings settings, Admission admission, Path folder, WayOut way, Clock clock) {
    SecureRandom random = new SecureRandom();
    Issuer issuer = new Issuer(settings.issuer(), settings.wayToIssuer(way));
    TokenCheck tokens =
        new TokenCheck(
            settings.issuer().toString(),
            settings.clientId(),
            Set.copyOf(settings.programs()),
            new IssuerKeys(issuer),
            clock);
    Path secretFile = folder.resolve(settings.clientSecretFile());
    SignIn signIn =
        new SignIn(
            issuer,
            tokens,
            settings.clientId(),
            () -> PrivateFile.read(secretFile).strip(),
            this::address,
            clock,
            random);
    return new Connected(
        settings, admission, tokens, signIn, new Sealed(random), new Sessions(clock, random));
  }

  /** Says where the people's listener was bound, unless the settings name another address. */
  public void listensAt(URI bound) {
    if (address == null) {
      address = bound;
    }
  }

  /** What people's browsers open. */
  public URI address() {
    return address;
  }

  /** Whether people can sign in here at all. */
  public boolean isConnected() {
    return connected.isPresent();
  }

  /** The issuer's origin, which forms may lead to; empty if there is none. */
  public Optional<String> issuerOrigin() {
    return connected.map(with -> Origin.of(with.settings.issuer()));
  }

  /** Tells cookies of services apart that share a host; a browser does not look at ports. */
  public String cookiePrefix() {
    return connected.map(with -> with.settings.clientId()).orElse("kumiki");
  }

  /**
   * The person behind a bearer token.
   *
   * @throws TokenRefused also if no issuer is set up
   */
  public Person bearer(String token) throws TokenRefused {
    Connected with = required();
    JWTClaimsSet claims = with.tokens.check(token, TokenCheck.Kind.ACCESS);
    return with.admission.admit(KeycloakClaims.identity(claims));
  }

  /** Begins a sign-in that ends at the path {@code returnTo}. */
  public Beginning begin(String returnTo, String language) throws TokenRefused {
    Connected with = required();
    PendingSignIn pending = with.signIn.begin(returnTo);
    return new Beginning(
        with.signIn.question(pending, language), with.sealed.seal(pending.encode()));
  }

  /**
   * Finishes a sign-in.
   *
   * @param kept what the browser got at the beginning
   * @param from the issuer as the answer names it (RFC 9207); may be empty
   */
  public Opened finish(String kept, String state, String from, String code) throws TokenRefused {
    Connected with = required();
    PendingSignIn pending =
        with.sealed
            .open(kept)
            .flatMap(PendingSignIn::decode)
            .orElseThrow(() -> new TokenRefused(Reason.STATE));
    Grant grant = with.signIn.finish(pending, state, from, code);
    return new Opened(with.sessions.open(grant), pending.returnTo());
  }

  /**
   * The session behind a cookie.
   *
   * @throws SignInUnreachable if the issuer has to confirm it and does not answer
   */
  public Optional<Session> session(String secret) {
    return connected.flatMap(
        with ->
            with.sessions
                .find(secret, with.signIn::renew)
                .map(
                    held ->
                        new Session(
                            with.admission.admit(held.grant().identity()), held.formToken())));
  }

  /** Ends the session behind a cookie; where the browser goes to end the issuer's too. */
  public Optional<URI> end(String secret) {
    return connected.flatMap(with -> with.sessions.close(secret).map(with.signIn::goodbye));
  }

  /** Ends the sessions that a logout token of the issuer names (Back-Channel Logout 1.0). */
  public void endAsTold(String logoutToken) throws TokenRefused {
    Connected with = required();
    JWTClaimsSet claims = with.tokens.check(logoutToken, TokenCheck.Kind.LOGOUT);
    boolean logout =
        claims.getClaim("events") instanceof Map<?, ?> events && events.containsKey(LOGOUT_EVENT);
    String session = TokenCheck.text(claims, "sid");
    String subject = claims.getSubject() == null ? "" : claims.getSubject();
    if (!logout || claims.getClaim("nonce") != null || (session + subject).isEmpty()) {
      throw new TokenRefused(Reason.INCOMPLETE);
    }
    with.sessions.closeAll(
        grant ->
            session.isEmpty()
                ? grant.identity().subject().equals(subject)
                : grant.session().equals(session));
  }

  private Connected required() throws TokenRefused {
    return connected.orElseThrow(() -> new TokenRefused(Reason.ISSUER));
  }
}
