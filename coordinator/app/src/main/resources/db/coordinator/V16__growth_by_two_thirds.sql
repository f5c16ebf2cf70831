-- Rosters that may come into force by two thirds, once their time has passed.

ALTER TABLE roster_proposal ADD COLUMN due_at timestamptz;
COMMENT ON COLUMN roster_proposal.proposed_at IS 'When it was offered last; the cooling-off time counts from it.';
COMMENT ON COLUMN roster_proposal.due_at IS 'When it may come into force here by two thirds; null where all must sign.';
