-- 当事人: the registry of people, encrypted, a key a person. Deleting a row erases the person.

CREATE TABLE party (
    id         uuid  NOT NULL,
    -- Whose officials may see the person; moves with the entry.
    street     text  NOT NULL,
    -- Id of the master key that wraps data_key.
    master_key text  NOT NULL,
    -- The person's own key, wrapped: nonce, key, tag.
    data_key   bytea NOT NULL CHECK (octet_length(data_key) = 60),
    -- Name and phone under data_key: nonce, text, tag.
    content    bytea NOT NULL,
    CONSTRAINT party_pkey PRIMARY KEY (id)
);

GRANT SELECT, INSERT, DELETE ON party TO ${app};
GRANT UPDATE (street) ON party TO ${app};
