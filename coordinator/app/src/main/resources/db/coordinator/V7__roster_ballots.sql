-- Rosters in force one after another, and what is proposed, signed and refused.

CREATE TABLE organisation (
  name text PRIMARY KEY,
  display_name text NOT NULL,
  signing_key bytea NOT NULL CHECK (octet_length(signing_key) = 32),
  enrolled_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE organisation IS 'Enrolled organisations: who may be proposed for a roster. Only a roster gives a seat.';
COMMENT ON COLUMN organisation.name IS 'Short identifier, as in rosters and certificates.';
COMMENT ON COLUMN organisation.display_name IS 'For people.';
COMMENT ON COLUMN organisation.signing_key IS 'Its own Ed25519 public key, as it enrolled last; the roster''s is the one that counts.';
COMMENT ON COLUMN organisation.enrolled_at IS 'When it enrolled last.';

CREATE TABLE roster (
  version integer PRIMARY KEY CHECK (version >= 1),
  hash text NOT NULL UNIQUE,
  succession bytea NOT NULL,
  in_force_since timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE roster IS 'The chain of rosters; the highest version is in force.';
COMMENT ON COLUMN roster.version IS '1, 2, 3, … without gaps.';
COMMENT ON COLUMN roster.hash IS 'What nodes pin, lower-case hex.';
COMMENT ON COLUMN roster.succession IS 'Roster, signatures and key replacements, docs/protocol.md.';
COMMENT ON COLUMN roster.in_force_since IS 'When the last signature came; of a roster from a file, when it was read.';

CREATE TABLE roster_proposal (
  hash text PRIMARY KEY,
  proposal bytea NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  outcome text CHECK (outcome IN ('ADOPTED', 'WITHDRAWN'))
);
COMMENT ON TABLE roster_proposal IS 'Rosters that were offered for signature.';
COMMENT ON COLUMN roster_proposal.hash IS 'The roster''s hash, lower-case hex.';
COMMENT ON COLUMN roster_proposal.proposal IS 'As proposed, before anybody signed, docs/protocol.md.';
COMMENT ON COLUMN roster_proposal.proposed_by IS 'The operator, or the organisation that leaves or replaces its key.';
COMMENT ON COLUMN roster_proposal.proposed_at IS 'When.';
COMMENT ON COLUMN roster_proposal.ended_at IS 'When it was adopted or withdrawn; null while it is open.';
COMMENT ON COLUMN roster_proposal.outcome IS 'What became of it; null while it is open.';
CREATE UNIQUE INDEX roster_proposal_open ON roster_proposal ((true)) WHERE ended_at IS NULL;

CREATE TABLE roster_answer (
  roster_hash text NOT NULL REFERENCES roster_proposal (hash),
  organisation text NOT NULL,
  approval bytea,
  refusal bytea,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (roster_hash, organisation),
  CHECK ((approval IS NULL) <> (refusal IS NULL))
);
COMMENT ON TABLE roster_answer IS 'Stewards'' signed answers to a proposal; checked before they are kept.';
COMMENT ON COLUMN roster_answer.roster_hash IS 'The proposed roster.';
COMMENT ON COLUMN roster_answer.organisation IS 'Whose steward answered.';
COMMENT ON COLUMN roster_answer.approval IS 'Signature and votes; final.';
COMMENT ON COLUMN roster_answer.refusal IS 'Reason and signature; an approval may take its place.';
COMMENT ON COLUMN roster_answer.at IS 'When it came.';

ALTER TABLE study ADD COLUMN round_epochs bigint[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN study.round_epochs IS 'The epoch of each published round, the first round first.';
COMMENT ON COLUMN study_event.kind IS 'SUBMITTED, RECEIVED, OPENED, DEADLINE, WITHDRAWN or ROSTER.';
