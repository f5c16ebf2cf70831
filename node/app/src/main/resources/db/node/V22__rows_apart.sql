-- Rows of the other part of a hold-out: a member that lacks them sends zeros, and should see why.

ALTER TABLE study ADD COLUMN rows_apart bigint;
COMMENT ON COLUMN study.rows_apart IS 'Own rows of the other part of the study''s hold-out, as last counted; 0 without one.';
