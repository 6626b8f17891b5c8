-- Each case as it stands now, one row a case, leads among them. Written by the view "cases" alone, from the events alone: deleting the
-- rows and the view's position builds the same rows again.

CREATE TABLE enforcement_case (
    violation        uuid           NOT NULL,
    ledger_number    text           NOT NULL,
    ledger_kind      text           NOT NULL,
    street           text           NOT NULL,
    use_class        text           NOT NULL,
    tags             text[]         NOT NULL,
    households       int            NOT NULL,
    origin           text           NOT NULL,
    relapse_of       uuid,
    discovered_on    date           NOT NULL,
    stage            text           NOT NULL,
    track            text,
    case_number      text,
    confirmed_at     timestamptz,
    filed_on         date,
    area_m2          numeric(14, 2) NOT NULL,
    legacy_m2        numeric(14, 2) NOT NULL,
    awaiting_m2      numeric(14, 2) NOT NULL,
    accepted_m2      numeric(14, 2) NOT NULL,
    -- What still stands: nothing of a closed or a withdrawn entry.
    remaining_m2     numeric(14, 2) NOT NULL,
    sealing_awaiting boolean        NOT NULL,
    accepted_on      date,
    failed_cause     text,
    restored_on      date,
    ended_on         date,
    ground           text,
    -- The event that changed it last: its number within the case (the ETag), its place in the log, and when it was recorded.
    sequence         bigint         NOT NULL,
    position         bigint         NOT NULL,
    changed_at       timestamptz    NOT NULL,
    CONSTRAINT enforcement_case_pkey PRIMARY KEY (violation)
)
-- Room in each page for the next version of a row.
WITH (fillfactor = 85);

-- The order of the list, and the place of a cursor in it. Not unique: that is the ledger's to keep.
CREATE INDEX enforcement_case_number ON enforcement_case (ledger_number, violation);

-- What a street official sees, and what waits at a stage; most rows are closed entries of the past.
CREATE INDEX enforcement_case_street ON enforcement_case (street, ledger_number, violation);
CREATE INDEX enforcement_case_stage ON enforcement_case (stage, ledger_number, violation) WHERE stage NOT IN ('CLOSED', 'LEAD');

GRANT SELECT, INSERT, UPDATE, DELETE ON enforcement_case TO ${app};
