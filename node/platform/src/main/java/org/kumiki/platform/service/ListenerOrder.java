package org.kumiki.platform.service;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration.NettyListenerConfiguration;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Binds the listeners in the order of their names (machine, people, web). Micronaut reports the
 * ports that it bound in the order of binding and not by name; with a known order we know whose is
 * whose.
 */
@Singleton
final class ListenerOrder implements BeanCreatedEventListener<NettyHttpServerConfiguration> {
  @Override
  public NettyHttpServerConfiguration onCreated(
      BeanCreatedEvent<NettyHttpServerConfiguration> event) {
    NettyHttpServerConfiguration configuration = event.getBean();
    if (configuration.getListeners() != null) {
      List<NettyListenerConfiguration> ordered = new ArrayList<>(configuration.getListeners());
      ordered.sort(Comparator.comparing(NettyListenerConfiguration::getName));
      configuration.setListeners(ordered);
    }
    return configuration;
  }
}
