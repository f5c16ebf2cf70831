package org.kumiki.coordinator.authority;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HexFormat;
import org.kumiki.coordinator.membership.Peer;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** The authorities for nodes, on the machines' listener. */
@Hidden
@Controller("/exchange/v1/authorities")
@Produces(MediaType.APPLICATION_OCTET_STREAM)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuthorityExchangeController {
  private static final int HASH_BYTES = 32;

  private final OnlineAuthority authority;

  AuthorityExchangeController(OnlineAuthority authority) {
    this.authority = authority;
  }

  /** The bundle that counts, signed by the roots. */
  @Get
  @OpenTo(audience = Audience.MACHINES)
  byte[] bundle() {
    return authority.signedBundle().encode();
  }

  /** The caller has verified and stored the bundle with this SHA-256; an unknown one is ignored. */
  @Post("/acknowledgement")
  @OpenTo(audience = Audience.MACHINES)
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<?> acknowledge(HttpRequest<?> request, @Body byte[] hash) {
    if (hash.length != HASH_BYTES) {
      throw new ProblemException(AuthorityProblem.NOT_A_HASH, "Send the bundle's SHA-256");
    }
    Peer peer = Peer.of(request);
    authority
        .bundles()
        .acknowledge(peer.organisation(), peer.node(), HexFormat.of().formatHex(hash));
    return HttpResponse.noContent();
  }
}
