-- What this node was asked, against differencing: docs/protocol.md, "The query ledger".
-- Immutable columns stand first in each table.

CREATE TABLE data_epoch_version (
  dataset text NOT NULL,
  data_epoch integer NOT NULL CHECK (data_epoch >= 1),
  version_id bigint NOT NULL REFERENCES dataset_version (id),
  bound_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (dataset, data_epoch)
);
COMMENT ON TABLE data_epoch_version IS 'Which version of a dataset takes part in a data epoch. Append-only: rows never move under a question.';
COMMENT ON COLUMN data_epoch_version.dataset IS 'Name of the dataset.';
COMMENT ON COLUMN data_epoch_version.data_epoch IS 'Counts for the whole consortium, from 1.';
COMMENT ON COLUMN data_epoch_version.version_id IS 'The version, bound by the first approval in the epoch.';
COMMENT ON COLUMN data_epoch_version.bound_at IS 'When.';

CREATE TABLE question (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  study_hash text NOT NULL UNIQUE REFERENCES study (hash),
  roster_hash text NOT NULL,
  statistic_key text NOT NULL,
  dataset text NOT NULL,
  data_epoch integer NOT NULL,
  terms text[] NOT NULL,
  conditions text[] NOT NULL,
  cohort text[] NOT NULL,
  minimum_rows integer NOT NULL,
  maximum_rows bigint NOT NULL,
  variables integer NOT NULL,
  repeated boolean NOT NULL,
  new_data boolean NOT NULL
);
COMMENT ON TABLE question IS 'The query ledger: one row for each study that this node has started to answer, before its flags leave. Append-only.';
COMMENT ON COLUMN question.number IS 'Order of admission.';
COMMENT ON COLUMN question.at IS 'When it was admitted.';
COMMENT ON COLUMN question.study_hash IS 'The study that asked; its ledger entries say what left, the two flags first.';
COMMENT ON COLUMN question.roster_hash IS 'The roster under which it was asked.';
COMMENT ON COLUMN question.statistic_key IS 'The same for every job that asks the same of the same dataset in the same data epoch.';
COMMENT ON COLUMN question.dataset IS 'Whose rows answer it.';
COMMENT ON COLUMN question.data_epoch IS 'Data epoch.';
COMMENT ON COLUMN question.terms IS 'What is summed: IRIs of features and target, ascending.';
COMMENT ON COLUMN question.conditions IS 'Rows outside any of them take no part, in words.';
COMMENT ON COLUMN question.cohort IS 'The organisations whose sum is opened, ascending.';
COMMENT ON COLUMN question.minimum_rows IS 'Rows below which a member sends zeros.';
COMMENT ON COLUMN question.maximum_rows IS 'Rows above which a member sends zeros.';
COMMENT ON COLUMN question.variables IS 'Numbers that each row gives; the lengths of the opened sums follow from it.';
COMMENT ON COLUMN question.repeated IS 'The same statistic was asked of the same cohort before: no new charge.';
COMMENT ON COLUMN question.new_data IS 'The second flag, as it was uploaded unless a rule of rows turned it into 0.';

CREATE TABLE question_column (
  question bigint NOT NULL REFERENCES question (number),
  term text NOT NULL,
  first_digest bigint NOT NULL,
  second_digest bigint NOT NULL,
  row_count bigint NOT NULL,
  PRIMARY KEY (question, term)
);
COMMENT ON TABLE question_column IS 'What this node gave for each term, as a digest that knows no order. Private; append-only.';
COMMENT ON COLUMN question_column.question IS 'The question.';
COMMENT ON COLUMN question_column.term IS 'IRI of the term.';
COMMENT ON COLUMN question_column.first_digest IS 'Sum modulo 2^64 of keyed hashes of the values.';
COMMENT ON COLUMN question_column.second_digest IS 'The same under another key.';
COMMENT ON COLUMN question_column.row_count IS 'Rows that gave values.';

CREATE TABLE digest_key (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  key bytea NOT NULL
);
COMMENT ON TABLE digest_key IS 'The key of this node''s digests. Append-only.';
COMMENT ON COLUMN digest_key.only_row IS 'There is one row.';
COMMENT ON COLUMN digest_key.key IS 'Random, made at the first start; never leaves the node.';

CREATE TRIGGER data_epoch_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
  ON data_epoch_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER question_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
  ON question FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER question_column_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
  ON question_column FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER digest_key_append_only BEFORE UPDATE OR DELETE OR TRUNCATE
  ON digest_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
