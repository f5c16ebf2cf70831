-- Rows that train nothing: docs/protocol.md, "Rows held out".

ALTER TABLE question ADD COLUMN holdout double precision NOT NULL DEFAULT 0;
COMMENT ON COLUMN question.holdout IS 'The share of materials that trains nothing; 0 if none does. Immutable.';
