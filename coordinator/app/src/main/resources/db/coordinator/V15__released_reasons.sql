-- What stewards let out about studies that they declined.

CREATE TABLE study_reason (
  study_hash text NOT NULL REFERENCES study (hash),
  organisation text NOT NULL,
  text text NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (study_hash, organisation)
);
COMMENT ON TABLE study_reason IS 'Reasons that stewards released by hand; the first of each organisation stays.';
COMMENT ON COLUMN study_reason.study_hash IS 'The study that was declined.';
COMMENT ON COLUMN study_reason.organisation IS 'Whose steward, by the certificate of its node.';
COMMENT ON COLUMN study_reason.text IS 'As it was written, at most 500 characters.';
COMMENT ON COLUMN study_reason.received_at IS 'When it came.';
