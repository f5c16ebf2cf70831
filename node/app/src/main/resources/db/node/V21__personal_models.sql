-- Models of this house alone: what a model of others is worth for own rows of another property.

CREATE TABLE personal_model (
  name text PRIMARY KEY CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  dataset_version_id bigint NOT NULL REFERENCES dataset_version (id),
  terms bytea NOT NULL,
  sources text[] NOT NULL,
  seed bigint NOT NULL,
  chosen text NOT NULL,
  rows_used bigint NOT NULL,
  evidence text NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE personal_model IS 'Models that this node made of own rows, on top of models that it holds. Never shared. Append-only.';
COMMENT ON COLUMN personal_model.name IS 'As people call it.';
COMMENT ON COLUMN personal_model.dataset_version_id IS 'Whose rows it learned from; the model is made anew from them when it is used.';
COMMENT ON COLUMN personal_model.terms IS 'The target and the features, as a study encodes them.';
COMMENT ON COLUMN personal_model.sources IS 'Hashes of the studies whose models were tried.';
COMMENT ON COLUMN personal_model.seed IS 'Of the folds.';
COMMENT ON COLUMN personal_model.chosen IS 'The way that withheld rows preferred, by its label.';
COMMENT ON COLUMN personal_model.rows_used IS 'Own rows with the target.';
COMMENT ON COLUMN personal_model.evidence IS 'What each way was worth on withheld rows (JSON).';
COMMENT ON COLUMN personal_model.made_by IS 'Who.';
COMMENT ON COLUMN personal_model.made_at IS 'When.';
CREATE TRIGGER personal_model_append_only BEFORE UPDATE OR DELETE ON personal_model
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
