-- Editing by proposals: what people propose for the vocabulary, how it is reviewed, and which headers
-- stewards of members have released for it. Immutable columns stand first in each table.

CREATE TABLE proposal (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  author_account text NOT NULL,
  author_name text NOT NULL,
  author_organisation text NOT NULL,
  created_at timestamptz NOT NULL,
  change_id uuid NOT NULL UNIQUE,
  version bigint NOT NULL CHECK (version >= 1),
  stage text NOT NULL CHECK (stage IN ('DRAFT', 'IN_REVIEW', 'ACCEPTED', 'PUBLISHED', 'TAKEN_BACK',
    'REJECTED', 'WITHDRAWN')),
  revision integer NOT NULL CHECK (revision >= 0),
  title text NOT NULL,
  edits integer NOT NULL,
  content text NOT NULL,
  seen text NOT NULL,
  keys text[] NOT NULL,
  sequence bigint UNIQUE,
  undone_by bigint UNIQUE,
  changed_at timestamptz NOT NULL,
  CHECK ((stage IN ('PUBLISHED', 'TAKEN_BACK')) = (sequence IS NOT NULL)),
  CHECK ((stage = 'TAKEN_BACK') = (undone_by IS NOT NULL)),
  CHECK (revision >= 1 OR stage IN ('DRAFT', 'WITHDRAWN'))
);
CREATE INDEX proposal_stage ON proposal (stage, changed_at);
CREATE INDEX proposal_keys ON proposal USING gin (keys);
COMMENT ON TABLE proposal IS 'Changes of the vocabulary on their way; ontology Proposal says what each stage holds.';
COMMENT ON COLUMN proposal.number IS 'For people.';
COMMENT ON COLUMN proposal.author_account IS 'Who proposes: the account at the issuer of identities.';
COMMENT ON COLUMN proposal.author_name IS 'The same, for people.';
COMMENT ON COLUMN proposal.author_organisation IS 'For whom the author speaks.';
COMMENT ON COLUMN proposal.created_at IS 'When it was begun.';
COMMENT ON COLUMN proposal.change_id IS 'The change set''s id in the log, if it is ever published: once.';
COMMENT ON COLUMN proposal.version IS 'Counts its steps; who writes names the one that was read.';
COMMENT ON COLUMN proposal.stage IS 'Where it stands.';
COMMENT ON COLUMN proposal.revision IS 'The last one submitted; 0 before the first.';
COMMENT ON COLUMN proposal.title IS 'Of the content, for lists.';
COMMENT ON COLUMN proposal.edits IS 'How many edits the content has.';
COMMENT ON COLUMN proposal.content IS 'Title, reason and edits, JSON.';
COMMENT ON COLUMN proposal.seen IS 'The version of each term that the edits are about as the author saw it, JSON.';
COMMENT ON COLUMN proposal.keys IS 'What it asks, so that the same is recognised when it is asked again.';
COMMENT ON COLUMN proposal.sequence IS 'Its place in the log of changes, committed with it; null before it is published.';
COMMENT ON COLUMN proposal.undone_by IS 'The change that took it back; null if none did.';
COMMENT ON COLUMN proposal.changed_at IS 'When its last step was.';

CREATE TABLE proposal_step (
  proposal bigint NOT NULL REFERENCES proposal (number),
  version bigint NOT NULL,
  step text NOT NULL CHECK (step IN ('BEGIN', 'REWRITE', 'SUBMIT', 'VOTE', 'REOPEN', 'WITHDRAW',
    'PUBLISH', 'TAKE_BACK')),
  stage text NOT NULL,
  account text NOT NULL,
  name text NOT NULL,
  organisation text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (proposal, version)
);
COMMENT ON TABLE proposal_step IS 'What was done to each proposal, in order. Immutable.';
COMMENT ON COLUMN proposal_step.proposal IS 'The proposal.';
COMMENT ON COLUMN proposal_step.version IS '1, 2, 3, …: its version from then on.';
COMMENT ON COLUMN proposal_step.step IS 'What was done.';
COMMENT ON COLUMN proposal_step.stage IS 'Where it stood then.';
COMMENT ON COLUMN proposal_step.account IS 'Who: the account at the issuer of identities.';
COMMENT ON COLUMN proposal_step.name IS 'The same, for people.';
COMMENT ON COLUMN proposal_step.organisation IS 'For whom that person spoke.';
COMMENT ON COLUMN proposal_step.reason IS 'Why, in that person''s words; may be empty.';
COMMENT ON COLUMN proposal_step.at IS 'When.';

CREATE TABLE proposal_revision (
  proposal bigint NOT NULL REFERENCES proposal (number),
  revision integer NOT NULL CHECK (revision >= 1),
  content text NOT NULL,
  patch text NOT NULL,
  based_on text NOT NULL,
  reviewers integer NOT NULL,
  organisations integer NOT NULL,
  objections text NOT NULL CHECK (objections IN ('BLOCK', 'COUNT')),
  submitted_at timestamptz NOT NULL,
  PRIMARY KEY (proposal, revision)
);
COMMENT ON TABLE proposal_revision IS 'What was submitted for review, each time as it was. Immutable.';
COMMENT ON COLUMN proposal_revision.proposal IS 'The proposal.';
COMMENT ON COLUMN proposal_revision.revision IS '1, 2, 3, …';
COMMENT ON COLUMN proposal_revision.content IS 'Title, reason and edits, JSON.';
COMMENT ON COLUMN proposal_revision.patch IS 'The statements that would be published, RDF Patch.';
COMMENT ON COLUMN proposal_revision.based_on IS 'The version of each term that it changes or relies on, JSON.';
COMMENT ON COLUMN proposal_revision.reviewers IS 'How many people must agree.';
COMMENT ON COLUMN proposal_revision.organisations IS 'Of how many organisations.';
COMMENT ON COLUMN proposal_revision.objections IS 'Whether one objection blocks, or counts.';
COMMENT ON COLUMN proposal_revision.submitted_at IS 'When.';

