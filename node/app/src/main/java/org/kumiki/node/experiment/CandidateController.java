package org.kumiki.node.experiment;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import org.kumiki.platform.http.CommonProblem;
import org.kumiki.platform.http.ProblemException;
import org.kumiki.platform.people.OpenTo;
import org.kumiki.platform.people.Person;
import org.kumiki.platform.people.Role;

/** Private tables of candidates: which lie here, what room they take, and away with one. */
@Controller("/api/v1/candidates")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CandidateController {
  /** Of the machine's owner, who has no account. */
  private static final String OWNER = "owner";

  private final CandidateTables tables;

  CandidateController(CandidateTables tables) {
    this.tables = tables;
  }

  /** A table; {@code campaigns} read it, and while one does it stays. */
  @Serdeable
  record TableView(
      String sha256,
      String name,
      long bytes,
      String madeBy,
      OffsetDateTime madeAt,
      List<String> campaigns,
      boolean removable) {}

  /** All tables, the newest first, and the room that they take and may take together. */
  @Serdeable
  record TablesView(long usedBytes, long mostBytes, List<TableView> tables) {}

  /** Tables of candidates and the room that they take. */
  @Get
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  TablesView list(HttpRequest<?> http) {
    Person person = Person.of(http);
    List<TableView> all = tables.all().stream().map(one -> view(one, person)).toList();
    return new TablesView(tables.usedBytes(), tables.mostBytes(), all);
  }

  /** Removes a table that no campaign reads; whoever brought it does, or a steward. */
  @Delete("/{sha256}")
  @OpenTo({Role.SCIENTIST, Role.STEWARD})
  TablesView remove(HttpRequest<?> http, String sha256) throws IOException {
    CandidateTable table = table(sha256);
    try {
      remove(table, Person.of(http));
    } catch (CampaignRefused e) {
      throw new ProblemException(ExperimentProblem.CAMPAIGN_REFUSED, e.getMessage());
    }
    return list(http);
  }

  /**
   * @throws CampaignRefused if a campaign reads it
   */
  void remove(CandidateTable table, Person person) throws IOException {
    if (!CandidateTables.mayRemove(table, person)) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN,
          "Only " + table.madeBy() + ", who brought this table, or a steward removes it");
    }
    tables.remove(table);
  }

  CandidateTable table(String sha256) {
    return tables
        .find(sha256)
        .orElseThrow(
            () ->
                new ProblemException(
                    ExperimentProblem.NO_SUCH_TABLE,
                    "No table of this hash is here: 'kumiki node candidates' lists them"));
  }

  /** What is known of a table before its first byte. */
  static CandidateTables.Upload upload(HttpRequest<?> http, String name, @Nullable String by) {
    Person person = Person.of(http);
    String stated = by == null || by.isBlank() ? OWNER : by;
    return new CandidateTables.Upload(
        name, Math.max(0, http.getContentLength()), person.account(""), person.signature(stated));
  }

  private static TableView view(CandidateTable table, Person person) {
    return new TableView(
        table.sha256(),
        table.name(),
        table.bytes(),
        table.madeBy(),
        table.madeAt(),
        table.campaigns(),
        table.campaigns().isEmpty() && CandidateTables.mayRemove(table, person));
  }
}
