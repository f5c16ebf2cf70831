CREATE TABLE vocabulary_shipped_source (
  sources text NOT NULL,
  number integer NOT NULL REFERENCES vocabulary_shipped (number),
  PRIMARY KEY (sources, number)
);
COMMENT ON TABLE vocabulary_shipped_source IS 'Which files hold what was shipped, so that a start need not read them again. Immutable.';
COMMENT ON COLUMN vocabulary_shipped_source.sources IS 'SHA-256 of the files that ship with the program, in hexadecimal.';
COMMENT ON COLUMN vocabulary_shipped_source.number IS 'The statements that they hold.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON vocabulary_shipped_source FOR EACH ROW
  EXECUTE FUNCTION vocabulary_is_append_only();
CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON vocabulary_shipped_source FOR EACH STATEMENT
  EXECUTE FUNCTION vocabulary_is_append_only();
