package org.kumiki.node.cli;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.kumiki.node.dataset.DatasetImport;
import org.kumiki.node.dataset.DatasetStore;
import org.kumiki.node.experiment.CampaignStore;
import org.kumiki.node.experiment.Campaigns;
import org.kumiki.node.experiment.CandidateTableStore;
import org.kumiki.node.experiment.CandidateTables;
import org.kumiki.node.experiment.SuggestionWorker;
import org.kumiki.node.identity.IdentityFiles;
import org.kumiki.node.identity.NodeInstance;
import org.kumiki.node.identity.OrganisationKey;
import org.kumiki.node.identity.PinnedAuthorities;
import org.kumiki.node.identity.RosterAnswers;
import org.kumiki.node.identity.RosterPins;
import org.kumiki.node.identity.RosterSightings;
import org.kumiki.node.ingest.RawStore;
import org.kumiki.node.ledger.HeadStore;
import org.kumiki.node.ledger.LedgerStore;
import org.kumiki.node.ledger.LedgerVerification;
import org.kumiki.node.model.HeldModels;
import org.kumiki.node.participation.AuthorityUpdates;
import org.kumiki.node.participation.CoordinatorChannel;
import org.kumiki.node.participation.ReleaseCourier;
import org.kumiki.node.participation.RenewalWorker;
import org.kumiki.node.participation.Studies;
import org.kumiki.node.platform.NodeFolder;
import org.kumiki.node.platform.NodeSettings;
import org.kumiki.node.platform.NodeVocabulary;
import org.kumiki.node.release.WouldLeave;
import org.kumiki.node.transfer.PersonalModelStore;
import org.kumiki.node.transfer.PersonalModels;
import org.kumiki.node.vocabulary.VocabularyReleases;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.cli.CommandFailure;
import org.kumiki.platform.cli.LocalApi;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.http.ApiToken;
import org.kumiki.platform.page.Place;
import org.kumiki.platform.people.Admission;
import org.kumiki.platform.people.People;
import org.kumiki.platform.proxy.WayOut;
import org.kumiki.platform.service.ListenAddress;
import org.kumiki.platform.service.ServiceRuntime;
import org.kumiki.platform.service.ServiceSettings;
import org.kumiki.platform.tls.MachineIdentity;

