-- What a node keeps: the member's own rows, what its stewards decided, and what left the house.
-- Immutable columns stand first in each table.

CREATE TABLE dataset_version (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  dataset text NOT NULL,
  version integer NOT NULL,
  raw_sha256 text NOT NULL,
  mapping text NOT NULL,
  columns text NOT NULL,
  row_count bigint NOT NULL,
  committed_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (dataset, version)
);
COMMENT ON TABLE dataset_version IS 'Versions of datasets; a version is never changed.';
COMMENT ON COLUMN dataset_version.id IS 'Referenced by rows and studies.';
COMMENT ON COLUMN dataset_version.dataset IS 'Name that the steward gave.';
COMMENT ON COLUMN dataset_version.version IS '1, 2, 3, … within the dataset.';
COMMENT ON COLUMN dataset_version.raw_sha256 IS 'The raw file that it was read from, kept unchanged.';
COMMENT ON COLUMN dataset_version.mapping IS 'The mapping file (YAML) as used.';
COMMENT ON COLUMN dataset_version.columns IS 'Columns with term, unit and place in the arrays, JSON.';
COMMENT ON COLUMN dataset_version.row_count IS 'Rows of data.';
COMMENT ON COLUMN dataset_version.committed_at IS 'When it was committed, in one transaction.';

CREATE TABLE dataset_row (
  version_id bigint NOT NULL REFERENCES dataset_version (id),
  index bigint NOT NULL,
  line bigint NOT NULL,
  numbers double precision[] NOT NULL,
  texts text[] NOT NULL,
  censored text,
  PRIMARY KEY (version_id, index)
);
COMMENT ON TABLE dataset_row IS 'Rows, converted to the units of their terms.';
COMMENT ON COLUMN dataset_row.version_id IS 'The dataset version.';
COMMENT ON COLUMN dataset_row.index IS 'Counts the data rows of the file from 0.';
COMMENT ON COLUMN dataset_row.line IS 'Physical line of the raw file.';
COMMENT ON COLUMN dataset_row.numbers IS 'Measured columns in order; NaN where there is no number.';
COMMENT ON COLUMN dataset_row.texts IS 'Formulas, identifiers and words, in order.';
COMMENT ON COLUMN dataset_row.censored IS 'Limits such as <0.1 by column, JSON; null if none.';

CREATE TABLE standing_rule (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  computations text[] NOT NULL,
  minimum_organisations integer NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);
COMMENT ON TABLE standing_rule IS 'Studies that a steward approves in advance, by template.';
COMMENT ON COLUMN standing_rule.id IS 'For the approval''s record.';
COMMENT ON COLUMN standing_rule.computations IS 'Computations that it covers.';
COMMENT ON COLUMN standing_rule.minimum_organisations IS 'Only studies that ask for at least these.';
COMMENT ON COLUMN standing_rule.made_by IS 'The steward.';
COMMENT ON COLUMN standing_rule.made_at IS 'When.';
COMMENT ON COLUMN standing_rule.ended_at IS 'When it was taken back; null while it holds.';

CREATE TABLE study (
  hash text PRIMARY KEY,
  bytes bytea NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  decision text NOT NULL DEFAULT 'pending' CHECK (decision IN ('pending', 'approved', 'declined')),
  decided_by text,
  decided_at timestamptz,
  dataset_version_id bigint REFERENCES dataset_version (id),
  progress bytea NOT NULL,
  round integer NOT NULL DEFAULT 0,
  epoch bigint NOT NULL DEFAULT 0,
  upload bytea,
  ended_at timestamptz,
  reason text,
  sentence text,
  rows_used bigint,
  rows_without_target bigint,
  rows_outside_domain bigint,
  rows_unreadable bigint,
  rows_imputed bigint,
  card text
);
COMMENT ON TABLE study IS 'Studies proposed to this node; nothing runs without an approval.';
COMMENT ON COLUMN study.hash IS 'What a steward approves.';
COMMENT ON COLUMN study.bytes IS 'Canonical encoding, docs/protocol.md.';
COMMENT ON COLUMN study.received_at IS 'When the proposal came.';
COMMENT ON COLUMN study.decision IS 'pending, approved or declined.';
COMMENT ON COLUMN study.decided_by IS 'The steward, or the standing rule.';
COMMENT ON COLUMN study.decided_at IS 'When.';
COMMENT ON COLUMN study.dataset_version_id IS 'The rows that take part, fixed with the approval.';
COMMENT ON COLUMN study.progress IS 'As computed by this node from published sums.';
COMMENT ON COLUMN study.round IS 'Last published round, 0 before the first.';
COMMENT ON COLUMN study.epoch IS 'Last epoch that this node answered.';
COMMENT ON COLUMN study.upload IS 'Own signed root of the round in flight; null if none.';
COMMENT ON COLUMN study.ended_at IS 'When it ended for this node.';
COMMENT ON COLUMN study.reason IS 'Why, by name.';
COMMENT ON COLUMN study.sentence IS 'Why, for the steward.';
COMMENT ON COLUMN study.rows_used IS 'Own rows that took part; never leaves the node.';
COMMENT ON COLUMN study.rows_without_target IS 'Own rows left out: no target value.';
COMMENT ON COLUMN study.rows_outside_domain IS 'Own rows left out: outside a term''s domain.';
COMMENT ON COLUMN study.rows_unreadable IS 'Own rows left out: unreadable composition.';
COMMENT ON COLUMN study.rows_imputed IS 'Own rows where an elemental value was missing and counted as the mean over elements.';
COMMENT ON COLUMN study.card IS 'The registry''s card, kept only if its result equals the own one.';

