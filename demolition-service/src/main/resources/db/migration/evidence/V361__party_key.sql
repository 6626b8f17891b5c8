-- This service's key for each person whom evidence names, wrapped by the master key. Of a person who was erased only the row is left, so that
-- nobody gives them a new one.

CREATE TABLE party_key (
    party        uuid NOT NULL,
    master_key   text,
    data_key     bytea,
    content      bytea,
    destroyed_at timestamptz,
    CONSTRAINT party_key_pkey PRIMARY KEY (party),
    CONSTRAINT party_key_is_whole_or_destroyed
        CHECK (num_nonnulls(master_key, data_key, content) = CASE WHEN destroyed_at IS NULL THEN 3 ELSE 0 END)
);

GRANT SELECT, INSERT, UPDATE ON party_key TO ${app};
