-- What stewards released by hand for the vocabulary. Immutable.

CREATE TABLE hand_release (
  number bigint PRIMARY KEY CHECK (number >= 1),
  kind text NOT NULL CHECK (kind IN ('USAGE', 'HEADER')),
  body bytea NOT NULL,
  released_by text NOT NULL,
  released_at timestamptz NOT NULL DEFAULT now(),
  outbox_number bigint NOT NULL UNIQUE REFERENCES outbox (number)
);
COMMENT ON TABLE hand_release IS 'Terms in use and headers that a steward let go to the coordinator, in the bytes that left. Append-only.';
COMMENT ON COLUMN hand_release.number IS '1, 2, 3, … without gaps; stands in the body, so that the coordinator tells a new release from an old one sent again.';
COMMENT ON COLUMN hand_release.kind IS 'Terms that columns are mapped to, or a header that has no term.';
COMMENT ON COLUMN hand_release.body IS 'Exactly what leaves, docs/protocol.md, section 14.';
COMMENT ON COLUMN hand_release.released_by IS 'The steward; never leaves.';
COMMENT ON COLUMN hand_release.released_at IS 'When.';
COMMENT ON COLUMN hand_release.outbox_number IS 'Its place in the outbox, which knows whether it was sent.';
CREATE TRIGGER hand_release_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON hand_release
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
