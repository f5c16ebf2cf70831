-- The consortium's certificate authorities: what they issued and took back, what nodes shall trust.

CREATE TABLE issued_certificate (
  certificate_sha256 text PRIMARY KEY,
  authority text NOT NULL,
  serial text NOT NULL,
  subject text NOT NULL,
  organisation text,
  node text,
  not_after timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  reason text,
  UNIQUE (authority, serial)
);
COMMENT ON TABLE issued_certificate IS 'Every leaf that the authorities made; asked on each request of a machine.';
COMMENT ON COLUMN issued_certificate.certificate_sha256 IS 'SHA-256 of the DER certificate, lower-case hex.';
COMMENT ON COLUMN issued_certificate.authority IS 'Key identifier of the authority that signed it, 40 hex digits.';
COMMENT ON COLUMN issued_certificate.serial IS 'Serial number, lower-case hex without leading zeros.';
COMMENT ON COLUMN issued_certificate.subject IS 'Its distinguished name, for people.';
COMMENT ON COLUMN issued_certificate.organisation IS 'The member for whose node it was made; null for the coordinator''s own.';
COMMENT ON COLUMN issued_certificate.node IS 'That node; null for the coordinator''s own.';
COMMENT ON COLUMN issued_certificate.not_after IS 'When it expires.';
COMMENT ON COLUMN issued_certificate.recorded_at IS 'When it was made, or first heard of.';
COMMENT ON COLUMN issued_certificate.revoked_at IS 'When it was revoked; null while it counts.';
COMMENT ON COLUMN issued_certificate.reason IS 'Why, as RFC 5280 section 5.3.1 names it; null while it counts.';
CREATE INDEX ON issued_certificate (organisation, node);

CREATE TABLE authority_bundle (
  number integer PRIMARY KEY CHECK (number >= 1),
  bytes bytea NOT NULL,
  sha256 text NOT NULL,
  step text NOT NULL CHECK (step IN ('founded', 'introduced', 'activated', 'retired', 'refreshed')),
  stored_at timestamptz NOT NULL DEFAULT now(),
  published_at timestamptz,
  without text[] NOT NULL DEFAULT '{}',
  reason text
);
COMMENT ON TABLE authority_bundle IS 'What nodes shall trust, as the root signed it; a rotation is signed at once and published step by step.';
COMMENT ON COLUMN authority_bundle.number IS 'Nodes never go back to a smaller one.';
COMMENT ON COLUMN authority_bundle.bytes IS 'SignedBundle in DER.';
COMMENT ON COLUMN authority_bundle.sha256 IS 'Of the bytes, lower-case hex; nodes acknowledge it.';
COMMENT ON COLUMN authority_bundle.step IS 'What its publication means.';
COMMENT ON COLUMN authority_bundle.stored_at IS 'When it was installed.';
COMMENT ON COLUMN authority_bundle.published_at IS 'Since when nodes get it; null while it waits. The greatest published number counts.';
COMMENT ON COLUMN authority_bundle.without IS 'Nodes that were not waited for, organisation/node.';
COMMENT ON COLUMN authority_bundle.reason IS 'Why they were not waited for.';

CREATE TABLE bundle_acknowledgement (
  organisation text NOT NULL,
  node text NOT NULL,
  bundle_sha256 text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation, node, bundle_sha256)
);
COMMENT ON TABLE bundle_acknowledgement IS 'Which node has verified and stored which bundle.';
COMMENT ON COLUMN bundle_acknowledgement.organisation IS 'The member.';
COMMENT ON COLUMN bundle_acknowledgement.node IS 'Its node.';
COMMENT ON COLUMN bundle_acknowledgement.bundle_sha256 IS 'The bundle''s hash, as the node sent it.';
COMMENT ON COLUMN bundle_acknowledgement.at IS 'When it said so first.';

CREATE TABLE revocation_list (
  authority text NOT NULL,
  number bigint NOT NULL,
  bytes bytea NOT NULL,
  made_at timestamptz NOT NULL,
  next_update timestamptz NOT NULL,
  PRIMARY KEY (authority, number)
);
COMMENT ON TABLE revocation_list IS 'Revocation lists of issuing authorities; those of roots stand in the bundle.';
COMMENT ON COLUMN revocation_list.authority IS 'Key identifier of the authority, 40 hex digits.';
COMMENT ON COLUMN revocation_list.number IS 'CRL number, growing.';
COMMENT ON COLUMN revocation_list.bytes IS 'DER.';
COMMENT ON COLUMN revocation_list.made_at IS 'thisUpdate.';
COMMENT ON COLUMN revocation_list.next_update IS 'After this it says nothing any more.';
