-- The rosters that this node has pinned, one after another, and its stewards' answers to others.

CREATE TABLE pinned_roster (
  version integer PRIMARY KEY CHECK (version >= 1),
  hash text NOT NULL UNIQUE,
  succession bytea NOT NULL,
  own_signature bytea,
  pinned_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE pinned_roster IS 'The chain of rosters; the highest version is in force here.';
COMMENT ON COLUMN pinned_roster.version IS '1, 2, 3, … without gaps.';
COMMENT ON COLUMN pinned_roster.hash IS 'What was signed and is pinned, lower-case hex.';
COMMENT ON COLUMN pinned_roster.succession IS 'Roster, signatures and key replacements as they were checked, docs/protocol.md.';
COMMENT ON COLUMN pinned_roster.own_signature IS 'This organisation''s, 64 bytes; null for rosters from before it joined.';
COMMENT ON COLUMN pinned_roster.pinned_at IS 'When it was pinned here.';

CREATE TABLE roster_answer (
  roster_hash text PRIMARY KEY,
  proposal bytea NOT NULL,
  approval bytea,
  refusal bytea,
  decided_at timestamptz NOT NULL DEFAULT now(),
  taken_at timestamptz,
  CHECK ((approval IS NULL) <> (refusal IS NULL))
);
COMMENT ON TABLE roster_answer IS 'What this organisation''s steward has signed or refused.';
COMMENT ON COLUMN roster_answer.roster_hash IS 'The proposed roster, lower-case hex.';
COMMENT ON COLUMN roster_answer.proposal IS 'What the steward saw, docs/protocol.md.';
COMMENT ON COLUMN roster_answer.approval IS 'Signature and votes; final.';
COMMENT ON COLUMN roster_answer.refusal IS 'Reason and signature; an approval may take its place.';
COMMENT ON COLUMN roster_answer.decided_at IS 'When.';
COMMENT ON COLUMN roster_answer.taken_at IS 'When the coordinator took it; null until then.';
