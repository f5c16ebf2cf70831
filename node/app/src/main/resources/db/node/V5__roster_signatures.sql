-- Who has signed the roster that this node has pinned.

CREATE TABLE roster_signature (
  roster_hash text NOT NULL,
  organisation text NOT NULL,
  signature bytea NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (roster_hash, organisation)
);
COMMENT ON TABLE roster_signature IS 'Signatures that this node has checked; with all, it takes part.';
COMMENT ON COLUMN roster_signature.roster_hash IS 'The pinned roster, lower-case hex.';
COMMENT ON COLUMN roster_signature.organisation IS 'Who signed.';
COMMENT ON COLUMN roster_signature.signature IS 'Ed25519 over the roster''s hash, 64 bytes.';
COMMENT ON COLUMN roster_signature.received_at IS 'When it came.';
CREATE TRIGGER roster_signature_unchanged BEFORE UPDATE ON roster_signature
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
