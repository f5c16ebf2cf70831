package org.kumiki.coordinator.enrolment;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.kumiki.certs.enrolment.CertsOnly;
import org.kumiki.certs.enrolment.EnrolmentRequest;
import org.kumiki.certs.enrolment.EstBody;
import org.kumiki.certs.issuance.CertificateProfile;
import org.kumiki.certs.issuance.Issuer;
import org.kumiki.certs.issuance.KeyPairs;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.issuance.SigningRequest;
import org.kumiki.certs.revocation.RevocationReason;
import org.kumiki.certs.trust.Fingerprint;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.coordinator.authority.IssuedCertificates;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.membership.NodeInstances;
import org.kumiki.coordinator.membership.Organisations;
import org.kumiki.coordinator.platform.CoordinatorSettings;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.service.ListenAddress;
import org.kumiki.platform.service.ServiceRuntime;
import org.kumiki.platform.service.ServiceSettings;
import org.kumiki.platform.service.ServiceSettings.MachineListener;
import org.kumiki.platform.tls.MachineIdentity.Material;
import org.kumiki.platform.tls.MachineTls;
import org.kumiki.platform.tls.MutualTls;

/**
 * A coordinator's listeners with what enrolment needs, on a real PostgreSQL: real handshakes, real
 * routes, a root and an issuing authority made for the test.
 */
final class EstServer implements AutoCloseable {
  static final String CONSORTIUM = "kinzoku";
  static final SecureRandom RANDOM = new SecureRandom();
  private static final int AUTHORITY_DAYS = 397;

  private final Instant began = Instant.now();
  private final Issuer root;
  private final Issuer issuing;
  private final FolderLock lock;
  private final Database database;
  private final ServiceRuntime runtime;
  private final Path rootFile;
  final MovableClock clock = new MovableClock();
  final MembershipStore members;
  final Organisations organisations;
  final Invitations invitations;
  final EnrolmentDecisions decisions;
  final ApiToken token;

  EstServer(Path folder, int approvals) {
    KeyPair rootKeys = KeyPairs.generate(RANDOM);
    root = Issuer.selfSigned(CONSORTIUM, rootKeys, BigInteger.ONE, began, AUTHORITY_DAYS, RANDOM);
    KeyPair issuingKeys = KeyPairs.generate(RANDOM);
    X509Certificate authority =
        root.issue(
            SigningRequest.create(issuingKeys, RANDOM),
            new CertificateProfile.Issuing(CONSORTIUM, AUTHORITY_DAYS),
            Issuer.newSerial(RANDOM),
            began);
    issuing = new Issuer(issuingKeys.getPrivate(), authority, RANDOM);
    lock = DataFolder.open(folder.resolve("coordinator")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(folder.resolve("programs")),
            lock,
            "classpath:db/coordinator");
    members = new MembershipStore(database.jdbi());
    organisations = new Organisations(database.jdbi());
    invitations = new Invitations(database.jdbi(), clock, RANDOM);
    decisions =
        new EnrolmentDecisions(
            database.jdbi(), CONSORTIUM, members, organisations, clock, approvals);
    token = ApiToken.readOrCreate(lock.folder(), RANDOM);
    runtime = ServiceRuntime.start(settings(), token, beans());
    rootFile = write(folder.resolve("root.pem"), Pem.certificate(root.certificate()));
  }

  private ServiceSettings settings() {
    KeyPair keys = KeyPairs.generate(RANDOM);
    X509Certificate certificate =
        issue(
            keys, new CertificateProfile.Coordinator(List.of("localhost", "127.0.0.1"), 30), began);
    MachineTls tls =
        MachineTls.provider(
            "machine",
            keys.getPrivate(),
            List.of(certificate, issuing.certificate()),
            List.of(root.certificate()));
    return ServiceSettings.of(
        "kumiki-coordinator",
        ListenAddress.loopback(0),
        Optional.of(new MachineListener(ListenAddress.loopback(0), tls)));
  }

