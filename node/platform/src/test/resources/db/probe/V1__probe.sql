CREATE TABLE probe (word text NOT NULL);
