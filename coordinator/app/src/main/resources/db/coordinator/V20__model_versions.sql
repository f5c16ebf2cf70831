-- Models of one lineage follow on one another, and one that turned out wrong is withdrawn. Neither
-- changes the model or its card: what is known later stands beside them.

CREATE TABLE model_version (
  study_hash text PRIMARY KEY REFERENCES model (study_hash),
  lineage text NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  UNIQUE (lineage, version)
);
COMMENT ON TABLE model_version IS 'Which of its lineage a model is. Append-only.';
COMMENT ON COLUMN model_version.study_hash IS 'The study that made the model.';
COMMENT ON COLUMN model_version.lineage IS 'The title of the studies that make it.';
COMMENT ON COLUMN model_version.version IS '1, 2, 3, … in the order of registration; a version supersedes the one before.';

INSERT INTO model_version (study_hash, lineage, version)
  SELECT study_hash, lineage, row_number() OVER (PARTITION BY lineage ORDER BY registered_at, study_hash)
  FROM (SELECT study_hash, registered_at, card::jsonb ->> 'title' AS lineage FROM model) titled
  WHERE lineage IS NOT NULL;

CREATE TABLE model_withdrawal (
  study_hash text PRIMARY KEY REFERENCES model (study_hash),
  message bytea NOT NULL,
  reason_en text NOT NULL,
  reason_ja text NOT NULL,
  withdrawn_by text NOT NULL,
  withdrawn_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE model_withdrawal IS 'Models that are given out no more. Append-only.';
COMMENT ON COLUMN model_withdrawal.study_hash IS 'The study that made the model.';
COMMENT ON COLUMN model_withdrawal.message IS 'What members were told, signed by the coordinator.';
COMMENT ON COLUMN model_withdrawal.reason_en IS 'Why, in English.';
COMMENT ON COLUMN model_withdrawal.reason_ja IS 'Why, in Japanese.';
COMMENT ON COLUMN model_withdrawal.withdrawn_by IS 'Who withdrew it.';
COMMENT ON COLUMN model_withdrawal.withdrawn_at IS 'When.';

CREATE FUNCTION registry_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the registry is append-only: % of % refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON model_version
  FOR EACH ROW EXECUTE FUNCTION registry_is_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON model_withdrawal
  FOR EACH ROW EXECUTE FUNCTION registry_is_append_only();
