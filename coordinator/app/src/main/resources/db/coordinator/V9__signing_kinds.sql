-- An organisation may sign with Ed25519 and ML-DSA-65.

ALTER TABLE organisation
  DROP CONSTRAINT organisation_signing_key_check,
  ADD CHECK (octet_length(signing_key) IN (32, 1984));
COMMENT ON COLUMN organisation.signing_key IS 'Its own public key, Ed25519 and where it has one ML-DSA-65 behind it, as it enrolled last; the roster''s is the one that counts.';
