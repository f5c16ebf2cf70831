package org.kumiki.platform.service;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.netty.NettySslContextBuilder;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration.NettyListenerConfiguration;
import io.micronaut.http.server.netty.ssl.NettyServerSslFactory;
import io.netty.handler.ssl.SslContext;
import jakarta.inject.Singleton;

/**
 * Lets each listener ask for certificates or not: Micronaut has one setting for all, and a browser
 * that is asked shows its person a list of certificates to choose from.
 */
@Singleton
@Replaces(NettyServerSslFactory.class)
final class ListenerTls extends NettyServerSslFactory {
  @Override
  public NettySslContextBuilder serverBuilder(NettyListenerConfiguration listener) {
    return MicronautProperties.WEB.equals(listener.getName())
        ? new AsksNobody()
        : super.serverBuilder(listener);
  }

  /** The setting for all is put in after this is made, so it is taken out when it is used. */
  private static final class AsksNobody extends NettySslContextBuilder {
    AsksNobody() {
      super(true);
    }

    @Override
    public SslContext buildTcp() throws Exception {
      clientAuthentication(null);
      return super.buildTcp();
    }
  }
}
