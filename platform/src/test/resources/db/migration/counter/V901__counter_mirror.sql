CREATE TABLE counter_mirror (counter uuid NOT NULL PRIMARY KEY, facts bigint NOT NULL, total bigint NOT NULL, seen integer[] NOT NULL);
GRANT SELECT, INSERT, UPDATE ON counter_mirror TO ${app};
