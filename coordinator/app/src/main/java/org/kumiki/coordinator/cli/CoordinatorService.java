package org.kumiki.coordinator.cli;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.kumiki.certs.issuance.Pem;
import org.kumiki.certs.trust.PeerIdentity;
import org.kumiki.coordinator.authority.AuthorityWorker;
import org.kumiki.coordinator.authority.OnlineAuthority;
import org.kumiki.coordinator.enrolment.EnrolmentDecisions;
import org.kumiki.coordinator.enrolment.Enrolments;
import org.kumiki.coordinator.enrolment.Invitations;
import org.kumiki.coordinator.membership.Consortium;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.membership.NodeInstances;
import org.kumiki.coordinator.membership.Organisations;
import org.kumiki.coordinator.membership.RosterBallots;
import org.kumiki.coordinator.membership.RosterSignatures;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.coordinator.membership.RosterWorker;
import org.kumiki.coordinator.platform.CoordinatorFolder;
import org.kumiki.coordinator.platform.CoordinatorSettings;
import org.kumiki.coordinator.platform.CoordinatorVocabulary;
import org.kumiki.coordinator.registry.ModelStore;
import org.kumiki.coordinator.rounds.Rounds;
import org.kumiki.coordinator.studies.DataEpochStore;
import org.kumiki.coordinator.studies.SubmitterStore;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.consortium.ConsortiumFile;
import org.kumiki.platform.consortium.JoinRequest;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.page.Place;
import org.kumiki.platform.people.Admission;
import org.kumiki.platform.people.People;
import org.kumiki.platform.people.PeopleSettings;
import org.kumiki.platform.service.ListenAddress;
import org.kumiki.platform.service.ServiceRuntime;
import org.kumiki.platform.service.ServiceSettings;
import org.kumiki.platform.tls.OpenConnections;

