package org.kumiki.platform.service;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import jakarta.inject.Singleton;
import org.kumiki.platform.database.Database;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The service is up only if its database answers. */
@Singleton
@Requires(beans = Database.class)
final class DatabaseHealth implements HealthIndicator {
  private final Database database;

  DatabaseHealth(Database database) {
    this.database = database;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    // Off the event loop: a database that does not answer blocks.
    return Mono.fromCallable(() -> database.isReachable() ? HealthStatus.UP : HealthStatus.DOWN)
        .subscribeOn(Schedulers.boundedElastic())
        .map(status -> HealthResult.builder("database", status).build());
  }
}
