-- Series of own experiments: what is looked for, what was suggested, what came of it. Nothing of
-- it ever leaves the node.

CREATE TABLE campaign (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  file text NOT NULL,
  raw_sha256 text,
  mapping text,
  units text[] NOT NULL CHECK (cardinality(units) BETWEEN 1 AND 2),
  candidates double precision NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE campaign IS 'A series of experiments towards one or two objectives. Append-only.';
COMMENT ON COLUMN campaign.id IS 'Identity.';
COMMENT ON COLUMN campaign.name IS 'As people call it.';
COMMENT ON COLUMN campaign.file IS 'The campaign file as it was given (YAML): objectives, model, candidates, acquisition, seed.';
COMMENT ON COLUMN campaign.raw_sha256 IS 'Of the private table of candidates among the raw files; null for a search space.';
COMMENT ON COLUMN campaign.mapping IS 'The mapping file that reads the table; null for a search space.';
COMMENT ON COLUMN campaign.units IS 'IRIs of the units that results are given in, one for each objective: a vocabulary that changes a unit must not change results.';
COMMENT ON COLUMN campaign.candidates IS 'Rows of the table, or combinations of the space, infinite if it is continuous.';
COMMENT ON COLUMN campaign.made_by IS 'Who.';
COMMENT ON COLUMN campaign.made_at IS 'When.';
CREATE TRIGGER campaign_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON campaign
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE suggestion_round (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  campaign_id bigint NOT NULL REFERENCES campaign (id),
  number integer NOT NULL CHECK (number >= 1),
  wanted integer NOT NULL CHECK (wanted BETWEEN 1 AND 100),
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL DEFAULT now(),
  finished_at timestamptz,
  refusal text,
  UNIQUE (campaign_id, number)
);
COMMENT ON TABLE suggestion_round IS 'A batch of experiments that somebody asked for. A worker finishes it; a restart begins it anew and comes to the same.';
COMMENT ON COLUMN suggestion_round.id IS 'Identity.';
COMMENT ON COLUMN suggestion_round.campaign_id IS 'Of which campaign.';
COMMENT ON COLUMN suggestion_round.number IS '1, 2, 3, … within the campaign; enters the seed.';
COMMENT ON COLUMN suggestion_round.wanted IS 'How many experiments were asked for.';
COMMENT ON COLUMN suggestion_round.asked_by IS 'Who.';
COMMENT ON COLUMN suggestion_round.asked_at IS 'When.';
COMMENT ON COLUMN suggestion_round.finished_at IS 'When the worker was done; null before.';
COMMENT ON COLUMN suggestion_round.refusal IS 'Why nothing came of it, one sentence; null otherwise.';

CREATE TABLE suggested_experiment (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  round_id bigint NOT NULL REFERENCES suggestion_round (id),
  place integer NOT NULL CHECK (place >= 1),
  candidate double precision[] NOT NULL,
  settings text NOT NULL,
  predictions text NOT NULL,
  worth double precision NOT NULL,
  feasible double precision NOT NULL CHECK (feasible BETWEEN 0 AND 1),
  cost double precision,
  nearest text,
  distance double precision,
  why text NOT NULL,
  UNIQUE (round_id, place)
);
COMMENT ON TABLE suggested_experiment IS 'An experiment to make, with what was expected of it when it was suggested. Append-only.';
COMMENT ON COLUMN suggested_experiment.id IS 'Identity.';
COMMENT ON COLUMN suggested_experiment.round_id IS 'The batch that it belongs to.';
COMMENT ON COLUMN suggested_experiment.place IS 'In the batch, the most worthwhile first, from 1.';
COMMENT ON COLUMN suggested_experiment.candidate IS 'The candidate as the model reads it: the values of the space, or the features of the table''s row.';
COMMENT ON COLUMN suggested_experiment.settings IS 'What to set, for people (JSON: name, value, unit).';
COMMENT ON COLUMN suggested_experiment.predictions IS 'What the model expected, one for each objective (JSON), to be compared with what is measured.';
COMMENT ON COLUMN suggested_experiment.worth IS 'The acquisition when it was chosen.';
COMMENT ON COLUMN suggested_experiment.feasible IS 'Probability that it succeeds.';
COMMENT ON COLUMN suggested_experiment.cost IS 'In the unit of the prices; null where none is known.';
COMMENT ON COLUMN suggested_experiment.nearest IS 'Which own experiment or row is most like it; null for none.';
COMMENT ON COLUMN suggested_experiment.distance IS 'To that, in standard deviations of the features.';
COMMENT ON COLUMN suggested_experiment.why IS 'Why, in English sentences (JSON).';
CREATE TRIGGER suggested_experiment_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON suggested_experiment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE observation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  campaign_id bigint NOT NULL REFERENCES campaign (id),
  suggested_id bigint REFERENCES suggested_experiment (id),
  candidate double precision[] NOT NULL,
  settings text NOT NULL,
  results double precision[],
  note text NOT NULL,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now(),
  withdrawn_by text,
  withdrawn_at timestamptz
);
COMMENT ON TABLE observation IS 'An experiment that was made: what was measured, or that it failed.';
COMMENT ON COLUMN observation.id IS 'Identity.';
COMMENT ON COLUMN observation.campaign_id IS 'Of which campaign.';
COMMENT ON COLUMN observation.suggested_id IS 'The suggestion that it followed; null for an own idea.';
COMMENT ON COLUMN observation.candidate IS 'As in suggested_experiment.';
COMMENT ON COLUMN observation.settings IS 'As in suggested_experiment.';
COMMENT ON COLUMN observation.results IS 'One for each objective in the campaign''s units; null for a failure, which is kept as such.';
COMMENT ON COLUMN observation.note IS 'In a person''s words; may be empty.';
COMMENT ON COLUMN observation.made_by IS 'Who recorded it.';
COMMENT ON COLUMN observation.made_at IS 'When.';
COMMENT ON COLUMN observation.withdrawn_by IS 'Who took it back as a mistake; it then counts no more.';
COMMENT ON COLUMN observation.withdrawn_at IS 'When.';
-- One result a suggestion counts; what was taken back makes room for another.
CREATE UNIQUE INDEX observation_of_suggestion ON observation (suggested_id)
  WHERE withdrawn_at IS NULL;
