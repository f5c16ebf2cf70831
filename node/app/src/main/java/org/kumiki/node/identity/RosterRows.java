package org.kumiki.node.identity;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.kumiki.exchange.roster.NamedSignature;
import org.kumiki.exchange.roster.RosterSnapshot;
import org.kumiki.exchange.roster.RosterSuccession;
import org.kumiki.exchange.roster.SignedRoster;
import org.kumiki.exchange.wire.ByteString;

/** The rows of pinned rosters, each method a transaction of its own. What is put in was checked. */
final class RosterRows {
  private final Jdbi jdbi;

  RosterRows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A step of the chain as it was pinned.
   *
   * @param own this organisation's signature; without it the roster is not in force here
   * @param grown whether it came into force by two thirds
   */
  record Row(RosterSuccession step, Optional<ByteString> own, boolean grown) {}

  /** The chain, the first roster first. */
  List<Row> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT succession, own_signature, by_growth FROM pinned_roster"
                        + " ORDER BY version")
                .map(
                    (row, context) ->
                        new Row(
                            RosterSuccession.decode(row.getBytes(1)),
                            Optional.ofNullable(row.getBytes(2)).map(ByteString::of),
                            row.getBoolean(3)))
                .list());
  }

  /** A chain of which this organisation has signed the last one. */
  void add(List<RosterSuccession> steps, ByteString own) {
    RosterSuccession last = steps.get(steps.size() - 1);
    jdbi.useTransaction(
        handle -> {
          for (RosterSuccession step : steps) {
            boolean first = step.successor().roster().version() == 1;
            Optional<ByteString> signature = step == last ? Optional.of(own) : Optional.empty();
            insert(handle, step, signature, !first && !step.successor().isComplete());
          }
        });
  }

  /** The next step. */
  void add(RosterSuccession step, Optional<ByteString> own) {
    jdbi.useTransaction(handle -> insert(handle, step, own, !step.successor().isComplete()));
  }

  /** This organisation's late signature. */
  void sign(RosterSnapshot roster, NamedSignature own) {
    jdbi.useTransaction(
        handle -> {
          handle.execute(
              "UPDATE pinned_roster SET own_signature = ? WHERE hash = ?",
              own.signature().toByteArray(),
              roster.hash().hex());
          PinnedRoster.save(handle, roster, own);
        });
  }

  /** The chain with all signatures that are known here. */
  List<RosterSuccession> history() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT succession FROM pinned_roster ORDER BY version")
                .mapTo(byte[].class)
                .map(RosterSuccession::decode)
                .map(step -> signed(handle, step))
                .list());
  }

  /** A roster that came into force by two thirds, with all signatures that are known here. */
  Optional<SignedRoster> grown(ByteString hash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT succession FROM pinned_roster WHERE hash = :hash AND by_growth")
                .bind("hash", hash.hex())
                .mapTo(byte[].class)
                .findOne()
                .map(bytes -> signed(handle, RosterSuccession.decode(bytes)).successor()));
  }

  /** Of a roster from a file, or by two thirds, signatures come later, one by one. */
  private static RosterSuccession signed(Handle handle, RosterSuccession step) {
    SignedRoster now =
        PinnedRoster.kept(handle, step.successor().roster())
            .reduce(step.successor(), SignedRoster::with, (one, other) -> other);
    return new RosterSuccession(now, step.replacements());
  }

  private static void insert(
      Handle handle, RosterSuccession step, Optional<ByteString> own, boolean grown) {
    RosterSnapshot roster = step.successor().roster();
    handle
        .createUpdate(
            "INSERT INTO pinned_roster (version, hash, succession, own_signature, by_growth)"
                + " VALUES (:version, :hash, :succession, :own, :grown)")
        .bind("version", roster.version())
        .bind("hash", roster.hash().hex())
        .bind("succession", step.encode())
        .bind("own", own.map(ByteString::toByteArray).orElse(null))
        .bind("grown", grown)
        .execute();
    for (NamedSignature signature : step.successor().signatures()) {
      if (step.successor().holds(signature)) {
        PinnedRoster.save(handle, roster, signature);
      }
    }
  }
}
