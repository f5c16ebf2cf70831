package org.kumiki.coordinator.membership;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.Audience;
import org.kumiki.platform.people.OpenTo;

/** The roster and its signatures, for nodes on the machines' listener. */
@Hidden
@Controller("/exchange/v1/roster")
@Produces(MediaType.APPLICATION_OCTET_STREAM)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RosterExchangeController {
  private final RosterSignatures signatures;

  RosterExchangeController(RosterSignatures signatures) {
    this.signatures = signatures;
  }

  /** The roster as it is signed so far. */
  @Get
  @OpenTo(audience = Audience.MACHINES)
  byte[] roster() {
    return signatures.current().encode();
  }

  /** The caller's signature: 64 bytes. The same again changes nothing. */
  @Put("/signature")
  @OpenTo(audience = Audience.MACHINES)
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<?> sign(HttpRequest<?> request, @Body byte[] bytes) {
    NamedSignature signature;
    try {
      signature = new NamedSignature(Peer.of(request).organisation(), ByteString.of(bytes));
    } catch (WireFormatException e) {
      throw new ProblemException(MembershipProblem.NOT_A_SIGNATURE, e.getMessage());
    }
    if (!signatures.keep(signature)) {
      throw new ProblemException(
          MembershipProblem.ANOTHER_ROSTER,
          "This node has pinned another roster: compare its words by phone with other members");
    }
    return HttpResponse.noContent();
  }
}
