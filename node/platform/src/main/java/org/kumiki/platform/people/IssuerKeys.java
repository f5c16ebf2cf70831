package org.kumiki.platform.people;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.List;

/**
 * The issuer's current signing keys. A key that is unknown makes them be fetched again, but not
 * more often than the limit: tokens with made-up key names must not become requests. Thread-safe.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
  /** A key that the issuer has withdrawn counts no longer than this. */
  private static final Duration FRESH = Duration.ofMinutes(5);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(6);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(5);

  private final Issuer issuer;
  private volatile JWKSource<SecurityContext> source;

  IssuerKeys(Issuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
    return source().get(selector, context);
  }

  private synchronized JWKSource<SecurityContext> source() {
    if (source == null) {
      try {
        source =
            JWKSourceBuilder.create(issuer.endpoints().keys().toURL(), issuer)
                .cache(FRESH.toMillis(), LONGEST_WAIT.toMillis())
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_FETCHES.toMillis())
                .build();
      } catch (MalformedURLException e) {
        throw new SignInUnreachable("the issuer's jwks_uri is no address", e);
      }
    }
    return source;
  }
}
