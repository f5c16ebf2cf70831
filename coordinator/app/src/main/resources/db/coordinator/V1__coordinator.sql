-- What the coordinator keeps: who may connect, what was asked, what was said, what came out.
-- Immutable columns stand first in each table.

CREATE TABLE member (
  organisation text PRIMARY KEY,
  node text NOT NULL,
  certificate_sha256 text NOT NULL UNIQUE,
  admitted_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  last_seen_at timestamptz,
  inbox_length bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE member IS 'Nodes that may open a connection; checked on every request.';
COMMENT ON COLUMN member.organisation IS 'Short identifier, as in the roster and the certificate.';
COMMENT ON COLUMN member.node IS 'The node''s identifier inside its organisation.';
COMMENT ON COLUMN member.certificate_sha256 IS 'SHA-256 of the DER certificate, lower-case hex.';
COMMENT ON COLUMN member.admitted_at IS 'When the operator admitted it.';
COMMENT ON COLUMN member.revoked_at IS 'When it was revoked; null while it may connect.';
COMMENT ON COLUMN member.last_seen_at IS 'Its last authenticated request.';
COMMENT ON COLUMN member.inbox_length IS 'Sequence number of its newest message; locks its inbox.';

CREATE TABLE study (
  hash text PRIMARY KEY,
  bytes bytea NOT NULL,
  submitted_at timestamptz NOT NULL DEFAULT now(),
  deadline timestamptz NOT NULL,
  state text NOT NULL,
  event_count integer NOT NULL DEFAULT 0,
  round integer NOT NULL DEFAULT 0,
  epoch bigint NOT NULL DEFAULT 0,
  awaited text[] NOT NULL DEFAULT '{}',
  ended_at timestamptz,
  reason text
);
COMMENT ON TABLE study IS 'Studies as submitted, and a summary of where each stands.';
COMMENT ON COLUMN study.hash IS 'SHA-256 of the study''s bytes under its tag: what stewards approve.';
COMMENT ON COLUMN study.bytes IS 'Canonical encoding, docs/protocol.md.';
COMMENT ON COLUMN study.submitted_at IS 'When it was submitted.';
COMMENT ON COLUMN study.deadline IS 'When it ends if members are still missing.';
COMMENT ON COLUMN study.state IS 'Name of the state that its events lead to.';
COMMENT ON COLUMN study.event_count IS 'Events so far; the next one has this number.';
COMMENT ON COLUMN study.round IS 'Last published round, 0 before the first.';
COMMENT ON COLUMN study.epoch IS 'Current or last epoch, 0 before the first.';
COMMENT ON COLUMN study.awaited IS 'Organisations whose next message is awaited.';
COMMENT ON COLUMN study.ended_at IS 'When it ended, well or not.';
COMMENT ON COLUMN study.reason IS 'Why it ended.';

CREATE TABLE study_event (
  study_hash text NOT NULL REFERENCES study (hash),
  number integer NOT NULL,
  kind text NOT NULL,
  message bytea,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (study_hash, number)
);
COMMENT ON TABLE study_event IS 'What happened to a study, in order; replaying it gives its state.';
COMMENT ON COLUMN study_event.study_hash IS 'The study.';
COMMENT ON COLUMN study_event.number IS '0, 1, 2, … without gaps.';
COMMENT ON COLUMN study_event.kind IS 'SUBMITTED, RECEIVED, OPENED, DEADLINE or WITHDRAWN.';
COMMENT ON COLUMN study_event.message IS 'The signed message of RECEIVED; null otherwise.';
COMMENT ON COLUMN study_event.at IS 'When it was recorded.';

CREATE TABLE inbox (
  organisation text NOT NULL REFERENCES member (organisation),
  number bigint NOT NULL,
  message bytea NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation, number)
);
COMMENT ON TABLE inbox IS 'Messages to members, kept until they fetch them, and after.';
COMMENT ON COLUMN inbox.organisation IS 'The recipient.';
COMMENT ON COLUMN inbox.number IS '1, 2, 3, … without gaps for each recipient.';
COMMENT ON COLUMN inbox.message IS 'A message signed by the coordinator.';
COMMENT ON COLUMN inbox.at IS 'When it was put there, in one transaction with its cause.';

CREATE TABLE model (
  study_hash text PRIMARY KEY REFERENCES study (hash),
  progress bytea NOT NULL,
  card text NOT NULL,
  registered_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE model IS 'Results of completed studies with their cards.';
COMMENT ON COLUMN model.study_hash IS 'The study that made it.';
COMMENT ON COLUMN model.progress IS 'The result as every node has computed it, canonical.';
COMMENT ON COLUMN model.card IS 'The model card, JSON.';
COMMENT ON COLUMN model.registered_at IS 'When the study was completed.';
