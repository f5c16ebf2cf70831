package org.kumiki.coordinator.cli;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.kumiki.coordinator.authority.AuthorityWorker;
import org.kumiki.coordinator.authority.OnlineAuthority;
import org.kumiki.coordinator.editorial.EditorialRoom;
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
import org.kumiki.coordinator.registry.ModelStore;
import org.kumiki.coordinator.rounds.Rounds;
import org.kumiki.coordinator.sparql.SparqlEndpoint;
import org.kumiki.coordinator.studies.DataEpochStore;
import org.kumiki.coordinator.studies.ReasonStore;
import org.kumiki.coordinator.studies.SubmitterStore;
import org.kumiki.coordinator.usage.UsageBands;
import org.kumiki.coordinator.vocabulary.VocabularyRoom;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.page.Place;
import org.kumiki.platform.people.Admission;
import org.kumiki.platform.people.People;
import org.kumiki.platform.people.PeopleSettings;
import org.kumiki.platform.proxy.WayOut;
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
  private final VocabularyRoom vocabulary;
  private final SigningKey signingKey;

  private CoordinatorService(
      FolderLock lock,
      Database database,
      ServiceRuntime runtime,
      Rounds rounds,
      AuthorityWorker authorityWorker,
      RosterWorker rosterWorker,
      VocabularyRoom vocabulary,
      SigningKey signingKey) {
    this.lock = lock;
    this.database = database;
    this.runtime = runtime;
    this.rounds = rounds;
    this.authorityWorker = authorityWorker;
    this.rosterWorker = rosterWorker;
    this.vocabulary = vocabulary;
    this.signingKey = signingKey;
  }

  /** Starts everything and returns when both listeners answer. */
  public static CoordinatorService start(CoordinatorFolder folder, Clock clock) {
    CoordinatorSettings settings = folder.settings();
    FolderLock lock = folder.folder().lock();
    Database database = null;
    VocabularyRoom vocabulary = null;
    try {
      LocalApi.withdraw(lock.folder());
      Path path = folder.folder().path();
      database = Database.open(settings.databaseSettings(path), lock, "classpath:db/coordinator");
      SigningKey key = folder.signingKey();
      vocabulary = VocabularyRoom.open(database.jdbi(), folder, key, clock);
      MembershipStore members = new MembershipStore(database.jdbi());
      OnlineAuthority authority =
          OnlineAuthority.open(folder, "machine", database.jdbi(), clock, new SecureRandom());
      OpenConnections connections = new OpenConnections();
      RosterStore rosters = new RosterStore(database.jdbi());
      Organisations enrolled = new Organisations(database.jdbi());
      RosterBallots ballots = new RosterBallots(database.jdbi(), rosters, members, clock);
      RosterSignatures signatures = new RosterSignatures(database.jdbi(), rosters);
      ModelStore models = new ModelStore(database.jdbi(), rosters, vocabulary.store(), clock);
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
                  Stream.of(
                          vocabulary.beans().stream(),
                          EditorialRoom.beans(
                              database.jdbi(),
                              vocabulary.store(),
                              members,
                              rounds.store(),
                              new UsageBands(database.jdbi(), rosters),
                              home(settings),
                              settings.reviewRules(),
                              clock)
                              .stream(),
                          Stream.of(
                              database,
                              members,
                              authority,
                              connections,
                              models,
                              rounds.store(),
                              rounds.inboxes(),
                              rounds.runs(),
                              rounds.withdrawals(),
                              rounds.waiters(),
                              rounds.contacts(),
                              new SparqlEndpoint(
                                  vocabulary.store(), SparqlEndpoint.Limits.ofThisProcess()),
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
                              new ReasonStore(database.jdbi()),
                              clock))
                      .flatMap(beans -> beans)
                      .toList())
              .requireControllers();
      AuthorityWorker worker = new AuthorityWorker(authority, connections);
      RosterWorker rosterWorker = new RosterWorker(ballots);
      CoordinatorService service =
          new CoordinatorService(
              lock, database, runtime, rounds, worker, rosterWorker, vocabulary, key);
      LocalApi.announce(lock.folder(), service.api());
      rounds.start();
      worker.start();
      rosterWorker.start();
      vocabulary.start();
      return service;
    } catch (RuntimeException e) {
      if (vocabulary != null) {
        vocabulary.close();
      }
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
    vocabulary.close();
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

  /** Its own people, and those of members that may still connect. */
  private static People people(
      CoordinatorFolder folder,
      CoordinatorSettings settings,
      MembershipStore members,
      Clock clock) {
    return People.of(
        Optional.ofNullable(settings.people()),
        Admission.consortium(home(settings), members::isMember),
        folder.folder().path(),
        WayOut.direct(),
        clock);
  }

  /** The organisation whose people run this coordinator. */
  private static String home(CoordinatorSettings settings) {
    return Optional.ofNullable(settings.people())
        .map(PeopleSettings::organisation)
        .orElse(settings.consortium());
  }
}
