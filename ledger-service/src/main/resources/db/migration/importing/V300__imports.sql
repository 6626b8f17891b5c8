-- Imports: what was uploaded and how far it has come. The events themselves wait in event_store.staged_event.

CREATE TABLE import_batch (
    id               uuid        PRIMARY KEY,
    state            text        NOT NULL CHECK (state IN ('PREVIEWED', 'COMMITTING', 'COMMITTED', 'UNDOING', 'UNDONE', 'FAILED')),
    file_name        text        NOT NULL,
    file_sha256      bytea       NOT NULL CHECK (octet_length(file_sha256) = 32),
    format           text        NOT NULL,
    encoding         text        NOT NULL,
    sheet            text        NOT NULL,
    other_sheets     text[]      NOT NULL,
    rows_read        integer     NOT NULL,
    rows_good        integer     NOT NULL,
    rows_wrong       integer     NOT NULL,
    duplicates       integer     NOT NULL,
    totals           text        NOT NULL, -- JSON: count and area of the good rows by use
    area_m2          numeric(14, 2) NOT NULL,
    uploaded_by      text        NOT NULL,
    role             text        NOT NULL,
    uploaded_at      timestamptz NOT NULL,
    committed_at     timestamptz,
    undone_by        text,
    undone_role      text,
    undone_at        timestamptz,
    undo_reason      uuid,
    finished_at      timestamptz,
    rows_done        integer     NOT NULL DEFAULT 0, -- of the commit or the undo that runs or ran last
    rows_conflicting integer     NOT NULL DEFAULT 0,
    rows_left        integer     NOT NULL DEFAULT 0,
    last_position    bigint      NOT NULL DEFAULT 0
);

CREATE INDEX import_batch_file ON import_batch (file_sha256);
CREATE INDEX import_batch_uploaded ON import_batch (uploaded_at DESC, id);

-- What waits to be appended as one statement, and what was. A row of the spreadsheet never lies in two blocks.
CREATE TABLE import_block (
    import_id uuid    NOT NULL REFERENCES import_batch ON DELETE CASCADE,
    direction text    NOT NULL CHECK (direction IN ('COMMIT', 'UNDO')),
    ordinal   integer NOT NULL,
    staged    uuid    NOT NULL UNIQUE, -- event_store.staged_event.batch
    rows      integer NOT NULL,
    done      boolean NOT NULL DEFAULT false,
    PRIMARY KEY (import_id, direction, ordinal)
);

-- The good rows: which entry each became, and up to where its history is the import's own.
CREATE TABLE import_row (
    import_id     uuid    NOT NULL REFERENCES import_batch ON DELETE CASCADE,
    row           integer NOT NULL,
    block         integer NOT NULL,
    violation     uuid    NOT NULL,
    party         uuid,
    last_sequence bigint  NOT NULL,
    left_standing boolean NOT NULL DEFAULT false, -- not withdrawn by the undo: something else had touched it
    PRIMARY KEY (import_id, row)
);

CREATE INDEX import_row_block ON import_row (import_id, block);

-- The wrong rows: what is wrong with each, and its cells as they were, which may hold names and phone numbers.
CREATE TABLE import_wrong_row (
    import_id  uuid    NOT NULL REFERENCES import_batch ON DELETE CASCADE,
    row        integer NOT NULL,
    problems   text    NOT NULL, -- JSON: column, code and details of each
    master_key text    NOT NULL, -- which one wraps data_key
    data_key   bytea   NOT NULL,
    cells      bytea   NOT NULL, -- JSON under data_key
    PRIMARY KEY (import_id, row)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON import_batch, import_block, import_row, import_wrong_row TO ${app};