CREATE TABLE inbox_position (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  number bigint NOT NULL
);
COMMENT ON TABLE inbox_position IS 'How far the coordinator''s inbox has been worked off.';
COMMENT ON COLUMN inbox_position.only_row IS 'There is one row.';
COMMENT ON COLUMN inbox_position.number IS 'Number of the last message, in its effects'' transaction.';
INSERT INTO inbox_position (number) VALUES (0);

CREATE TABLE outbox (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  path text NOT NULL,
  message bytea,
  spool text,
  size_bytes bigint NOT NULL,
  queued_at timestamptz NOT NULL DEFAULT now(),
  sent_at timestamptz,
  refused text
);
COMMENT ON TABLE outbox IS 'Everything that leaves, in order, written before it is sent.';
COMMENT ON COLUMN outbox.number IS 'Order of sending.';
COMMENT ON COLUMN outbox.path IS 'Resource at the coordinator.';
COMMENT ON COLUMN outbox.message IS 'A signed message; null for a vector.';
COMMENT ON COLUMN outbox.spool IS 'Name of a masked vector''s file in the spool; null for a message.';
COMMENT ON COLUMN outbox.size_bytes IS 'Bytes of the body.';
COMMENT ON COLUMN outbox.queued_at IS 'When it was written.';
COMMENT ON COLUMN outbox.sent_at IS 'When the coordinator took or refused it.';
COMMENT ON COLUMN outbox.refused IS 'The coordinator''s problem if it refused it.';

CREATE INDEX outbox_unsent ON outbox (number) WHERE sent_at IS NULL;

CREATE TABLE ledger_entry (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  study_hash text NOT NULL,
  epoch bigint NOT NULL,
  round integer NOT NULL,
  subject text NOT NULL,
  length integer NOT NULL,
  cohort integer NOT NULL,
  verdict text NOT NULL,
  reason text NOT NULL
);
COMMENT ON TABLE ledger_entry IS 'The release ledger: one row before each vector leaves. Append-only.';
COMMENT ON COLUMN ledger_entry.number IS 'Order.';
COMMENT ON COLUMN ledger_entry.at IS 'When, before the vector was masked.';
COMMENT ON COLUMN ledger_entry.study_hash IS 'The approved study.';
COMMENT ON COLUMN ledger_entry.epoch IS 'Epoch.';
COMMENT ON COLUMN ledger_entry.round IS 'Round.';
COMMENT ON COLUMN ledger_entry.subject IS 'What the vector says, in a sentence.';
COMMENT ON COLUMN ledger_entry.length IS 'Entries of 8 bytes.';
COMMENT ON COLUMN ledger_entry.cohort IS 'Organisations whose masks cover it.';
COMMENT ON COLUMN ledger_entry.verdict IS 'GRANTED; WITHHELD: zeros left instead; REFUSED: nothing left.';
COMMENT ON COLUMN ledger_entry.reason IS 'Why it was withheld or refused; for the owner alone.';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'this table is append-only'; END $$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dataset_version_unchanged BEFORE UPDATE ON dataset_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER dataset_row_unchanged BEFORE UPDATE ON dataset_row
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
