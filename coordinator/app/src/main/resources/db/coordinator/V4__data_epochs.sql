-- Data epochs of the consortium: which state of the members' data a study asks.

CREATE TABLE data_epoch (
  number integer PRIMARY KEY CHECK (number >= 1),
  opened_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE data_epoch IS 'Data epochs that were opened; the highest is current. Nodes protect themselves from too many.';
COMMENT ON COLUMN data_epoch.number IS '1, 2, 3, … without gaps.';
COMMENT ON COLUMN data_epoch.opened_at IS 'When.';
INSERT INTO data_epoch (number) VALUES (1);
