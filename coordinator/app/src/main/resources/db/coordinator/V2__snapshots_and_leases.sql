-- Studies that go on from their last published round, on one coordinator or on several.

ALTER TABLE study
  ADD COLUMN since timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN course bytea,
  ADD COLUMN course_event integer NOT NULL DEFAULT 0,
  ADD COLUMN leased_by text,
  ADD COLUMN leased_until timestamptz;
COMMENT ON COLUMN study.since IS 'Since when it stands there: state, round and epoch.';
COMMENT ON COLUMN study.course IS 'What its state follows from after the last published round; null before the first.';
COMMENT ON COLUMN study.course_event IS 'Events that the course stands for; replay begins there.';
COMMENT ON COLUMN study.leased_by IS 'The process that adds up the open round; null if none does.';
COMMENT ON COLUMN study.leased_until IS 'When another process may take that over.';

ALTER TABLE member
  ADD COLUMN inbox_position bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN member.inbox_position IS 'The letter after which it last asked: what it has worked off.';

-- A message that comes again long after it counted is found by its hash.
CREATE INDEX study_event_message ON study_event (study_hash, sha256(message))
  WHERE message IS NOT NULL;

COMMENT ON TABLE inbox IS 'Messages to members, until a day after they were worked off.';
