package org.kumiki.platform.service;

import java.nio.file.Path;
import java.util.Optional;
import org.kumiki.platform.people.PeopleSettings;
import org.kumiki.platform.tls.MachineTls;
import org.kumiki.platform.tls.WebCertificate;

/**
 * What a service listens to and how much it takes.
 *
 * @param name {@code kumiki-node} or {@code kumiki-coordinator}; also the name of its OpenAPI file
 * @param people where people and their programs ask; plain HTTP, so on loopback only
 * @param machine where other machines ask, if they do
 * @param web where people ask over TLS, if the service speaks it itself
 * @param maxBodyBytes the largest body that a streaming route takes
 * @param maxBufferedBytes the largest body that is read into memory at once: every JSON request
 */
public record ServiceSettings(
    String name,
    ListenAddress people,
    Optional<MachineListener> machine,
    Optional<WebListener> web,
    long maxBodyBytes,
    long maxBufferedBytes) {
  /** Enough for any study file or mapping by a factor of a hundred. */
  public static final long DEFAULT_MAX_BUFFERED_BYTES = 10L * 1024 * 1024;

  /** Two gibibytes: a masked vector of 100 million entries, or a large raw table. */
  public static final long DEFAULT_MAX_BODY_BYTES = 2L * 1024 * 1024 * 1024;

  /**
   * The machines' listener: TLS 1.3, wants a client certificate of the consortium and lets those
   * without one reach the service's own filter.
   */
  public record MachineListener(ListenAddress address, MachineTls tls) {
    public MachineListener {
      if (address == null || tls == null) {
        throw new IllegalArgumentException("A machine listener needs an address and certificates");
      }
    }
  }

  /** People's second listener, with TLS: its certificate is one that browsers know. */
  public record WebListener(ListenAddress address, WebCertificate certificate) {
    public WebListener {
      if (address == null || certificate == null) {
        throw new IllegalArgumentException("A web listener needs an address and a certificate");
      }
    }

    /**
     * What the settings say, if they want such a listener.
     *
     * @param folder the service's data folder, for paths in the settings
     */
    public static Optional<WebListener> of(PeopleSettings people, Path folder) {
      return Optional.ofNullable(people.https())
          .map(
              https ->
                  new WebListener(
                      new ListenAddress(https.listen(), https.port()),
                      WebCertificate.read(
                          folder.resolve(https.keyFile()),
                          folder.resolve(https.certificateFile()))));
    }
  }

  public ServiceSettings {
    if (name == null || !name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("A service's name has lower-case letters and hyphens");
    }
    if (!people.isLoopback()) {
      throw new IllegalArgumentException("The people's listener without TLS must be on 127.0.0.1");
    }
    if (maxBufferedBytes < 1 || maxBodyBytes < maxBufferedBytes) {
      throw new IllegalArgumentException("A body may be at least as large as a buffered one");
    }
  }

  /** Settings with the default sizes. */
  public static ServiceSettings of(
      String name, ListenAddress people, Optional<MachineListener> machine) {
    return new ServiceSettings(
        name,
        people,
        machine,
        Optional.empty(),
        DEFAULT_MAX_BODY_BYTES,
        DEFAULT_MAX_BUFFERED_BYTES);
  }
}
