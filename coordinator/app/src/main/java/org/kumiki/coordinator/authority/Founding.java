package org.kumiki.coordinator.authority;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
import java.util.TreeMap;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.trust.CertificateRefused;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.coordinator.platform.CoordinatorFolder;
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
  private static final int AUTHORITY_DAYS = 3650;

  /** Until certificates renew themselves; the shipped life becomes 30 days then. */
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
   * Makes the authority, the coordinator's certificate and signing key, and {@code kumiki.yml}.
   *
   * @param address what nodes connect to, {@code https://host:port}
   * @param settings the text of {@code kumiki.yml}
   */
  public void init(String consortium, URI address, String settings) {
    check(consortium, address);
    if (Files.exists(folder.settingsFile())) {
      throw CommandFailure.refused(
          folder.folder().path() + " already holds a coordinator", "choose another folder");
    }
    Instant now = clock.instant();
    KeyPair authorityKeys = KeyPairs.generate(random);
    Issuer issuer =
        Issuer.selfSigned(
            consortium, authorityKeys, Issuer.newSerial(random), now, AUTHORITY_DAYS, random);
    KeyPair tls = KeyPairs.generate(random);
    X509Certificate certificate =
        issuer.issue(
            SigningRequest.create(tls, random),
            new CertificateProfile.Coordinator(List.of(address.getHost()), LEAF_DAYS),
            Issuer.newSerial(random),
            now);
    PrivateFile.write(folder.authorityKeyFile(), Pem.privateKey(authorityKeys.getPrivate()));
    PrivateFile.write(folder.tlsKeyFile(), Pem.privateKey(tls.getPrivate()));
    try (SigningKey key = SigningKey.generate(CoordinatorFolder.NAME, random)) {
      byte[] secret = key.secretCopy();
      PrivateFile.write(folder.signingKeyFile(), HexFormat.of().formatHex(secret));
      Arrays.fill(secret, (byte) 0);
    }
    write(folder.authorityFile(), Pem.certificate(issuer.certificate()));
    write(folder.certificateFile(), Pem.certificate(certificate));
    // Last: a folder with settings is complete.
    write(folder.settingsFile(), settings);
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
    Issuer issuer =
        new Issuer(
            Pem.readPrivateKey(PrivateFile.read(folder.authorityKeyFile())),
            folder.authority(),
            random);
    for (JoinRequest request : requests) {
      certificates.put(request.organisation(), certificate(issuer, roster, request));
    }
    new ConsortiumFile(
            roster.consortium(),
            folder.settings().address(),
            Pem.certificate(folder.authority()),
            ByteString.of(roster.encode()).hex(),
            certificates,
            vocabulary())
        .write(folder.consortiumFile());
    write(folder.rosterFile(), roster.encode());
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

  private String certificate(Issuer issuer, RosterSnapshot roster, JoinRequest request) {
    PeerIdentity identity =
        new PeerIdentity(roster.consortium(), request.organisation(), request.node());
    return Pem.certificate(
        issuer.issue(
            Pem.readRequest(request.certificateRequest()),
            new CertificateProfile.Node(identity, LEAF_DAYS),
            Issuer.newSerial(random),
            clock.instant()));
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

  private static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whole or not at all: half a roster would keep a consortium from ever starting. */
  private static void write(Path file, byte[] bytes) {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Files.write(fresh, bytes);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandFailure.refused("cannot write " + file, "check the disk", e);
    }
  }
}
