package org.kumiki.coordinator.authority;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.AuthorityKeyId;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/**
 * Revocation lists on the machines' listener, for anybody: they are signed, and name nothing but
 * serial numbers.
 */
@Hidden
@Controller("/exchange/v1/revocation-lists")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RevocationListController {
  private final OnlineAuthority authority;

  RevocationListController(OnlineAuthority authority) {
    this.authority = authority;
  }

  /** All of them, as PEM. */
  @Get(produces = MediaType.TEXT_PLAIN)
  @OpenTo(audience = Audience.MACHINES)
  String all() {
    return Pem.revocationLists(authority.revocationLists());
  }

  /** One of them in DER (RFC 2585), by the key that signed it. */
  @Get(uri = "/{key}", produces = "application/pkix-crl")
  @OpenTo(audience = Audience.MACHINES)
  HttpResponse<byte[]> one(String key) throws CRLException {
    for (X509CRL list : authority.revocationLists()) {
      if (AuthorityKeyId.issuerOf(list).filter(id -> id.hex().equals(key)).isPresent()) {
        return HttpResponse.ok(list.getEncoded());
      }
    }
    throw new ProblemException(CommonProblem.NOT_FOUND, "No authority has this key identifier");
  }
}
