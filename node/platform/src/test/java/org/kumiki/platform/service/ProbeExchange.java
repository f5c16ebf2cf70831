package org.kumiki.platform.service;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.swagger.v3.oas.annotations.Hidden;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** What machines ask of the tests' little service, and the filter that it must bring itself. */
@Hidden
@Controller("/exchange/v1/who")
public final class ProbeExchange {
  @Get(produces = "text/plain")
  @OpenTo(audience = Audience.MACHINES)
  String who(HttpRequest<?> request) {
    Certificate certificate = request.getCertificate().orElseThrow();
    return PeerIdentity.from((X509Certificate) certificate).uri();
  }

  /** Refuses machines without a certificate. */
  @ServerFilter("/exchange/**")
  static final class CertificateFilter {
    @RequestFilter
    void require(HttpRequest<?> request) {
      if (request.getCertificate().isEmpty()) {
        throw new ProblemException(CommonProblem.UNAUTHENTICATED, "Present a certificate");
      }
    }
  }
}
