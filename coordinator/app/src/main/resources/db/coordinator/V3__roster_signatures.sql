-- Who has signed the roster, and which protocol versions each member's node speaks.

CREATE TABLE roster_signature (
  roster_hash text NOT NULL,
  organisation text NOT NULL,
  signature bytea NOT NULL,
  holds boolean NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (roster_hash, organisation)
);
COMMENT ON TABLE roster_signature IS 'Members'' signatures of a roster, as their nodes sent them.';
COMMENT ON COLUMN roster_signature.roster_hash IS 'The coordinator''s roster when it came, lower-case hex.';
COMMENT ON COLUMN roster_signature.organisation IS 'The member whose node sent it.';
COMMENT ON COLUMN roster_signature.signature IS 'Ed25519, 64 bytes; final once it holds.';
COMMENT ON COLUMN roster_signature.holds IS 'False: it is over another roster, and the others are told.';
COMMENT ON COLUMN roster_signature.received_at IS 'When it came.';

ALTER TABLE member ADD COLUMN protocol_versions text;
COMMENT ON COLUMN member.protocol_versions IS 'What its node announced last, e.g. 1, 2; null if it never said.';
