-- Models that this organisation may use without having taken part, and models that were withdrawn.

ALTER TABLE study DROP CONSTRAINT study_decision_check;
ALTER TABLE study ADD CONSTRAINT study_decision_check
  CHECK (decision IN ('pending', 'approved', 'declined', 'fetched'));
COMMENT ON COLUMN study.decision IS 'pending, approved or declined; fetched for the model of a study in which this organisation has no part: nothing was asked of its rows.';

CREATE TABLE model_withdrawal (
  study_hash text PRIMARY KEY,
  message bytea NOT NULL,
  reason_en text NOT NULL,
  reason_ja text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE model_withdrawal IS 'Models that the coordinator has withdrawn. Append-only.';
COMMENT ON COLUMN model_withdrawal.study_hash IS 'The study that made the model, whether or not it is here.';
COMMENT ON COLUMN model_withdrawal.message IS 'As the coordinator signed it.';
COMMENT ON COLUMN model_withdrawal.reason_en IS 'Why, in English.';
COMMENT ON COLUMN model_withdrawal.reason_ja IS 'Why, in Japanese.';
COMMENT ON COLUMN model_withdrawal.received_at IS 'When this node was told.';
CREATE TRIGGER model_withdrawal_append_only BEFORE UPDATE OR DELETE ON model_withdrawal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
