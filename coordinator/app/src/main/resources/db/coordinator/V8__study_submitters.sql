-- Who submitted a study through the API of people. A study from before has no row: only an operator
-- takes it back.

CREATE TABLE study_submitter (
  study_hash text PRIMARY KEY REFERENCES study (hash),
  subject text NOT NULL,
  name text NOT NULL,
  organisations text[] NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE study_submitter IS 'Who asked for a study; their organisation may take it back.';
COMMENT ON COLUMN study_submitter.study_hash IS 'The study.';
COMMENT ON COLUMN study_submitter.subject IS 'The account at the issuer; ''owner'' for the folder''s token.';
COMMENT ON COLUMN study_submitter.name IS 'The person''s name at that time.';
COMMENT ON COLUMN study_submitter.organisations IS 'Aliases of the organisations that counted then.';
COMMENT ON COLUMN study_submitter.at IS 'When it was submitted.';
