package org.kumiki.coordinator.editorial;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.coordinator.membership.MembershipStore;
import org.kumiki.coordinator.membership.RosterStore;
import org.kumiki.coordinator.usage.UsageBands;
import org.kumiki.coordinator.vocabulary.ShippedVocabulary;
import org.kumiki.coordinator.vocabulary.VocabularyStore;
import org.kumiki.platform.database.Database;
import org.kumiki.platform.database.DatabaseSettings;
import org.kumiki.platform.folder.DataFolder;
import org.kumiki.platform.folder.FolderLock;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Person.Standing;
import org.kumiki.platform.people.Role;

/**
 * A real PostgreSQL with the coordinator's tables, the shipped vocabulary, and people of the
 * coordinator's organisation and of two members. Each test uses terms of its own: a log that is
 * append-only cannot be emptied between them.
 */
final class EditorialDatabase implements AutoCloseable {
  static final String HOME = "steel";
  static final List<String> MEMBERS = List.of("aoba", "birch", "cedar", "dune", "elm", "fir");

  final FolderLock lock;
  final Database database;
  final VocabularyStore vocabulary;
  final MembershipStore members;
  final UsageBands usage;
  final Clock clock = Clock.systemUTC();

  EditorialDatabase(Path folder) {
    lock = DataFolder.open(folder.resolve("coordinator")).lock();
    database =
        Database.open(
            new DatabaseSettings.Embedded(folder.resolve("programs")),
            lock,
            "classpath:db/coordinator");
    vocabulary = opened();
    new ShippedVocabulary(vocabulary, clock).bring();
    members = new MembershipStore(database.jdbi());
    usage = new UsageBands(database.jdbi(), new RosterStore(database.jdbi()));
    for (String member : MEMBERS) {
      database
          .jdbi()
          .useHandle(
              handle -> {
                handle.execute(
                    "INSERT INTO member (organisation, node) VALUES (?, 'node-1')"
                        + " ON CONFLICT DO NOTHING",
                    member);
                handle.execute(
                    "INSERT INTO member_certificate (sha256, organisation) VALUES (?, ?)"
                        + " ON CONFLICT DO NOTHING",
                    "certificate of " + member,
                    member);
              });
    }
  }

  /** Another coordinator on the same database, or this one after a crash. */
  VocabularyStore opened() {
    return VocabularyStore.open(database.jdbi());
  }

  Jdbi jdbi() {
    return database.jdbi();
  }

  /** Somebody of a member. */
  static Person guest(String name, String organisation, Role... roles) {
    return new Person(
        "id-of-" + name,
        name,
        "Name of " + name,
        Set.of(organisation),
        Set.of(roles),
        Standing.GUEST);
  }

  /** Somebody of the coordinator's organisation. */
  static Person home(String name, Role... roles) {
    return new Person(
        "id-of-" + name, name, "Name of " + name, Set.of(HOME), Set.of(roles), Standing.HOME);
  }

  @Override
  public void close() {
    vocabulary.close();
    database.close();
    lock.close();
  }
}