CREATE TABLE proposal_vote (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proposal bigint NOT NULL,
  revision integer NOT NULL,
  account text NOT NULL,
  name text NOT NULL,
  organisation text NOT NULL,
  stance text NOT NULL CHECK (stance IN ('APPROVE', 'OBJECT')),
  reason text NOT NULL CHECK (stance = 'APPROVE' OR reason <> ''),
  cast_at timestamptz NOT NULL,
  FOREIGN KEY (proposal, revision) REFERENCES proposal_revision (proposal, revision)
);
CREATE INDEX proposal_vote_revision ON proposal_vote (proposal, revision);
COMMENT ON TABLE proposal_vote IS 'Votes, each as it was given; of an account the last one counts. Immutable.';
COMMENT ON COLUMN proposal_vote.number IS 'In the order of their coming.';
COMMENT ON COLUMN proposal_vote.proposal IS 'The proposal.';
COMMENT ON COLUMN proposal_vote.revision IS 'The revision that the reviewer has read.';
COMMENT ON COLUMN proposal_vote.account IS 'Who: the account at the issuer of identities.';
COMMENT ON COLUMN proposal_vote.name IS 'The same, for people.';
COMMENT ON COLUMN proposal_vote.organisation IS 'For whom that person spoke.';
COMMENT ON COLUMN proposal_vote.stance IS 'For or against.';
COMMENT ON COLUMN proposal_vote.reason IS 'Why; an objection has a reason.';
COMMENT ON COLUMN proposal_vote.cast_at IS 'When.';

CREATE TABLE proposal_comment (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  proposal bigint NOT NULL REFERENCES proposal (number),
  account text NOT NULL,
  name text NOT NULL,
  organisation text NOT NULL,
  unnamed boolean NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  written_at timestamptz NOT NULL
);
CREATE INDEX proposal_comment_proposal ON proposal_comment (proposal, number);
COMMENT ON TABLE proposal_comment IS 'The thread of each proposal: plain texts. Immutable.';
COMMENT ON COLUMN proposal_comment.number IS 'In the order of their coming.';
COMMENT ON COLUMN proposal_comment.proposal IS 'The proposal.';
COMMENT ON COLUMN proposal_comment.account IS 'Who: the account at the issuer of identities.';
COMMENT ON COLUMN proposal_comment.name IS 'The same, for people.';
COMMENT ON COLUMN proposal_comment.organisation IS 'For whom that person spoke.';
COMMENT ON COLUMN proposal_comment.unnamed IS 'Whether others see neither name nor organisation.';
COMMENT ON COLUMN proposal_comment.text IS 'What was written.';
COMMENT ON COLUMN proposal_comment.written_at IS 'When.';

CREATE TABLE released_header (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation text NOT NULL,
  release bigint NOT NULL CHECK (release >= 1),
  header text NOT NULL CHECK (length(header) BETWEEN 1 AND 200),
  unit text NOT NULL CHECK (length(unit) <= 60),
  kind text NOT NULL CHECK (kind IN ('NUMBERS', 'WORDS', 'UNKNOWN')),
  folded text NOT NULL,
  received_at timestamptz NOT NULL,
  proposal bigint REFERENCES proposal (number),
  set_aside_by text,
  set_aside_reason text,
  decided_at timestamptz,
  UNIQUE (organisation, release),
  CHECK ((set_aside_by IS NULL) = (set_aside_reason IS NULL)),
  CHECK (proposal IS NULL OR set_aside_by IS NULL)
);
CREATE INDEX released_header_open ON released_header (folded)
  WHERE proposal IS NULL AND set_aside_by IS NULL;
COMMENT ON TABLE released_header IS 'Column headers that a member''s steward has released as proposals for terms: text, unit, kind of values; never a value.';
COMMENT ON COLUMN released_header.number IS 'In the order of their coming.';
COMMENT ON COLUMN released_header.organisation IS 'Whose steward released it; shown to that organisation alone.';
COMMENT ON COLUMN released_header.release IS 'The node''s own number of the release: the same one again is the same release.';
COMMENT ON COLUMN released_header.header IS 'As the column is called.';
COMMENT ON COLUMN released_header.unit IS 'The unit as written, where the steward named one; may be empty.';
COMMENT ON COLUMN released_header.kind IS 'Whether its cells are numbers or words.';
COMMENT ON COLUMN released_header.folded IS 'Header and unit as they are compared, so that curators meet each once.';
COMMENT ON COLUMN released_header.received_at IS 'When it came.';
COMMENT ON COLUMN released_header.proposal IS 'The proposal that a curator has made of it; null while there is none.';
COMMENT ON COLUMN released_header.set_aside_by IS 'The curator who decided that nothing comes of it; null otherwise.';
COMMENT ON COLUMN released_header.set_aside_reason IS 'Why, for the steward who released it.';
COMMENT ON COLUMN released_header.decided_at IS 'When a curator took it up or set it aside.';

CREATE FUNCTION editorial_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the record of proposals is append-only: % of % refused', TG_OP, TG_TABLE_NAME;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['proposal_step', 'proposal_revision', 'proposal_vote',
    'proposal_comment'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW'
      ' EXECUTE FUNCTION editorial_is_append_only()', name);
    EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT'
      ' EXECUTE FUNCTION editorial_is_append_only()', name);
  END LOOP;
END $$;
