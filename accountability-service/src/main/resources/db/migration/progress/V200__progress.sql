-- What the ledger's facts, and the demolition service's, make of the plan. Written by the view "progress" alone, from facts alone.

-- What each fact of the ledger moved. Rows are only ever added: a figure as of a business date and as known at a position is a sum
-- over two columns.
CREATE TABLE movement (
    -- The fact, by its place in the ledger's log, and the number of the effect within it.
    position             bigint         NOT NULL,
    ordinal              smallint       NOT NULL,
    epoch                uuid           NOT NULL,
    fact                 uuid           NOT NULL,
    recorded_at          timestamptz    NOT NULL,
    violation            uuid           NOT NULL,
    kind                 text           NOT NULL,
    business_date        date           NOT NULL,
    -- Under what the entry counts.
    street               text           NOT NULL,
    use_class            text           NOT NULL,
    ledger_kind          text           NOT NULL,
    origin               text           NOT NULL,
    tags                 text[]         NOT NULL,
    alley                text,
    households           int            NOT NULL,
    cleared_before_plan  boolean        NOT NULL,
    -- What it adds, or takes off.
    registered           int            NOT NULL,
    registered_m2        numeric(14, 2) NOT NULL,
    closed               int            NOT NULL,
    closed_m2            numeric(14, 2) NOT NULL,
    standing_m2          numeric(14, 2) NOT NULL,
    demolished_m2        numeric(14, 2) NOT NULL,
    taken_back_m2        numeric(14, 2) NOT NULL,
    CONSTRAINT movement_pkey PRIMARY KEY (position, ordinal, epoch)
);

-- The achievement, a small part of the account once a large ledger was taken over.
CREATE INDEX movement_achieved ON movement (business_date) WHERE demolished_m2 <> 0 OR taken_back_m2 <> 0;

-- Wall openings, and what is not from the old ledger: looked at entry by entry.
CREATE INDEX movement_wall_opening ON movement (violation) WHERE ledger_kind = 'WALL_OPENING';
CREATE INDEX movement_new ON movement (violation) WHERE origin <> 'EXISTING';

-- Each entry with the changes that count, as JSON that only the view reads: how a further fact finds out what it moves.
CREATE TABLE entry (
    violation            uuid           NOT NULL,
    ledger_number        text           NOT NULL,
    street               text           NOT NULL,
    -- The last fact taken in: an earlier one of the same log is a repetition.
    epoch                uuid           NOT NULL,
    position             bigint         NOT NULL,
    changes              text           NOT NULL,
    CONSTRAINT entry_pkey PRIMARY KEY (violation)
)
-- Rewritten with each fact of the entry; no column is indexed that changes.
WITH (fillfactor = 80);

-- What has an instant of its own, or no place in the ledger's log: the one-hour clock, and restorations.
CREATE TABLE procedure_fact (
    service              text           NOT NULL,
    epoch                uuid           NOT NULL,
    position             bigint         NOT NULL,
    violation            uuid           NOT NULL,
    -- CONFIRMED, REMOVED, STANDING_AGAIN or RESTORED
    kind                 text           NOT NULL,
    occurred_on          date           NOT NULL,
    occurred_at          timestamptz,
    recorded_at          timestamptz    NOT NULL,
    CONSTRAINT procedure_fact_pkey PRIMARY KEY (service, epoch, position)
);

CREATE INDEX procedure_fact_violation ON procedure_fact (violation);

GRANT SELECT, INSERT, UPDATE, DELETE ON movement, entry, procedure_fact TO ${app};
