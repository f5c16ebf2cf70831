-- The release ledger becomes a Merkle tree (RFC 9162). Each entry gets a salt and a leaf: its salted
-- commitment, docs/protocol.md, section Ledger heads. Other members' heads are kept beside it.

ALTER TABLE ledger_entry DISABLE TRIGGER ledger_append_only;

-- Numbers are given by the service from now on, without gaps: number n is the n-th leaf. An append
-- that was rolled back may have left gaps; nothing refers to the old numbers. By way of negative
-- ones, because each update must leave the key unique.
ALTER TABLE ledger_entry ALTER COLUMN number DROP IDENTITY;
UPDATE ledger_entry SET number = -ranked.place
  FROM (SELECT number AS old, row_number() OVER (ORDER BY number) AS place FROM ledger_entry) ranked
  WHERE number = ranked.old;
UPDATE ledger_entry SET number = -number;

ALTER TABLE ledger_entry ADD COLUMN salt bytea, ADD COLUMN leaf bytea;

-- 244 random bits from the server's strong source, which is what it offers without an extension.
UPDATE ledger_entry
  SET salt = sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
UPDATE ledger_entry SET leaf = sha256('\x00'::bytea || sha256(
  '\x0013'::bytea || 'kumiki ledger entry'::bytea
  || salt
  || int8send(number)
  || int8send((extract(epoch FROM at) * 1000000)::bigint)
  || decode(study_hash, 'hex')
  || int8send(epoch)
  || int4send(round)
  || substring(int4send(octet_length(convert_to(subject, 'UTF8'))) FROM 3)
  || convert_to(subject, 'UTF8')
  || int4send(length)
  || substring(int4send(cohort) FROM 3)
  || CASE verdict WHEN 'GRANTED' THEN '\x00' WHEN 'WITHHELD' THEN '\x01' ELSE '\x02' END::bytea
  || substring(int4send(octet_length(convert_to(reason, 'UTF8'))) FROM 3)
  || convert_to(reason, 'UTF8')));

ALTER TABLE ledger_entry
  ALTER COLUMN salt SET NOT NULL,
  ALTER COLUMN leaf SET NOT NULL,
  ADD CHECK (number >= 1),
  ADD CHECK (octet_length(salt) = 32),
  ADD CHECK (octet_length(leaf) = 32);
COMMENT ON COLUMN ledger_entry.number IS '1, 2, 3, … without gaps; the place of its leaf in the tree.';
COMMENT ON COLUMN ledger_entry.salt IS '32 random bytes, so that a leaf says nothing; never leaves.';
COMMENT ON COLUMN ledger_entry.leaf IS 'SHA-256(0x00 ‖ commitment): the leaf''s hash in the tree.';

ALTER TABLE ledger_entry ENABLE TRIGGER ledger_append_only;

CREATE TABLE witnessed_head (
  organisation text PRIMARY KEY,
  size bigint NOT NULL CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  signature bytea NOT NULL CHECK (octet_length(signature) = 64),
  at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE witnessed_head IS 'The largest head seen of each other member''s ledger; only grows.';
COMMENT ON COLUMN witnessed_head.organisation IS 'Whose ledger.';
COMMENT ON COLUMN witnessed_head.size IS 'Entries.';
COMMENT ON COLUMN witnessed_head.root IS 'Tree hash over them.';
COMMENT ON COLUMN witnessed_head.signature IS 'That organisation''s, over the checkpoint; verified.';
COMMENT ON COLUMN witnessed_head.at IS 'When it was seen.';

CREATE TABLE own_head_seen (
  witness text PRIMARY KEY,
  size bigint NOT NULL CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  signature bytea NOT NULL CHECK (octet_length(signature) = 64),
  at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE own_head_seen IS 'The largest head of this ledger that each other member has shown.';
COMMENT ON COLUMN own_head_seen.witness IS 'The member that kept it.';
COMMENT ON COLUMN own_head_seen.size IS 'Entries then.';
COMMENT ON COLUMN own_head_seen.root IS 'Tree hash over them.';
COMMENT ON COLUMN own_head_seen.signature IS 'This organisation''s own, over the checkpoint; verified.';
COMMENT ON COLUMN own_head_seen.at IS 'When it was shown.';