/** A running node: folder locked, database open, people's listener answering, workers working. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Kumiki node",
            version = "1",
            description = "A member's own service: data, studies, what was released, results"),
    security = @SecurityRequirement(name = "token"))
@SecurityScheme(
    name = "token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description =
        "The content of the file api-token in the service's data folder, or an access token of the"
            + " issuer under 'people' in kumiki.yml")
final class NodeService implements AutoCloseable {
  /** Raw files may be larger than memory; they are streamed. */
  private static final long MAX_RAW_BYTES = 64L << 30;

  private final FolderLock lock;
  private final Database database;
  private final ServiceRuntime runtime;
  private final Studies studies;
  private final RenewalWorker renewal;
  private final AuthorityUpdates updates;
  private final ReleaseCourier releases;
  private final SuggestionWorker suggestions;
  private final OrganisationKey key;

  private NodeService(
      FolderLock lock,
      Database database,
      ServiceRuntime runtime,
      Studies studies,
      RenewalWorker renewal,
      AuthorityUpdates updates,
      ReleaseCourier releases,
      SuggestionWorker suggestions,
      OrganisationKey key) {
    this.lock = lock;
    this.database = database;
    this.runtime = runtime;
    this.studies = studies;
    this.renewal = renewal;
    this.updates = updates;
    this.releases = releases;
    this.suggestions = suggestions;
    this.key = key;
  }

  /** Starts everything and returns when the people's listener answers. */
  static NodeService start(NodeFolder folder, Clock clock) {
    NodeSettings settings = folder.settings();
    String consortium = folder.enrolment().consortium();
    Vocabulary vocabulary = NodeVocabulary.readOrStandIn(folder);
    FolderLock lock = folder.folder().lock();
    Database database = null;
    try {
      // What a killed run left; only now, so that a refused second start leaves a running one
      // alone.
      LocalApi.withdraw(folder.folder());
      Path path = folder.folder().path();
      database = Database.open(settings.databaseSettings(path), lock, "classpath:db/node");
      RawStore raw = new RawStore(folder.rawFolder());
      raw.removeBrokenUploads();
      OrganisationKey key = key(folder);
      RosterSightings sightings = new RosterSightings(database.jdbi(), clock);
      RosterPins rosters = new RosterPins(database.jdbi(), key, sightings);
      useListedKey(rosters, key);
      RosterAnswers answers = new RosterAnswers(database.jdbi(), key.name(), rosters, sightings);
      DatasetStore datasets = new DatasetStore(database.jdbi());
      VocabularyReleases releases =
          new VocabularyReleases(folder.releases(), rosters::all, consortium, vocabulary);
      SecureRandom random = new SecureRandom();
      NodeInstance instance = NodeInstance.begin(folder.startsFile(), random);
      MachineIdentity identity = new MachineIdentity(IdentityFiles.load(folder));
      LedgerStore ledger = new LedgerStore(database.jdbi(), consortium, key, random);
      HeadStore heads = new HeadStore(database.jdbi(), ledger);
      PinnedAuthorities authorities =
          PinnedAuthorities.open(folder.authorityBundleFile(), consortium, identity);
      WayOut way = WayOut.of(Optional.ofNullable(settings.proxy()));
      CoordinatorChannel channel =
          new CoordinatorChannel(
              IdentityFiles.coordinator(folder), identity, instance, way, clock, random);
      Studies studies =
          new Studies(
              database.jdbi(),
              datasets,
              ledger,
              heads,
              rosters,
              answers,
              key,
              channel,
              folder.spoolFolder(),
              releases::inForce,
              clock,
              random);
      RenewalWorker renewal = RenewalWorker.of(folder, identity, way, clock, random);
      DatasetImport imports =
          new DatasetImport(raw, datasets, releases::inForce, studies.consents()::applyRules);
      HeldModels models = new HeldModels(studies.store(), studies.withdrawals()::of, key.name());
      PersonalModels personal =
          new PersonalModels(
              new PersonalModelStore(database.jdbi()), models, datasets, releases::inForce);
      CandidateTables tables =
          CandidateTables.open(
              folder.candidatesFolder(),
              new CandidateTableStore(database.jdbi()),
              settings.candidateTableBytes());
      Campaigns campaigns =
          new Campaigns(
              new CampaignStore(database.jdbi()),
              models,
              personal,
              datasets,
              imports,
              tables,
              releases::inForce,
              studies.questions()::digestKey);
      SuggestionWorker suggestions = new SuggestionWorker(campaigns);
      ServiceRuntime runtime =
          ServiceRuntime.start(
                  serviceSettings(settings, path),
                  ApiToken.readOrCreate(folder.folder(), random),
                  People.of(
                      Optional.ofNullable(settings.people()),
                      Admission.ownPeople(settings.organisation()),
                      path,
                      way,
                      clock),
                  new Place("node", settings.organisation()),
                  List.of(
                      database,
                      raw,
                      imports,
                      datasets,
                      ledger,
                      heads,
                      new LedgerVerification(ledger, heads, rosters::all, key::publicKey),
                      studies,
                      studies.store(),
                      studies.rules(),
                      studies.questions(),
                      studies.handReleases(),
                      new WouldLeave(datasets, releases::current),
                      studies.consents(),
                      renewal,
                      instance,
                      releases,
                      rosters,
                      answers,
                      models,
                      personal,
                      tables,
                      campaigns,
                      suggestions,
                      key))
              .requireControllers();
      AuthorityUpdates updates =
          new AuthorityUpdates(authorities, channel, renewal::requireAuthority);
      ReleaseCourier courier = new ReleaseCourier(releases, channel);
      studies.start();
      renewal.start();
      updates.start();
      courier.start();
      suggestions.start();
      return new NodeService(
          lock, database, runtime, studies, renewal, updates, courier, suggestions, key);
    } catch (IOException e) {
      close(database, lock);
      throw CommandFailure.refused("cannot use the raw or the spool folder", "check the disk", e);
    } catch (RuntimeException e) {
      close(database, lock);
      throw e;
    }
  }

  /** The people's listener on loopback. */
  URI api() {
    return URI.create("http://127.0.0.1:" + runtime.peoplePort());
  }

  @Override
  public void close() {
    LocalApi.withdraw(lock.folder());
    suggestions.close();
    releases.close();
    updates.close();
    renewal.close();
    studies.close();
    runtime.close();
    close(database, lock);
    key.close();
  }

  private static OrganisationKey key(NodeFolder folder) {
    return new OrganisationKey(
        folder.signingKeyFile(), folder.nextSigningKeyFile(), folder::signingKey);
  }

  /** A new key came into force and the process ended before it was put in place. */
  private static void useListedKey(RosterPins rosters, OrganisationKey key) {
    rosters
        .inForce()
        .flatMap(roster -> roster.key(key.name()))
        .filter(key::canBecome)
        .ifPresent(key::become);
  }

  private static void close(Database database, FolderLock lock) {
    if (database != null) {
      database.close();
    }
    lock.close();
  }

  private static ServiceSettings serviceSettings(NodeSettings settings, Path folder) {
    return new ServiceSettings(
        "kumiki-node",
        ListenAddress.loopback(settings.apiPort()),
        Optional.empty(),
        Optional.ofNullable(settings.people())
            .flatMap(people -> ServiceSettings.WebListener.of(people, folder)),
        MAX_RAW_BYTES,
        ServiceSettings.DEFAULT_MAX_BUFFERED_BYTES);
  }
}
