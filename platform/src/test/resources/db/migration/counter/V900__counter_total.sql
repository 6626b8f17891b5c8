CREATE TABLE counter_total (counter uuid NOT NULL PRIMARY KEY, events bigint NOT NULL, total bigint NOT NULL);
GRANT SELECT, INSERT, UPDATE ON counter_total TO ${app};
