ALTER TABLE study ADD COLUMN round_errors double precision[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN study.round_errors IS 'The root mean squared error that each published round''s sum told, over all training rows, in the target''s unit; NaN where it told none.';

CREATE TABLE member_contact (
  organisation text PRIMARY KEY,
  at timestamptz NOT NULL
);
COMMENT ON TABLE member_contact IS 'When a member''s node was last heard of, to a few seconds; for people who wonder whether it runs.';