/** A running coordinator: folder locked, database open, listeners answering, worker working. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Kumiki coordinator",
            version = "1",
            description = "The consortium's service: members, studies, models"),
    security = @SecurityRequirement(name = "token"))
@SecurityScheme(
    name = "token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description =
        "The content of the file api-token in the service's data folder, or an access token of the"
            + " issuer under 'people' in kumiki.yml")
public final class CoordinatorService implements AutoCloseable {
  private static final long MAX_VECTOR_BYTES = 2L << 30;

  private final FolderLock lock;
  private final Database database;
  private final ServiceRuntime runtime;
  private final Rounds rounds;
  private final AuthorityWorker authorityWorker;
  private final RosterWorker rosterWorker;
  private final SigningKey signingKey;

  private CoordinatorService(
      FolderLock lock,
      Database database,
      ServiceRuntime runtime,
      Rounds rounds,
      AuthorityWorker authorityWorker,
      RosterWorker rosterWorker,
      SigningKey signingKey) {
    this.lock = lock;
    this.database = database;
    this.runtime = runtime;
    this.rounds = rounds;
    this.authorityWorker = authorityWorker;
    this.rosterWorker = rosterWorker;
    this.signingKey = signingKey;
  }

  /** Starts everything and returns when both listeners answer. */
  public static CoordinatorService start(CoordinatorFolder folder, Clock clock) {
    CoordinatorSettings settings = folder.settings();
    Vocabulary vocabulary = CoordinatorVocabulary.read(folder);
    FolderLock lock = folder.folder().lock();
    Database database = null;
    try {
      LocalApi.withdraw(lock.folder());
      Path path = folder.folder().path();
      database = Database.open(settings.databaseSettings(path), lock, "classpath:db/coordinator");
      SigningKey key = folder.signingKey();
      MembershipStore members = new MembershipStore(database.jdbi());
      OnlineAuthority authority =
          OnlineAuthority.open(folder, "machine", database.jdbi(), clock, new SecureRandom());
      OpenConnections connections = new OpenConnections();
      RosterStore rosters = new RosterStore(database.jdbi());
      Organisations enrolled = new Organisations(database.jdbi());
      takeOverFiles(folder, members, authority, rosters, enrolled);
      RosterBallots ballots = new RosterBallots(database.jdbi(), rosters, members, clock);
      RosterSignatures signatures = new RosterSignatures(database.jdbi(), rosters);
      ModelStore models = new ModelStore(database.jdbi(), rosters, vocabulary, clock);
      Rounds rounds =
          Rounds.create(
              database.jdbi(),
              models,
              members,
              settings.vectorsFolder(folder.roundsFolder()),
              rosters,
              key);
      ApiToken token = ApiToken.readOrCreate(folder.folder(), new SecureRandom());
      SecureRandom random = new SecureRandom();
      Invitations invitations = new Invitations(database.jdbi(), clock, random);
      ServiceRuntime runtime =
          ServiceRuntime.start(
              serviceSettings(folder, settings, authority),
              token,
              people(folder, settings, members, clock),
              new Place("coordinator", settings.consortium()),
              List.of(
                  database,
                  members,
                  authority,
                  connections,
                  models,
                  rounds.store(),
                  rounds.inboxes(),
                  rounds.runs(),
                  rounds.waiters(),
                  vocabulary,
                  rosters,
                  ballots,
                  enrolled,
                  new Consortium(settings.consortium(), organisation(key)),
                  signatures,
                  new DataEpochStore(database.jdbi()),
                  new NodeInstances(database.jdbi(), clock),
                  invitations,
                  new Enrolments(
                      database.jdbi(),
                      settings.consortium(),
                      invitations,
                      members,
                      authority,
                      clock),
                  new EnrolmentDecisions(
                      database.jdbi(),
                      settings.consortium(),
                      members,
                      enrolled,
                      clock,
                      settings.approvals()),
                  settings,
                  new SubmitterStore(database.jdbi()),
                  clock));
      AuthorityWorker worker = new AuthorityWorker(authority, connections);
      RosterWorker rosterWorker = new RosterWorker(ballots);
      CoordinatorService service =
          new CoordinatorService(lock, database, runtime, rounds, worker, rosterWorker, key);
      LocalApi.announce(lock.folder(), service.api());
      rounds.start();
      worker.start();
      rosterWorker.start();
      return service;
    } catch (RuntimeException e) {
      if (database != null) {
        database.close();
      }
      lock.close();
      throw e;
    }
  }

  /** The people's listener on loopback. */
  public URI api() {
    return URI.create("http://127.0.0.1:" + runtime.peoplePort());
  }

  /** The machines' port. */
  public int machinePort() {
    return runtime.machinePort().orElseThrow();
  }

  @Override
  public void close() {
    LocalApi.withdraw(lock.folder());
    rounds.stop();
    authorityWorker.close();
    rosterWorker.close();
    runtime.close();
    rounds.close();
    database.close();
    signingKey.close();
    lock.close();
  }

  private static ServiceSettings serviceSettings(
      CoordinatorFolder folder, CoordinatorSettings settings, OnlineAuthority authority) {
    return new ServiceSettings(
        "kumiki-coordinator",
        ListenAddress.loopback(settings.apiPort()),
        Optional.of(
            new ServiceSettings.MachineListener(
                new ListenAddress(settings.listen(), settings.port()), authority.tls())),
        Optional.ofNullable(settings.people())
            .flatMap(people -> ServiceSettings.WebListener.of(people, folder.folder().path())),
        MAX_VECTOR_BYTES,
        ServiceSettings.DEFAULT_MAX_BUFFERED_BYTES);
  }

  private static Organisation organisation(SigningKey key) {
    return new Organisation(CoordinatorFolder.NAME, "Coordinator", key.publicKey());
  }

  /** What was founded by files before the service ran. */
  private static void takeOverFiles(
      CoordinatorFolder folder,
      MembershipStore members,
      OnlineAuthority authority,
      RosterStore rosters,
      Organisations enrolled) {
    folder.requestFiles().stream()
        .map(JoinRequest::read)
        .map(
            request ->
                new Organisation(
                    request.organisation(),
                    request.displayName(),
                    ByteString.fromHex(request.signingKey())))
        .forEach(enrolled::enrol);
    if (Files.exists(folder.consortiumFile())) {
      admit(folder, members, authority);
    }
    if (Files.exists(folder.rosterFile())) {
      rosters.importFirst(folder.roster());
    }
  }

  /** Its own people, and those of members that may still connect. */
  private static People people(
      CoordinatorFolder folder,
      CoordinatorSettings settings,
      MembershipStore members,
      Clock clock) {
    Optional<PeopleSettings> people = Optional.ofNullable(settings.people());
    String home = people.map(PeopleSettings::organisation).orElse(settings.consortium());
    return People.of(
        people, Admission.consortium(home, members::isMember), folder.folder().path(), clock);
  }

  private static void admit(
      CoordinatorFolder folder, MembershipStore members, OnlineAuthority authority) {
    ConsortiumFile.read(folder.consortiumFile())
        .certificates()
        .values()
        .forEach(
            pem -> {
              X509Certificate certificate = Pem.readCertificates(pem).get(0);
              PeerIdentity node = PeerIdentity.from(certificate);
              members.admit(node, certificate);
              authority.know(certificate, node);
            });
  }
}
