package org.kumiki.node.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.study.Feature;
import org.kumiki.exchange.study.Feature.NumericTerm;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/** Rows of personal models. Thread-safe. */
public final class PersonalModelStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_TERMS = 2001;

  private final Jdbi jdbi;

  public PersonalModelStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public Optional<PersonalModel> find(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM personal_model WHERE name = :name")
                .bind("name", name)
                .map((row, context) -> model(row))
                .findOne());
  }

  /** The newest first. */
  public List<PersonalModel> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM personal_model ORDER BY made_at DESC, name")
                .map((row, context) -> model(row))
                .list());
  }

  /** False if the name is taken. */
  boolean add(PersonalModel model) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "INSERT INTO personal_model (name, dataset_version_id, terms, sources, seed,"
                            + " chosen, rows_used, evidence, made_by) VALUES (:name, :version,"
                            + " :terms, :sources, :seed, :chosen, :rows, :evidence, :by)"
                            + " ON CONFLICT DO NOTHING")
                    .bind("name", model.name())
                    .bind("version", model.datasetVersion())
                    .bind("terms", terms(model))
                    .bindArray("sources", String.class, model.sources())
                    .bind("seed", model.seed())
                    .bind("chosen", model.chosen())
                    .bind("rows", model.rows())
                    .bind("evidence", json(model.evidence()))
                    .bind("by", model.madeBy())
                    .execute())
        == 1;
  }

  private static byte[] terms(PersonalModel model) {
    List<Feature> terms = new ArrayList<>(List.of(model.target()));
    terms.addAll(model.features());
    return new WireWriter().list(terms, Feature::write).toByteArray();
  }

  private static PersonalModel model(ResultSet row) throws SQLException {
    List<Feature> terms =
        new WireReader(row.getBytes("terms")).list("terms", MAX_TERMS, Feature::read);
    return new PersonalModel(
        row.getString("name"),
        row.getLong("dataset_version_id"),
        (NumericTerm) terms.get(0),
        terms.subList(1, terms.size()),
        Arrays.asList((String[]) row.getArray("sources").getArray()),
        row.getLong("seed"),
        row.getString("chosen"),
        row.getLong("rows_used"),
        evidence(row.getString("evidence")),
        row.getString("made_by"),
        row.getObject("made_at", OffsetDateTime.class));
  }

  private static String json(List<PersonalModel.Evidence> evidence) {
    try {
      return JSON.writeValueAsString(evidence);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers are always JSON", e);
    }
  }

  private static List<PersonalModel.Evidence> evidence(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("evidence is always JSON", e);
    }
  }
}
