-- Tables of candidates that scientists bring: who brought which, and how much room they take.

CREATE TABLE candidate_table (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  name text NOT NULL,
  bytes bigint NOT NULL CHECK (bytes >= 0),
  account text NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  mapping text
);
COMMENT ON TABLE candidate_table IS 'Private tables of candidates in the folder candidates. A row is written after its file and removed before it, so that a file without a row is a leftover.';
COMMENT ON COLUMN candidate_table.sha256 IS 'Of the file, which has this name.';
COMMENT ON COLUMN candidate_table.name IS 'As people call it: of the file, or of the campaign that it was brought for.';
COMMENT ON COLUMN candidate_table.bytes IS 'Of the file.';
COMMENT ON COLUMN candidate_table.account IS 'The account of whoever brought it first, who may remove it.';
COMMENT ON COLUMN candidate_table.made_by IS 'Who, for people.';
COMMENT ON COLUMN candidate_table.made_at IS 'When.';
COMMENT ON COLUMN candidate_table.mapping IS 'The mapping file by which its page reads it; null until somebody gave one.';

ALTER TABLE campaign ADD COLUMN candidate_table text REFERENCES candidate_table (sha256);
COMMENT ON COLUMN campaign.candidate_table IS 'The table that it reads, which cannot be removed any more; null for a search space, and for a table among the raw files.';
