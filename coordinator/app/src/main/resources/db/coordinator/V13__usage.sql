-- Which terms members use, as their stewards released it, and what others may know of it.

CREATE TABLE usage_report (
  organisation text PRIMARY KEY,
  release bigint NOT NULL CHECK (release >= 1),
  terms text[] NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE usage_report IS 'The last report of each member: terms that its columns are mapped to. Shown to nobody.';
COMMENT ON COLUMN usage_report.organisation IS 'Whose steward released it.';
COMMENT ON COLUMN usage_report.release IS 'The node''s own number of the release; a later one replaces it.';
COMMENT ON COLUMN usage_report.terms IS 'IRIs; none after a report was taken back.';
COMMENT ON COLUMN usage_report.received_at IS 'When it came.';

CREATE TABLE usage_counted (
  organisation text PRIMARY KEY,
  terms text[] NOT NULL
);
COMMENT ON TABLE usage_counted IS 'The reports that the bands of now were counted from. Shown to nobody.';
COMMENT ON COLUMN usage_counted.organisation IS 'The member.';
COMMENT ON COLUMN usage_counted.terms IS 'Its report then.';

CREATE TABLE usage_band (
  term text COLLATE "C" PRIMARY KEY,
  at_least integer NOT NULL CHECK (at_least >= 3),
  members integer NOT NULL
);
COMMENT ON TABLE usage_band IS 'What people may know: terms that at least three members use. Counted anew as a whole.';
COMMENT ON COLUMN usage_band.term IS 'IRI of the term.';
COMMENT ON COLUMN usage_band.at_least IS 'So many members or more.';
COMMENT ON COLUMN usage_band.members IS 'So many members there were.';
