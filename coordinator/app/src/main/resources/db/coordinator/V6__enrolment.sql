-- Invitations, requests for certificates, and every certificate by which a member may connect.

CREATE TABLE invitation (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation text NOT NULL,
  display_name text NOT NULL,
  token_sha256 bytea NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  failures integer NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX invitation_open ON invitation (organisation) WHERE revoked_at IS NULL;
COMMENT ON TABLE invitation IS 'Invitations to enrol; an organisation has at most one that is not taken back.';
COMMENT ON COLUMN invitation.number IS '1, 2, 3, …';
COMMENT ON COLUMN invitation.organisation IS 'Who is invited; the user name of HTTP Basic.';
COMMENT ON COLUMN invitation.display_name IS 'Its name for people, as the roster will say it.';
COMMENT ON COLUMN invitation.token_sha256 IS 'SHA-256 of the one-time token; the token itself is in the invitation file alone.';
COMMENT ON COLUMN invitation.made_at IS 'When the operator made it.';
COMMENT ON COLUMN invitation.expires_at IS 'No first request is taken after this.';
COMMENT ON COLUMN invitation.revoked_at IS 'When it was taken back or replaced by a newer one; null while it counts.';
COMMENT ON COLUMN invitation.failures IS 'Wrong tokens that were tried; at the limit the invitation is locked.';

CREATE TABLE enrolment (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('FIRST', 'RENEWAL', 'GRACE')),
  invitation bigint UNIQUE REFERENCES invitation (number),
  organisation text NOT NULL,
  node text NOT NULL,
  request bytea NOT NULL,
  request_sha256 text NOT NULL UNIQUE,
  requested_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('REQUESTED', 'APPROVED', 'REFUSED', 'ISSUED')),
  decided_at timestamptz,
  reason text,
  serial text,
  chain text,
  CHECK ((kind = 'FIRST') = (invitation IS NOT NULL)),
  CHECK ((state = 'REFUSED') = (reason IS NOT NULL)),
  CHECK ((state = 'ISSUED') = (serial IS NOT NULL AND chain IS NOT NULL))
);
CREATE UNIQUE INDEX enrolment_grace ON enrolment (organisation)
  WHERE kind = 'GRACE' AND state IN ('REQUESTED', 'APPROVED');
COMMENT ON TABLE enrolment IS 'Requests for a certificate, and what became of each.';
COMMENT ON COLUMN enrolment.number IS '1, 2, 3, …';
COMMENT ON COLUMN enrolment.kind IS 'FIRST by an invitation, RENEWAL by a valid certificate, GRACE by the key of an expired one.';
COMMENT ON COLUMN enrolment.invitation IS 'Which invitation; null unless FIRST. One request an invitation.';
COMMENT ON COLUMN enrolment.organisation IS 'Who asks.';
COMMENT ON COLUMN enrolment.node IS 'The node''s identifier inside its organisation.';
COMMENT ON COLUMN enrolment.request IS 'PKCS#10, DER, checked; the latest of a GRACE.';
COMMENT ON COLUMN enrolment.request_sha256 IS 'SHA-256 of the request, lower-case hex: none is taken twice.';
COMMENT ON COLUMN enrolment.requested_at IS 'When it came.';
COMMENT ON COLUMN enrolment.state IS 'What exists then: docs/protocol.md.';
COMMENT ON COLUMN enrolment.decided_at IS 'When it was approved, refused or issued; null before.';
COMMENT ON COLUMN enrolment.reason IS 'Why it was refused; null otherwise.';
COMMENT ON COLUMN enrolment.serial IS 'The certificate''s serial number, hexadecimal; null before it is issued.';
COMMENT ON COLUMN enrolment.chain IS 'The certificate and what leads to the root, PEM, the leaf first; null before.';

CREATE TABLE enrolment_approval (
  enrolment bigint NOT NULL REFERENCES enrolment (number),
  officer text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (enrolment, officer)
);
COMMENT ON TABLE enrolment_approval IS 'Who approved a request; two different people where kumiki.yml says approvals: 2.';
COMMENT ON COLUMN enrolment_approval.enrolment IS 'Which request.';
COMMENT ON COLUMN enrolment_approval.officer IS 'The person''s name, lower case.';
COMMENT ON COLUMN enrolment_approval.at IS 'When.';

CREATE TABLE member_certificate (
  sha256 text PRIMARY KEY,
  organisation text NOT NULL REFERENCES member (organisation),
  serial text,
  key_sha256 text,
  not_after timestamptz,
  admitted_at timestamptz NOT NULL DEFAULT now(),
  first_used_at timestamptz,
  retired_at timestamptz
);
CREATE INDEX member_certificate_organisation ON member_certificate (organisation);
COMMENT ON TABLE member_certificate IS 'Certificates by which a member may or might connect; several while one replaces another.';
COMMENT ON COLUMN member_certificate.sha256 IS 'SHA-256 of the DER certificate, lower-case hex.';
COMMENT ON COLUMN member_certificate.organisation IS 'Whose.';
COMMENT ON COLUMN member_certificate.serial IS 'Serial number, hexadecimal; null if it was admitted by an earlier release and not seen since.';
COMMENT ON COLUMN member_certificate.key_sha256 IS 'SHA-256 of the SubjectPublicKeyInfo, lower-case hex; null like serial.';
COMMENT ON COLUMN member_certificate.not_after IS 'Its last instant; null like serial.';
COMMENT ON COLUMN member_certificate.admitted_at IS 'When it was issued or entered.';
COMMENT ON COLUMN member_certificate.first_used_at IS 'When a connection first used it, which retires the ones before it; null before.';
COMMENT ON COLUMN member_certificate.retired_at IS 'From when on it is refused; null while it counts.';

INSERT INTO member_certificate (sha256, organisation, admitted_at, first_used_at)
  SELECT certificate_sha256, organisation, admitted_at, last_seen_at FROM member;

ALTER TABLE member DROP COLUMN certificate_sha256;

CREATE TABLE node_instance (
  organisation text NOT NULL REFERENCES member (organisation),
  instance text NOT NULL,
  start bigint NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  retired_at timestamptz,
  PRIMARY KEY (organisation, instance)
);
COMMENT ON TABLE node_instance IS 'Runs of a member''s node, to notice two at once: docs/protocol.md. Emptied by a reset.';
COMMENT ON COLUMN node_instance.organisation IS 'Whose node.';
COMMENT ON COLUMN node_instance.instance IS 'Random number of one run, 32 hexadecimal digits.';
COMMENT ON COLUMN node_instance.start IS 'How often the node''s folder was started, by its own count.';
COMMENT ON COLUMN node_instance.first_seen_at IS 'Its first request.';
COMMENT ON COLUMN node_instance.last_seen_at IS 'Its last request.';
COMMENT ON COLUMN node_instance.retired_at IS 'When another run took over; null for the current one.';

ALTER TABLE member ADD COLUMN copied_at timestamptz;
ALTER TABLE member ADD COLUMN older_start_at timestamptz;
COMMENT ON COLUMN member.copied_at IS 'When two runs of its node were noticed at once; it is refused until an operator''s reset. Null otherwise.';
COMMENT ON COLUMN member.older_start_at IS 'When its node last came with an older count of starts than before: a restored backup, or a copy.';
