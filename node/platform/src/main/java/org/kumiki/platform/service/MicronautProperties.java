package org.kumiki.platform.service;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kumiki.platform.http.CommonProblem;

/** {@link ServiceSettings} in Micronaut's words; the only configuration that it sees. */
final class MicronautProperties {
  /** The name of people's listener with TLS. */
  static final String WEB = "web";

  private static final int METHOD_AND_VERSION = 24;

  private MicronautProperties() {}

  static Map<String, Object> of(ServiceSettings settings) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("micronaut.application.name", settings.name());
    putListener(properties, "people", settings.people());
    properties.put("micronaut.server.netty.listeners.people.ssl", false);
    settings.machine().ifPresent(machine -> putMachine(properties, machine));
    settings.web().ifPresent(web -> putWeb(properties, web));
    properties.put("micronaut.server.max-request-size", settings.maxBodyBytes());
    properties.put("micronaut.server.max-request-buffer-size", settings.maxBufferedBytes());
    properties.put(
        "micronaut.server.netty.max-initial-line-length",
        CommonProblem.LONGEST_ADDRESS + METHOD_AND_VERSION);
    properties.put("micronaut.server.multipart.enabled", true);
    // Bodies count as they are sent: a small one that unpacks to a large one is just a wrong one.
    properties.put("micronaut.server.netty.request-decompression-enabled", false);
    // A body without a field that it needs is a bad request, and nobody meets a null later.
    properties.put("micronaut.serde.deserialization.strict-nullable", true);
    putManagement(properties);
    return properties;
  }

  private static void putListener(
      Map<String, Object> properties, String listener, ListenAddress address) {
    String prefix = "micronaut.server.netty.listeners." + listener;
    properties.put(prefix + ".host", address.host());
    properties.put(prefix + ".port", address.port() == 0 ? -1 : address.port());
  }

  private static void putMachine(
      Map<String, Object> properties, ServiceSettings.MachineListener machine) {
    String prefix = "micronaut.server.netty.listeners.machine";
    putListener(properties, "machine", machine.address());
    properties.put(prefix + ".ssl", true);
    // Both must stand at the listener: with explicit listeners the global names are not used.
    properties.put(prefix + ".key-name", machine.tls().getName());
    properties.put(prefix + ".trust-name", machine.tls().getName());
    properties.put("micronaut.server.ssl.enabled", true);
    properties.put("micronaut.server.ssl.protocols", "TLSv1.3");
    properties.put("micronaut.server.ssl.client-authentication", "want");
  }

  /** It asks browsers for no certificate: {@link ListenerTls}. */
  private static void putWeb(Map<String, Object> properties, ServiceSettings.WebListener web) {
    String prefix = "micronaut.server.netty.listeners." + WEB;
    putListener(properties, WEB, web.address());
    properties.put(prefix + ".ssl", true);
    properties.put(prefix + ".key-name", web.certificate().getName());
    properties.put("micronaut.server.ssl.enabled", true);
    properties.put("micronaut.server.ssl.protocols", "TLSv1.3");
  }

  private static void putManagement(Map<String, Object> properties) {
    properties.put("endpoints.all.enabled", false);
    properties.put("endpoints.health.enabled", true);
    properties.put("endpoints.health.sensitive", false);
    properties.put("endpoints.health.details-visible", "NEVER");
    properties.put("micronaut.metrics.enabled", true);
    properties.put("micronaut.metrics.export.prometheus.enabled", true);
  }
}
