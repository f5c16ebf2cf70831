-- Rosters that came into force by two thirds, and since when this node has known a roster.

ALTER TABLE pinned_roster ADD COLUMN by_growth boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN pinned_roster.by_growth IS 'It came into force by two thirds: signatures may be missing for good.';
COMMENT ON COLUMN pinned_roster.own_signature IS 'This organisation''s; null for rosters from before it joined, and for those that came into force without it: it takes part under none of these.';

CREATE TABLE roster_sighting (
  roster_hash text PRIMARY KEY,
  seen_at timestamptz NOT NULL
);
COMMENT ON TABLE roster_sighting IS 'Rosters that are offered or wait here, since when without interruption; the cooling-off time counts from it.';
COMMENT ON COLUMN roster_sighting.roster_hash IS 'The roster, lower-case hex.';
COMMENT ON COLUMN roster_sighting.seen_at IS 'By this node''s own clock.';
