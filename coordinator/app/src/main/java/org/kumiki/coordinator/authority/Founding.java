package org.kumiki.coordinator.authority;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyKind;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.AuthorityBundle;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.certs.trust.SignedBundle;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.coordinator.platform.CoordinatorSettings;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Identifiers;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.consortium.ConsortiumFile;
import org.kumiki.platform.consortium.JoinRequest;
import org.kumiki.platform.folder.PrivateFile;

/**
 * Founds a consortium in a data folder, before any service runs: keys and authority, members'
 * requests admitted, the first roster frozen. Each step refuses to overwrite what an earlier one
 * made.
 */
public final class Founding {
  /** Of nodes that were founded by files: months may pass until all of them have started. */
  private static final int LEAF_DAYS = 397;

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
      return !new CertificateProfile.Coordinator(List.of(host), LEAF_DAYS).hostNames().isEmpty();
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

  /** Checks a request and keeps it; returns the fingerprint to compare with the member. */
  public String admit(Path requestFile) {
    JoinRequest request = JoinRequest.read(requestFile);
    if (Files.exists(folder.rosterFile())) {
      throw CommandFailure.refused(
          "the first roster is frozen", "changes of membership come with a later release");
    }
    Organisation organisation = organisation(request);
    check(request);
    try {
      Files.createDirectories(folder.membersFolder());
    } catch (IOException e) {
      throw CommandFailure.refused("cannot write the members' folder", "check the disk", e);
    }
    Path kept = folder.membersFolder().resolve(organisation.name() + ".json");
    if (Files.exists(kept)) {
      throw CommandFailure.refused(
          organisation.name() + " is admitted already",
          "remove " + kept + " first if its keys were made again");
    }
    request.write(kept);
    return organisation.signingKey().hex();
  }

  /** Freezes the first roster, issues certificates and writes the consortium file. */
  public RosterSnapshot freeze() {
    if (Files.exists(folder.rosterFile())) {
      throw CommandFailure.refused(
          "the roster is frozen already", "hand out " + folder.consortiumFile());
    }
    List<JoinRequest> requests = admitted();
    List<Organisation> organisations = requests.stream().map(Founding::organisation).toList();
    if (organisations.size() < RosterSnapshot.MINIMUM_MEMBERS) {
      throw CommandFailure.refused(
          organisations.size()
              + " organisations are too few: a sum over fewer than three is a"
              + " rival's own number",
          "admit at least three");
    }
    RosterSnapshot roster = roster(organisations);
    Map<String, String> certificates = new TreeMap<>();
    SignedBundle bundle = new AuthorityFolder(folder, random).bundle(clock.instant());
    for (JoinRequest request : requests) {
      certificates.put(request.organisation(), certificate(bundle.bundle(), roster, request));
    }
    new ConsortiumFile(
            roster.consortium(),
            folder.settings().address(),
            Pem.certificate(folder.authority()),
            ByteString.of(roster.encode()).hex(),
            certificates,
            vocabulary())
        .write(folder.consortiumFile());
    WholeFile.write(folder.rosterFile(), roster.encode());
    return roster;
  }

  private RosterSnapshot roster(List<Organisation> organisations) {
    try (SigningKey key = folder.signingKey()) {
      Organisation self = new Organisation(CoordinatorFolder.NAME, "Coordinator", key.publicKey());
      return RosterSnapshot.first(folder.settings().consortium(), self, organisations);
    } catch (WireFormatException e) {
      throw CommandFailure.refused(e.getMessage(), "ask that member for a new request", e);
    }
  }

  private String certificate(AuthorityBundle bundle, RosterSnapshot roster, JoinRequest request) {
    PeerIdentity identity =
        new PeerIdentity(roster.consortium(), request.organisation(), request.node());
    X509Certificate leaf =
        new AuthorityFolder(folder, random)
            .issuer(bundle)
            .orElseThrow()
            .issue(
                Pem.readRequest(request.certificateRequest()),
                new CertificateProfile.Node(identity, LEAF_DAYS),
                Issuer.newSerial(random),
                clock.instant());
    return Pem.certificates(bundle.clientChain(leaf));
  }

  private List<JoinRequest> admitted() {
    List<JoinRequest> requests = new ArrayList<>();
    for (Path file : folder.requestFiles()) {
      requests.add(JoinRequest.read(file));
    }
    return requests;
  }

  private List<String> vocabulary() {
    List<String> texts = new ArrayList<>();
    for (Path file : folder.vocabularyFiles()) {
      try {
        texts.add(Files.readString(file));
      } catch (IOException e) {
        throw CommandFailure.refused("cannot read " + file, "it must be UTF-8 Turtle", e);
      }
    }
    return texts;
  }

  private static Organisation organisation(JoinRequest request) {
    try {
      return new Organisation(
          request.organisation(), request.displayName(), ByteString.fromHex(request.signingKey()));
    } catch (IllegalArgumentException | WireFormatException e) {
      throw CommandFailure.refused(
          "the request is not acceptable: " + e.getMessage(),
          "the member makes a new one with 'kumiki node request'",
          e);
    }
  }

  private static void check(JoinRequest request) {
    try {
      Pem.readRequest(request.certificateRequest());
      PeerIdentity.checkIdentifier("node", request.node());
    } catch (CertificateRefused | IllegalArgumentException e) {
      throw CommandFailure.refused(
          "the request is not acceptable: " + e.getMessage(),
          "the member makes a new one with 'kumiki node request'",
          e);
    }
  }
}
