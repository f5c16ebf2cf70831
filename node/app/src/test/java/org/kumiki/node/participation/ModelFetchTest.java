package org.kumiki.node.participation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kumiki.exchange.roster.Organisation;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.SigningKey;
import org.kumiki.exchange.round.Progress;
import org.kumiki.exchange.study.Audience;
import org.kumiki.exchange.study.Method;
import org.kumiki.exchange.study.Rights;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.learning.computation.Batch;
import org.kumiki.node.model.HeldModels;
import org.kumiki.node.model.SummedStudy;
import org.kumiki.node.participation.StudyStore.Decision;
import org.kumiki.node.participation.StudyStore.Entry;
import org.kumiki.ontology.term.Vocabulary;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;

/** Dune's node, which took no part, and what a coordinator may hand it. */
class ModelFetchTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final RosterSnapshot ROSTER =
      RosterSnapshot.first(
          "trial",
          organisation("coordinator"),
          List.of(
              organisation("acme"),
              organisation("birch"),
              organisation("cedar"),
              organisation("dune")));
  private static final Audience ALL = Audience.MEMBERS;
  private static final Study GIVEN = study(ROSTER.hash(), ALL, "acme", "birch", "cedar");

  @TempDir static Path temporary;
  private static FolderLock lock;
  private static Database database;
  private static StudyStore store;
  private static Progress.Done model;

  private final Map<String, byte[]> published = new HashMap<>();
  private boolean withdrawn;

  @BeforeAll
  static void startPostgreSql() {
    lock = DataFolder.open(temporary.resolve("node")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(temporary.resolve("programs")),
            lock,
            "classpath:db/node");
    store = new StudyStore(database.jdbi());
    model = SummedStudy.done(GIVEN, List.of(rows(1), rows(2), rows(3)));
  }

  @AfterAll
  static void stopPostgreSql() {
    database.close();
    lock.close();
  }

  @BeforeEach
  void forget() {
    database.jdbi().useHandle(handle -> handle.execute("DELETE FROM study"));
  }

  private static Organisation organisation(String name) {
    return new Organisation(name, name, SigningKey.generate(name, RANDOM).publicKey());
  }

  private static Study study(ByteString roster, Audience use, String... cohort) {
    return SummedStudy.study(
        roster,
        List.of(cohort),
        "Hardness",
        new Method.RidgeRegression(1, 4),
        List.of(SummedStudy.term("kt:ageingTemperature")),
        SummedStudy.term("kt:vickersHardness"),
        new Rights(use, use));
  }

  private static Batch rows(int seed) {
    Random random = new Random(seed);
    double[][] columns = new double[2][40];
    for (int i = 0; i < 40; i++) {
      columns[0][i] = 550 + 400 * random.nextDouble();
      columns[1][i] = columns[0][i] / 4 + random.nextGaussian();
    }
    return new Batch(40, columns);
  }

  private void publish(Study study, String card) {
    String hash = study.hash().hex();
    published.put(Paths.study(hash), study.encode());
    published.put(Paths.result(hash), model.encode());
    published.put(Paths.card(hash), card.getBytes(StandardCharsets.UTF_8));
  }

  private static String card(Study study) {
    return "{\"studyHash\": \"" + study.hash().hex() + "\"}";
  }

  private InputStream get(String path) throws IOException {
    if (withdrawn) {
      throw new ChannelRefusal.NoLonger();
    }
    if (!published.containsKey(path)) {
      throw new ChannelRefusal.NotThere();
    }
    return new ByteArrayInputStream(published.get(path));
  }

  private ModelFetch fetch() {
    return new ModelFetch(
        store, this::get, () -> List.of(ROSTER), new TermCheck(Vocabulary::shipped), "dune");
  }

  private void refused(String sentence, Study study) {
    ModelFetch.Refused refusal =
        assertThrows(ModelFetch.Refused.class, () -> fetch().fetch(study.hash().hex()));
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }

  private void refusedAndNotKept(String sentence, Study study) {
    refused(sentence, study);
    assertEquals(Optional.empty(), store.find(study.hash().hex()));
  }

  @Test
  void aModelOfOthersIsKeptAsFetchedAndUsedAndFetchedOnce() throws IOException {
    publish(GIVEN, card(GIVEN));
    String hash = GIVEN.hash().hex();
    assertTrue(fetch().fetch(hash));
    Entry entry = store.find(hash).orElseThrow();
    assertTrue(entry.fetched());
    assertEquals(card(GIVEN), entry.card());
    HeldModels held = new HeldModels(store, any -> Optional.empty(), "dune");
    assertEquals(120, held.toUse(entry).rows());
    assertTrue(held.fetched(hash));
    published.clear();
    assertFalse(fetch().fetch(hash), "it is here");
  }

  @Test
  void aRosterThatIsNoneOfTheChainHereIsNotTakenFromTheCoordinator() {
    Study other = study(ByteString.of(new byte[32]), ALL, "acme", "birch", "cedar");
    publish(other, card(other));
    refusedAndNotKept("a roster that this node does not know", other);
  }

  @Test
  void aCohortThatItsRosterDoesNotListIsRefused() {
    Study other = study(ROSTER.hash(), ALL, "acme", "birch", "stranger");
    publish(other, card(other));
    refusedAndNotKept("names stranger", other);
  }

  @Test
  void rightsThatLeaveThisOrganisationOutAreRefusedHereToo() {
    Study other = study(ROSTER.hash(), Audience.PARTICIPANTS, "acme", "birch", "cedar");
    publish(other, card(other));
    refusedAndNotKept("rights do not let", other);
  }

  @Test
  void anotherStudyOrNoModelUnderTheAskedHashIsRefused() {
    publish(GIVEN, card(GIVEN));
    Study other = study(ROSTER.hash(), ALL, "acme", "birch", "dune");
    published.put(Paths.study(GIVEN.hash().hex()), other.encode());
    refusedAndNotKept("is not the model of this study", GIVEN);
    publish(GIVEN, card(GIVEN));
    byte[] cut = Arrays.copyOf(model.encode(), model.encode().length - 1);
    published.put(Paths.result(GIVEN.hash().hex()), cut);
    refusedAndNotKept("is no model", GIVEN);
  }

  @Test
  void aCardIsAnObjectThatNamesThisStudy() {
    publish(GIVEN, "{\"studyHash\": \"" + "0".repeat(64) + "\"}");
    refusedAndNotKept("is of another model", GIVEN);
    publish(GIVEN, "[]");
    refusedAndNotKept("is of another model", GIVEN);
    publish(GIVEN, "<html>");
    refusedAndNotKept("is not JSON", GIVEN);
    publish(GIVEN, card(GIVEN) + " {}");
    refusedAndNotKept("is not JSON", GIVEN);
    publish(GIVEN, card(GIVEN) + " ".repeat(1 << 20));
    refusedAndNotKept("too large", GIVEN);
  }

  @Test
  void whatWasWithdrawnAndWhatIsNotGivenIsSaidToBeSo() {
    refusedAndNotKept("gives no such model", GIVEN);
    publish(GIVEN, card(GIVEN));
    withdrawn = true;
    refusedAndNotKept("was withdrawn", GIVEN);
  }

  @Test
  void whatThisOrganisationWasAskedForItselfCannotBeFetched() {
    publish(GIVEN, card(GIVEN));
    database.jdbi().useHandle(handle -> store.propose(handle, GIVEN));
    refused("is asked for this study itself", GIVEN);
    database
        .jdbi()
        .useHandle(
            handle ->
                store.decide(
                    handle, GIVEN.hash().hex(), Decision.DECLINED, "mika", Optional.empty()));
    refused("declined or ended here", GIVEN);
    assertEquals(Decision.DECLINED, store.find(GIVEN.hash().hex()).orElseThrow().decision());
  }
}
