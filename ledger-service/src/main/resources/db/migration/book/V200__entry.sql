-- The book: each entry as it is now, one row an entry. Written by the view "book" alone, from the events alone: deleting the rows
-- and the view's token builds the same rows again.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE entry (
    violation      uuid          NOT NULL,
    ledger_number  text          NOT NULL,
    ledger_kind    text          NOT NULL,
    street         text          NOT NULL,
    community      text,
    compound       text,
    alley          text,
    unit           text,
    address        text          NOT NULL,
    lon            numeric(9, 6),
    lat            numeric(9, 6),
    use_class      text          NOT NULL,
    area_m2        numeric(14, 2) NOT NULL,
    demolished_m2  numeric(14, 2) NOT NULL,
    -- What still stands on the ledger: nothing of a closed or a withdrawn entry.
    remaining_m2   numeric(14, 2) NOT NULL,
    structure      text,
    storeys        int,
    year_built     int,
    discovered_on  date          NOT NULL,
    found_by       text          NOT NULL,
    origin         text          NOT NULL,
    tags           text[]        NOT NULL,
    households     int           NOT NULL,
    party_id       uuid,
    status         text          NOT NULL,
    registered_on  date          NOT NULL,
    closed_on      date,
    ground         text,
    legacy         boolean       NOT NULL,
    import_batch   uuid,
    -- The event that changed it last: its number within the entry (the ETag), its place in the log, and when it was recorded.
    sequence       bigint        NOT NULL,
    position       bigint        NOT NULL,
    changed_at     timestamptz   NOT NULL,
    -- One entry by its id, and the key under which the view writes.
    CONSTRAINT entry_pkey PRIMARY KEY (violation)
)
-- Room in each page for the next version of a row, so that a demolition or a closing, which changes no indexed column, touches no
-- index (a heap-only update).
WITH (fillfactor = 85);

-- The order of lists and exports, and the place of a cursor in it.
CREATE UNIQUE INDEX entry_ledger_number ON entry (ledger_number);

-- A sub-district's own book in that order: every list of a street official.
CREATE INDEX entry_street ON entry (street, ledger_number);

-- Free text over number and address, from three characters on. Shorter words have no trigram and are looked for row by row.
CREATE INDEX entry_text ON entry USING gin (lower(ledger_number || ' ' || address) gin_trgm_ops);

-- No index for the other filters and orders: the totals that come with each list read every row of the filter anyway, a district has
-- some 10^5 rows, and each further index makes every import slower.

GRANT SELECT, INSERT, UPDATE, DELETE ON entry TO ${app};
