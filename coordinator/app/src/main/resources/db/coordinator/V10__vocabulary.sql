-- The vocabulary: an append-only log of changes is the only truth. What pages, search and SPARQL
-- read is made of it at each start.

CREATE TABLE vocabulary_change (
  sequence bigint PRIMARY KEY CHECK (sequence >= 1),
  id uuid NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('SHIPPED', 'IMPORT', 'EDIT', 'UNDO')),
  account text NOT NULL,
  name text NOT NULL,
  organisation text NOT NULL,
  at_millis bigint NOT NULL,
  reason text NOT NULL,
  proposal text,
  undoes bigint UNIQUE REFERENCES vocabulary_change (sequence),
  statements integer NOT NULL CHECK (statements >= 1),
  previous_hash text NOT NULL,
  hash text NOT NULL UNIQUE,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE vocabulary_change IS 'Changes of the vocabulary, in order. Immutable: a trigger refuses everything but INSERT.';
COMMENT ON COLUMN vocabulary_change.sequence IS '1, 2, 3, … without gaps.';
COMMENT ON COLUMN vocabulary_change.id IS 'Chosen by who made the change; the same one again is the same change.';
COMMENT ON COLUMN vocabulary_change.kind IS 'What sort of change: of the program, of a file, of a person, or one that takes another back.';
COMMENT ON COLUMN vocabulary_change.account IS 'Who: the account at the issuer of identities; kumiki for the program.';
COMMENT ON COLUMN vocabulary_change.name IS 'The same, for people.';
COMMENT ON COLUMN vocabulary_change.organisation IS 'Alias of that person''s organisation.';
COMMENT ON COLUMN vocabulary_change.at_millis IS 'When it was made, milliseconds since 1970; part of the hash, so no timestamptz.';
COMMENT ON COLUMN vocabulary_change.reason IS 'Why, in that person''s words.';
COMMENT ON COLUMN vocabulary_change.proposal IS 'The proposal that was accepted with it; null without one.';
COMMENT ON COLUMN vocabulary_change.undoes IS 'The change that it takes back; null for others. A change is taken back once.';
COMMENT ON COLUMN vocabulary_change.statements IS 'How many statements it removes and adds.';
COMMENT ON COLUMN vocabulary_change.previous_hash IS 'Hash of the entry before; 64 zeros before the first.';
COMMENT ON COLUMN vocabulary_change.hash IS 'SHA-256 over the previous hash and all of this entry, ontology LogEntry.';
COMMENT ON COLUMN vocabulary_change.recorded_at IS 'When it was committed, for administrators; not part of the hash.';

CREATE TABLE vocabulary_change_part (
  sequence bigint NOT NULL REFERENCES vocabulary_change (sequence),
  part integer NOT NULL CHECK (part >= 0),
  patch text NOT NULL,
  PRIMARY KEY (sequence, part)
);
COMMENT ON TABLE vocabulary_change_part IS 'What a change does, in parts of about 2,000 statements; no subject is in two parts. Immutable.';
COMMENT ON COLUMN vocabulary_change_part.sequence IS 'The change.';
COMMENT ON COLUMN vocabulary_change_part.part IS '0, 1, 2, … without gaps, in the order of subjects.';
COMMENT ON COLUMN vocabulary_change_part.patch IS 'RDF Patch (Apache Jena), statements in canonical N-Quads.';

CREATE TABLE vocabulary_change_subject (
  subject text COLLATE "C" NOT NULL,
  sequence bigint NOT NULL REFERENCES vocabulary_change (sequence),
  part integer,
  based_on bigint NOT NULL CHECK (based_on >= 0),
  PRIMARY KEY (subject, sequence)
);
CREATE INDEX vocabulary_change_subject_sequence ON vocabulary_change_subject (sequence);
COMMENT ON TABLE vocabulary_change_subject IS 'The terms that a change names; the history of a term is read from it. Immutable.';
COMMENT ON COLUMN vocabulary_change_subject.subject IS 'IRI of the term, at most 800 characters.';
COMMENT ON COLUMN vocabulary_change_subject.sequence IS 'The change.';
COMMENT ON COLUMN vocabulary_change_subject.part IS 'The part that changes it; null where the change only relies on its state.';
COMMENT ON COLUMN vocabulary_change_subject.based_on IS 'The version of the term that the change is based on; 0 for a new one.';

