-- 说明: the reasons people typed, encrypted, a key a remark. Events refer to them by id; deleting a row erases the remark.

CREATE TABLE remark (
    id         uuid  NOT NULL,
    master_key text  NOT NULL,
    data_key   bytea NOT NULL CHECK (octet_length(data_key) = 60),
    content    bytea NOT NULL,
    CONSTRAINT remark_pkey PRIMARY KEY (id)
);

GRANT SELECT, INSERT, DELETE ON remark TO ${app};
