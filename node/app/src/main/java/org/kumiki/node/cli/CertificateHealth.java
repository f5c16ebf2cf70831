package org.kumiki.node.cli;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.util.Map;
import org.kumiki.node.participation.RenewalWorker;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The node's certificate for whoever watches it: the gauge {@code kumiki_certificate_days} and a
 * detail of the health. An expired certificate is no reason to restart a node, so the status stays
 * up: only an operator's approval helps, and the node's own pages work without.
 */
@Context
@Requires(beans = RenewalWorker.class)
final class CertificateHealth implements HealthIndicator {
  private final RenewalWorker renewal;

  CertificateHealth(RenewalWorker renewal, MeterRegistry registry) {
    this.renewal = renewal;
    Gauge.builder("kumiki.certificate.days", renewal, worker -> worker.status().daysLeft())
        .description("Days until the node's certificate ends; negative afterwards")
        .register(registry);
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(
        () -> {
          RenewalWorker.Status status = renewal.status();
          return HealthResult.builder("certificate", HealthStatus.UP)
              .details(
                  Map.of(
                      "daysLeft",
                      (long) Math.floor(status.daysLeft()),
                      "notAfter",
                      status.notAfter().toString(),
                      "alarm",
                      status.alarm()))
              .build();
        });
  }
}