  private List<Object> beans() {
    NodeIssuance issuance = new TwoLevels();
    CoordinatorSettings settings =
        new CoordinatorSettings(
            CONSORTIUM,
            "https://localhost:8443",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return List.of(
        database,
        members,
        organisations,
        new NodeInstances(database.jdbi(), clock),
        invitations,
        issuance,
        new Enrolments(database.jdbi(), CONSORTIUM, invitations, members, issuance, clock),
        decisions,
        settings,
        clock);
  }

  /** A root, and below it an authority that issues. */
  private final class TwoLevels implements NodeIssuance {
    @Override
    public List<X509Certificate> issue(Handle handle, SigningRequest request, PeerIdentity node) {
      return List.of(
          issuing.issue(
              request,
              new CertificateProfile.Node(node, DAYS),
              Issuer.newSerial(RANDOM),
              clock.instant()),
          issuing.certificate());
    }

    @Override
    public List<X509Certificate> roots() {
      return List.of(root.certificate());
    }

    @Override
    public List<X509Certificate> issuing() {
      return List.of(issuing.certificate());
    }
  }

  /** Real time, and what a test adds to it. */
  static final class MovableClock extends Clock {
    private volatile Duration offset = Duration.ZERO;

    void set(Duration ahead) {
      offset = ahead;
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  Path rootFile() {
    return rootFile;
  }

  X509Certificate rootCertificate() {
    return root.certificate();
  }

  String base() {
    return "https://localhost:" + runtime.machinePort().orElseThrow() + "/.well-known/est/";
  }

  URI people(String path) {
    return URI.create("http://127.0.0.1:" + runtime.peoplePort() + path);
  }

  /** An invitation's token, good for a week. */
  String invite(String organisation) {
    return invitations.make(
        organisation, "Company " + organisation, clock.instant().plus(Duration.ofDays(7)));
  }

  /** A certificate of this consortium from {@code at} on, that nobody has entered in the table. */
  X509Certificate issue(KeyPair keys, CertificateProfile profile, Instant at) {
    return issuing.issue(
        SigningRequest.create(keys, RANDOM), profile, Issuer.newSerial(RANDOM), at);
  }

  Material material(KeyPair keys, X509Certificate leaf) {
    return new Material(
        keys.getPrivate(), List.of(leaf, issuing.certificate()), List.of(root.certificate()));
  }

  /** Invites, asks, approves and fetches: a member with its credentials. */
  Material enrolled(String organisation) throws Exception {
    KeyPair keys = KeyPairs.generate(RANDOM);
    PeerIdentity identity = new PeerIdentity(CONSORTIUM, organisation, "node-1");
    EnrolmentRequest request = EnrolmentRequest.renewal(keys, identity, RANDOM);
    byte[] der = request.signingRequest().der();
    String secret = invite(organisation);
    require(202, enrol(organisation, secret, der));
    decisions.approve(organisation, words(request), Optional.empty());
    HttpResponse<byte[]> answer = require(200, enrol(organisation, secret, der));
    return material(keys, leaf(answer, keys));
  }

  /** As {@code coordinator ca revoke} does with a single certificate. */
  void takeBack(X509Certificate leaf) {
    IssuedCertificates issued = new IssuedCertificates(database.jdbi());
    database
        .jdbi()
        .useHandle(handle -> issued.record(handle, leaf, Optional.of(PeerIdentity.from(leaf))));
    issued.revoke(Fingerprint.of(leaf), RevocationReason.KEY_COMPROMISE);
  }

  /** The 24 digits that stand for the words. */
  static String words(EnrolmentRequest request) {
    return HexFormat.of().formatHex(request.digest()).substring(0, 24);
  }

  static X509Certificate leaf(HttpResponse<byte[]> answer, KeyPair keys) {
    return CertsOnly.decode(EstBody.decode(answer.body(), CertsOnly.MAX_BYTES)).stream()
        .filter(found -> found.getPublicKey().equals(keys.getPublic()))
        .findFirst()
        .orElseThrow();
  }

  HttpResponse<byte[]> enrol(String user, String password, byte[] der) throws Exception {
    return send(
        anonymous(), post("simpleenroll", der).header("Authorization", basic(user, password)));
  }

  HttpResponse<byte[]> reenrol(Material as, byte[] der) throws Exception {
    return send(MutualTls.httpClient(as).build(), post("simplereenroll", der));
  }

  HttpClient anonymous() {
    return MutualTls.anonymousClient(List.of(root.certificate())).build();
  }

  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  HttpRequest.Builder post(String operation, byte[] der) {
    return raw(operation, EstBody.encode(der));
  }

  HttpRequest.Builder raw(String operation, byte[] body) {
    return HttpRequest.newBuilder(URI.create(base() + operation))
        .header("Content-Type", "application/pkcs10")
        .POST(BodyPublishers.ofByteArray(body));
  }

  static HttpResponse<byte[]> send(HttpClient client, HttpRequest.Builder request)
      throws Exception {
    return client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
  }

  static HttpResponse<byte[]> require(int status, HttpResponse<byte[]> answer) {
    if (answer.statusCode() != status) {
      throw new AssertionError(
          answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return answer;
  }

  /** Everything that a request could change, in words; wrong tokens are counted on purpose. */
  String state() {
    return String.join(
        "\n",
        rows("SELECT number, organisation, expires_at, revoked_at FROM invitation ORDER BY 1"),
        rows("SELECT * FROM enrolment ORDER BY number"),
        rows("SELECT * FROM enrolment_approval ORDER BY 1, 2"),
        rows("SELECT organisation, node, revoked_at, copied_at" + " FROM member ORDER BY 1"),
        rows("SELECT sha256, retired_at FROM member_certificate ORDER BY 1"));
  }

  private String rows(String sql) {
    return database
        .jdbi()
        .withHandle(handle -> handle.createQuery(sql).mapToMap().list())
        .toString()
        // Arrays of bytes have no words of their own.
        .replaceAll("\\[B@[0-9a-f]+", "bytes");
  }

  int failures(String organisation) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT failures FROM invitation WHERE organisation = :o"
                            + " AND revoked_at IS NULL")
                    .bind("o", organisation)
                    .mapTo(Integer.class)
                    .one());
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    runtime.close();
    database.close();
    lock.close();
  }
}
