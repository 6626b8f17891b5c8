-- 零增长: what of the new constructions stands. Written by the view "zero-growth" alone, from the events alone.

-- Each new construction as the account of it is now: how a further event finds out what it moves.
CREATE TABLE new_construction (
    violation      uuid           NOT NULL,
    street         text           NOT NULL,
    origin         text           NOT NULL,
    recorded_m2    numeric(14, 2) NOT NULL,
    legacy_m2      numeric(14, 2) NOT NULL,
    -- Demolished, and of that what an acceptance has failed.
    demolished_m2  numeric(14, 2) NOT NULL,
    failed_m2      numeric(14, 2) NOT NULL,
    ended          boolean        NOT NULL,
    CONSTRAINT new_construction_pkey PRIMARY KEY (violation)
)
WITH (fillfactor = 85);

-- What each event moved. Rows are only ever added: what stood as of a business date and as known at a position is a sum over two columns.
CREATE TABLE growth_movement (
    position       bigint         NOT NULL,
    -- 0, and 1 for what a reassignment moves into the other street.
    ordinal        smallint       NOT NULL,
    violation      uuid           NOT NULL,
    street         text           NOT NULL,
    origin         text           NOT NULL,
    business_date  date           NOT NULL,
    recorded_at    timestamptz    NOT NULL,
    -- What it adds to what stands, or takes off.
    standing_m2    numeric(14, 2) NOT NULL,
    CONSTRAINT growth_movement_pkey PRIMARY KEY (position, ordinal)
);

CREATE INDEX growth_movement_street ON growth_movement (street, violation, business_date);
CREATE INDEX growth_movement_recorded ON growth_movement (recorded_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON new_construction, growth_movement TO ${app};
