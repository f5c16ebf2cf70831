-- Members may sign with Ed25519 and ML-DSA-65: 64 bytes, and 3,309 behind them.

ALTER TABLE witnessed_head
  DROP CONSTRAINT witnessed_head_signature_check,
  ADD CHECK (octet_length(signature) IN (64, 3373));
ALTER TABLE own_head_seen
  DROP CONSTRAINT own_head_seen_signature_check,
  ADD CHECK (octet_length(signature) IN (64, 3373));
COMMENT ON COLUMN roster_signature.signature IS 'Over the roster''s hash, with the key that it lists.';
COMMENT ON COLUMN pinned_roster.own_signature IS 'This organisation''s; null for rosters from before it joined.';