CREATE TABLE vocabulary_shipped (
  number integer PRIMARY KEY CHECK (number >= 1),
  sha256 text NOT NULL,
  content bytea NOT NULL,
  seen_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE vocabulary_shipped IS 'What versions of the program have shipped, to tell what a newer one changes. Immutable.';
COMMENT ON COLUMN vocabulary_shipped.number IS '1, 2, 3, … without gaps, in the order in which they came.';
COMMENT ON COLUMN vocabulary_shipped.sha256 IS 'Of the canonical N-Quads.';
COMMENT ON COLUMN vocabulary_shipped.content IS 'Canonical N-Quads, gzip.';
COMMENT ON COLUMN vocabulary_shipped.seen_at IS 'When a program that ships it started here after one that shipped another.';

CREATE TABLE vocabulary_held_back (
  number integer NOT NULL REFERENCES vocabulary_shipped (number),
  subject text COLLATE "C" NOT NULL,
  patch text NOT NULL,
  at_sequence bigint NOT NULL,
  PRIMARY KEY (number, subject)
);
COMMENT ON TABLE vocabulary_held_back IS 'What a newer program wanted to change of a term that the consortium had changed itself. Immutable.';
COMMENT ON COLUMN vocabulary_held_back.number IS 'The shipped vocabulary that wants it.';
COMMENT ON COLUMN vocabulary_held_back.subject IS 'The term.';
COMMENT ON COLUMN vocabulary_held_back.patch IS 'RDF Patch from what was shipped before to what is shipped now.';
COMMENT ON COLUMN vocabulary_held_back.at_sequence IS 'Last change at that time; a later one of the term has settled it.';

CREATE TABLE vocabulary_release (
  version integer PRIMARY KEY CHECK (version >= 1),
  sequence bigint NOT NULL UNIQUE REFERENCES vocabulary_change (sequence),
  sha256 text NOT NULL,
  signed text NOT NULL,
  note text NOT NULL,
  released_by text NOT NULL,
  released_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE vocabulary_release IS 'Signed states of the vocabulary. Immutable.';
COMMENT ON COLUMN vocabulary_release.version IS '1, 2, 3, … without gaps.';
COMMENT ON COLUMN vocabulary_release.sequence IS 'The last change that it holds.';
COMMENT ON COLUMN vocabulary_release.sha256 IS 'Of its content.';
COMMENT ON COLUMN vocabulary_release.signed IS 'The release with the coordinator''s signature, ontology SignedRelease.';
COMMENT ON COLUMN vocabulary_release.note IS 'What is new, for people.';
COMMENT ON COLUMN vocabulary_release.released_by IS 'Who made it.';
COMMENT ON COLUMN vocabulary_release.released_at IS 'When it was committed.';

CREATE TABLE vocabulary_release_part (
  version integer NOT NULL REFERENCES vocabulary_release (version),
  part integer NOT NULL CHECK (part >= 0),
  content bytea NOT NULL,
  PRIMARY KEY (version, part)
);
COMMENT ON TABLE vocabulary_release_part IS 'The content of a release: one gzip stream in parts. Immutable.';
COMMENT ON COLUMN vocabulary_release_part.version IS 'The release.';
COMMENT ON COLUMN vocabulary_release_part.part IS '0, 1, 2, … without gaps.';
COMMENT ON COLUMN vocabulary_release_part.content IS 'At most 1 MiB of the stream.';

CREATE TABLE study_vocabulary (
  study_hash text PRIMARY KEY REFERENCES study (hash),
  sequence bigint NOT NULL REFERENCES vocabulary_change (sequence)
);
COMMENT ON TABLE study_vocabulary IS 'Which state of the vocabulary gave a study its terms. A study from before has no row.';
COMMENT ON COLUMN study_vocabulary.study_hash IS 'The study.';
COMMENT ON COLUMN study_vocabulary.sequence IS 'The last change of that state.';

CREATE FUNCTION vocabulary_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log of the vocabulary is append-only: % of % refused', TG_OP, TG_TABLE_NAME;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['vocabulary_change', 'vocabulary_change_part',
    'vocabulary_change_subject', 'vocabulary_shipped', 'vocabulary_held_back',
    'vocabulary_release', 'vocabulary_release_part'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW'
      ' EXECUTE FUNCTION vocabulary_is_append_only()', name);
    EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT'
      ' EXECUTE FUNCTION vocabulary_is_append_only()', name);
  END LOOP;
END $$;
