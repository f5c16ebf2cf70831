package org.kumiki.coordinator.authority;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.coordinator.platform.CoordinatorSettings;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.folder.PrivateFile;

/**
 * Founds a consortium in a data folder, before any service runs: keys, authority and settings.
 * Members come in over the running service. Refuses to overwrite what an earlier run made.
 */
public final class Founding {
  private static final int MAX_PORT = 65_535;

  private final CoordinatorFolder folder;
  private final Clock clock;
  private final SecureRandom random;

  public Founding(CoordinatorFolder folder, Clock clock, SecureRandom random) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Refuses names that no certificate or roster could carry. It writes nothing, so that a slip
   * leaves no folder behind.
   *
   * @param address what nodes connect to, {@code https://host:port}
   */
  public static void check(String consortium, URI address) {
    try {
      Identifiers.require(consortium, "consortium");
    } catch (WireFormatException e) {
      throw CommandFailure.refused(e.getMessage(), "choose another name", e);
    }
    if (!isAddress(address)) {
      throw CommandFailure.refused(
          "the address is not https://host:port", "name the host that nodes can reach");
    }
  }

  private static boolean isAddress(URI address) {
    boolean plain =
        "https".equals(address.getScheme())
            && address.getHost() != null
            && address.getRawUserInfo() == null
            && address.getRawQuery() == null
            && address.getRawFragment() == null
            && (address.getRawPath().isEmpty() || address.getRawPath().equals("/"))
            && address.getPort() != 0
            && address.getPort() <= MAX_PORT;
    return plain && isHost(address.getHost());
  }

  private static boolean isHost(String host) {
    try {
      return !new CertificateProfile.Coordinator(List.of(host), CertificateProfile.LEAF_DAYS)
          .hostNames()
          .isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Makes root and issuing authority in one go, the coordinator's certificate and signing key, and
   * {@code kumiki.yml}.
   *
   * @param address what nodes connect to, {@code https://host:port}
   * @param settings the text of {@code kumiki.yml}
   * @param passphrase for the root's key, which stays in this folder; needed again for rotations
   */
  public void init(String consortium, URI address, String settings, Passphrase passphrase) {
    begin(consortium, address);
    AuthorityFolder authorities = new AuthorityFolder(folder, random);
    RootFolder root = authorities.root();
    RootKeys keys = new FileRootKeys(root.path(), passphrase, random);
    Instant now = clock.instant();
    Issuer issuer =
        root.add(consortium, KeyKind.P256, CertificateProfile.ROOT_DAYS, keys, now, random);
    SigningRequest request = authorities.newIssuingKey(KeyKind.P256);
    SignedBundle bundle = new RootCeremony(consortium, now, random).first(issuer, request).get(0);
    authorities.keep(bundle);
    certify(authorities, bundle, address.getHost());
    finish(settings);
  }

  /**
   * As {@link #init}, for a root that lies elsewhere: makes the request to it. The folder is usable
   * once {@link #install} has the answer.
   *
   * @param root its certificate, carried here by a way that is trusted
   */
  public Path initBelow(String consortium, URI address, String settings, X509Certificate root) {
    begin(consortium, address);
    WholeFile.write(folder.authorityFile(), Pem.certificate(root));
    AuthorityFolder authorities = new AuthorityFolder(folder, random);
    SigningRequest request = authorities.newIssuingKey(KeyKind.P256);
    WholeFile.write(
        authorities.requestFile(),
        new AuthorityRequest(Optional.of(request), Optional.empty()).text());
    finish(settings);
    return authorities.requestFile();
  }

  /** Installs the root's answer to the first request. */
  public void install(SignedBundle answer) {
    AuthorityFolder authorities = new AuthorityFolder(folder, random);
    CoordinatorSettings settings = folder.settings();
    try {
      answer.verify(List.of(folder.authority()));
    } catch (CertificateRefused e) {
      throw CommandFailure.refused(
          "the answer is not acceptable: " + e.getMessage(), "check that it is this root's", e);
    }
    if (!answer.bundle().consortium().equals(settings.consortium())
        || authorities.issuer(answer.bundle()).isEmpty()) {
      throw CommandFailure.refused(
          "the answer is for another coordinator's request",
          "hand " + authorities.requestFile() + " to 'kumiki coordinator ca sign'");
    }
    authorities.keep(answer);
    certify(authorities, answer, URI.create(settings.address()).getHost());
  }

  private void begin(String consortium, URI address) {
    check(consortium, address);
    if (Files.exists(folder.settingsFile())) {
      throw CommandFailure.refused(
          folder.folder().path() + " already holds a coordinator", "choose another folder");
    }
  }

  private void certify(AuthorityFolder authorities, SignedBundle bundle, String host) {
    KeyPair tls = KeyPairs.generate(random);
    X509Certificate certificate =
        authorities
            .issuer(bundle.bundle())
            .orElseThrow()
            .issue(
                SigningRequest.create(tls, random),
                new CertificateProfile.Coordinator(List.of(host), CertificateProfile.LEAF_DAYS),
                Issuer.newSerial(random),
                clock.instant());
    PrivateFile.write(folder.tlsKeyFile(), Pem.privateKey(tls.getPrivate()));
    WholeFile.write(folder.certificateFile(), Pem.certificate(certificate));
  }

  private void finish(String settings) {
    try (SigningKey key = SigningKey.generate(CoordinatorFolder.NAME, random)) {
      byte[] secret = key.secretCopy();
      PrivateFile.write(folder.signingKeyFile(), HexFormat.of().formatHex(secret));
      Arrays.fill(secret, (byte) 0);
    }
    // Last: a folder with settings is complete.
    WholeFile.write(folder.settingsFile(), settings);
  }
}
